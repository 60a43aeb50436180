// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/event.h"
#include "core/jobs/run_state.h"
#include "core/workspace/sweep_runs.h"
#include "tests/cli/experiment_workspace.h"
#include "tests/cli/tiny_base_model.h"
#include "tests/jobs/slurm_onebox.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Sweeps through a real Slurm, as people use them. Where there is none every case is skipped.

namespace {

using Arguments = std::vector<std::string>;

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool eventually(const std::function<bool()>& condition, int seconds = 90) {
    for (int waited = 0; waited < seconds * 5 && !condition(); ++waited) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return condition();
}

struct NeedsSlurm {
    NeedsSlurm() { SlurmOnebox::need(); }
};

struct SlurmSweep : NeedsSlurm, ExperimentWorkspace {
    const fs::path root = workspace;
    const fs::path runs = root / "runs";

    SlurmSweep() {
        const auto file = folder.path() / "eval.jsonl";
        writePairs(file, generateDemoData({40, 1, 9}).train);
        auto opened = Workspace::open(workspace);
        CHECK_OK(opened);
        CHECK_OK((*opened)->importPairs(file, "eval", {}));
        CHECK_OK((*opened)->addReference(ArtifactKind::Model, tinyBaseModel(), "base"));
        ok({"slurm", "settings", "--cpus", "1", "--memory", "200M", "--grace", "20"});
    }
    ~SlurmSweep() {
        if (!readSweeps(root).empty()) {
            run({"sweep", "cancel", "latest"});
        }
        runProgram({{"scancel", "--user=" + std::to_string(::geteuid())}});
        eventually([] { return queue().empty(); }, 30);
    }
    /// 2 strategies x 2 ratios and the baseline; some seconds for each training.
    Json start(const std::string& launcher) const {
        const auto begun = ok({"sweep",         "start",  "--mode",   "poison", "--strategy",      "safer,random",
                               "--ratio",       "10%,5%", "--seeds",  "1",      "--base",          "base",
                               "--eval",        "eval",   "--epochs", "30",     "--learning-rate", "1e-3",
                               "--batch-pairs", "8",      "--quiet",  "--json", "--launcher",      launcher});
        return begun.json();
    }
    Sweep sweep() const {
        auto sweeps = readSweeps(root);
        CHECK_EQ(sweeps.size(), 1u);
        return std::move(sweeps.front());
    }
    Json shown() const { return ok({"sweep", "show", "latest", "--json"}).json(); }
    int events(const std::string& id, EventKind kind) const {
        int count = 0;
        EventReader reader(RunPaths(runs / id).events());
        for (auto some = reader.poll(); !some.empty(); some = reader.poll()) {
            count += static_cast<int>(std::ranges::count(some, kind, &Event::kind));
        }
        return count;
    }
    RunState state(const std::string& id) const { return readRunState(runs / id); }
    /// What Slurm itself says it has, a line for each job that has not ended.
    static std::string queue() {
        const auto said = askSlurm({{"squeue", "--noheader", "--array", "--format=%F_%K %T %r"}});
        CHECK_OK(said);
        return *said;
    }
    std::map<std::string, std::string> verdictsByCell() const {
        std::map<std::string, std::string> texts;
        for (const SweepCell& cell : sweep().cells) {
            texts[cellTitle(cell)] = contents(runs / cell.evaluateRun / verdictFileName);
            CHECK(!texts[cellTitle(cell)].empty());
        }
        return texts;
    }
    void waitForTheEnd() const {
        const auto waited = safer({"sweep", "show", "latest", "--wait", "--quiet", "--workspace", workspace});
        if (waited.exitCode != 0) {
            throw Failure("sweep show --wait: " + waited.err, __FILE__, __LINE__);
        }
    }
};

/// Of the same sweep through this machine's own queue.
const std::map<std::string, std::string>& localVerdicts() {
    static const std::map<std::string, std::string> verdicts = [] {
        const SlurmSweep made;
        made.start("local");
        made.waitForTheEnd();
        return made.verdictsByCell();
    }();
    return verdicts;
}

}  // namespace

TEST(a_sweep_through_slurm_is_live_and_ends_with_the_verdicts_of_a_local_one) {
    const SlurmSweep made;
    const auto begun = std::chrono::steady_clock::now();
    CHECK_EQ(made.start("slurm").at("trainings").get<int>(), 5);
    const Sweep sweep = made.sweep();
    CHECK_EQ(sweep.cells.size(), 5u);
    CHECK_EQ(std::ranges::count(SlurmSweep::queue(), '\n'), 10);
    // Where each stands, for people and for programs.
    CHECK(made.ok({"jobs"}).out.find("waits for the run it needs") != std::string::npos);
    std::size_t placed = 0;
    for (const auto& one : made.ok({"jobs", "--json"}).jsonLines()) {
        placed += one.contains("slurm") && !one.at("slurm").at("job").get<std::string>().empty() ? 1 : 0;
    }
    CHECK_EQ(placed, 10u);
    // Events arrive while a run is still running, more from one look to the next.
    const auto& first = sweep.cells.front().trainRun;
    CHECK(eventually([&] { return made.events(first, EventKind::Progress) > 0; }));
    const int early = made.events(first, EventKind::Progress);
    CHECK(eventually([&] { return made.events(first, EventKind::Progress) > early; }));
    CHECK(made.state(first) == RunState::Running);
    CHECK(made.shown().at("open").get<int>() > 0);
    CHECK(made.ok({"jobs"}).out.find("runs in Slurm (job ") != std::string::npos);
    made.waitForTheEnd();
    std::printf("5 trainings and 5 evaluations through Slurm: %.1f s\n",
                std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    CHECK(eventually([] { return SlurmSweep::queue().empty(); }, 20));  // "completing" for a moment after its result
    const auto shown = made.shown();
    CHECK_EQ(shown.at("done").get<int>(), 5);
    for (const auto& cell : shown.at("cells")) {
        const auto evaluation = readVerdicts(made.runs / cell.at("evaluate_run").get<std::string>() / verdictFileName);
        CHECK_OK(evaluation);
        CHECK_EQ(evaluation->pairs.size(), 40u);
        CHECK_EQ(evaluation->modelName, cell.at("title").get<std::string>());
        CHECK(cell.at("accuracy").is_number());
        CHECK_EQ(made.events(cell.at("train_run").get<std::string>(), EventKind::Started), 1);
    }
    const auto results = made.ok({"sweep", "results", "latest"}).out;
    CHECK(results.find("safer 10") != std::string::npos && results.find("random 5") != std::string::npos);
    CHECK(results.find("baseline") != std::string::npos && results.find("not yet") == std::string::npos);
    CHECK(made.verdictsByCell() == localVerdicts());
}

TEST(a_cancelled_sweep_leaves_slurm_and_goes_on_there_when_it_is_retried) {
    const SlurmSweep made;
    made.ok({"slurm", "settings", "--max-parallel", "1"});
    made.start("slurm");
    const Sweep sweep = made.sweep();
    const auto running = [&]() -> std::string {
        for (const SweepCell& cell : sweep.cells) {
            if (made.state(cell.trainRun) == RunState::Running && made.events(cell.trainRun, EventKind::Progress) > 0) {
                return cell.trainRun;
            }
        }
        return {};
    };
    CHECK(eventually([&] { return !running().empty(); }));
    const std::string stopped = running();
    made.ok({"sweep", "cancel", "latest"});
    CHECK(eventually([] { return SlurmSweep::queue().empty(); }, 40));
    CHECK_EQ(made.shown().at("stopped").get<int>(), 5);
    for (const SweepCell& cell : sweep.cells) {
        for (const auto& id : {cell.trainRun, cell.evaluateRun}) {
            const auto result = readRunResult(made.runs / id);
            CHECK(result && result->state == RunState::Stopped);
            CHECK_EQ(made.events(id, EventKind::Started), id == stopped ? 1 : 0);
        }
    }
    CHECK(!fs::is_empty(RunPaths(made.runs / stopped).checkpoints()));  // written before it ended

    // One run by hand, the rest by the sweep: it passes over the one and puts the evaluation behind it.
    const auto submitted = made.ok({"slurm", "submit", stopped, "--json"}).json();
    CHECK_EQ(submitted.at("runs").get<int>(), 1);
    CHECK(made.ok({"slurm", "submit", stopped}).out.find("Nothing to hand to Slurm") != std::string::npos);
    CHECK(made.ok({"jobs"}).out.find("job " + submitted.at("jobs")[0].get<std::string>() + "_0") != std::string::npos);
    made.ok({"slurm", "settings", "--max-parallel", "0"});
    const auto retried = made.ok({"sweep", "retry", "latest", "--json"}).json();
    CHECK_EQ(retried.at("stopped").get<int>(), 0);
    CHECK_EQ(retried.at("open").get<int>(), 5);
    made.waitForTheEnd();
    CHECK_EQ(made.shown().at("done").get<int>(), 5);
    CHECK_EQ(made.events(stopped, EventKind::Started), 2);
    // Interrupted and resumed elsewhere, it has learned the very same.
    CHECK(made.verdictsByCell() == localVerdicts());
}

TEST(slurm_that_refuses_or_is_gone_is_told_and_nothing_is_lost) {
    const SlurmSweep made;
    made.ok({"slurm", "settings", "--partition", "nowhere"});
    const auto refused =
        made.run({"sweep",         "start", "--mode",  "poison",     "--strategy", "random", "--ratio",  "5%",
                  "--seeds",       "1",     "--base",  "base",       "--eval",     "eval",   "--epochs", "1",
                  "--batch-pairs", "8",     "--quiet", "--launcher", "slurm"});
    CHECK(refused.exitCode != 0);
    CHECK(refused.err.find("nvalid partition") != std::string::npos);
    CHECK(refused.err.find("safer sweep retry") != std::string::npos);
    CHECK_EQ(SlurmSweep::queue(), std::string());
    // No Slurm at all.
    made.ok({"slurm", "settings", "--partition", "", "--slurm-folder", "/no/such/folder"});
    const auto gone = made.run({"sweep", "retry", "latest"});
    CHECK(gone.exitCode != 0);
    CHECK(gone.err.find("/no/such/folder") != std::string::npos);
    made.ok({"slurm", "settings", "--slurm-folder", ""});
    made.ok({"sweep", "retry", "latest"});
    made.waitForTheEnd();
    CHECK_EQ(made.shown().at("done").get<int>(), 2);
}
