// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/worker_identity.h"
#include "core/workspace/sweep_runs.h"
#include "tests/cli/experiment_workspace.h"
#include "tests/cli/tiny_base_model.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Sweeps as people use them, with the real runner and real, very small models.

namespace {

using Arguments = std::vector<std::string>;

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 1500 && !condition(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(40));
    }
    return condition();
}

struct SweepFixture : ExperimentWorkspace {
    const fs::path root = workspace;
    const fs::path runs = root / "runs";

    SweepFixture() {
        const auto file = folder.path() / "eval.jsonl";
        writePairs(file, generateDemoData({40, 1, 9}).train);
        auto opened = Workspace::open(workspace);
        CHECK_OK(opened);
        CHECK_OK((*opened)->importPairs(file, "eval", {}));
        CHECK_OK((*opened)->addReference(ArtifactKind::Model, tinyBaseModel(), "base"));
    }
    ~SweepFixture() {
        pauseQueue(runs, true);
        killEverything();
        eventually([this] { return !queueRunnerLives(runs); });
    }
    /// 2 strategies x 2 ratios x 2 seeds, and the baseline.
    static Arguments start(const Arguments& more = {}, const std::string& seeds = "2",
                           const std::string& strategies = "safer,random", const std::string& ratios = "10%,5%") {
        Arguments arguments = {"sweep",         "start", "--mode",   "poison", "--strategy",      strategies,
                               "--ratio",       ratios,  "--seeds",  seeds,    "--base",          "base",
                               "--eval",        "eval",  "--epochs", "1",      "--learning-rate", "1e-3",
                               "--batch-pairs", "8",     "--quiet"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }
    Sweep sweep() const {
        auto sweeps = readSweeps(root);
        CHECK_EQ(sweeps.size(), 1u);
        return std::move(sweeps.front());
    }
    /// SIGKILL to the runner and to every worker.
    void killEverything() const {
        const auto runner = readJsonFile(QueuePaths(runs).runner());
        if (runner && queueRunnerLives(runs)) {
            ::kill(runner->value("pid", 0), SIGKILL);
        }
        std::error_code error;
        for (fs::directory_iterator it(runs, error), end; !error && it != end; it.increment(error)) {
            if (readRunState(it->path()) == RunState::Running) {
                killWorker(it->path());
            }
        }
    }
    std::map<std::string, std::string> verdictsByCell() const {
        std::map<std::string, std::string> texts;
        for (const SweepCell& cell : sweep().cells) {
            texts[cellTitle(cell)] = contents(runs / cell.evaluateRun / verdictFileName);
            CHECK(!texts[cellTitle(cell)].empty());
        }
        return texts;
    }
};

/// `safer` in the background.
pid_t spawn(const Arguments& arguments) {
    const char* program = std::getenv("SAFER_PROGRAM");
    std::vector<char*> argv = {const_cast<char*>(program)};
    for (const auto& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child == 0) {
        std::freopen("/dev/null", "w", stdout);
        std::freopen("/dev/null", "w", stderr);
        ::execv(program, argv.data());
        ::_exit(127);
    }
    return child;
}

/// Of the sweep that nothing disturbed.
std::map<std::string, std::string>& undisturbed() {
    static std::map<std::string, std::string> verdicts;
    return verdicts;
}

}  // namespace

TEST(a_sweep_ends_by_itself_and_a_second_one_has_nothing_to_do) {
    const SweepFixture made;
    const auto preview = made.ok(made.start({"--dry-run", "--json"})).json();
    CHECK_EQ(preview.at("cells").size(), 10u);
    CHECK_EQ(preview.at("trainings").get<int>(), 10);
    CHECK(preview.at("seconds").is_null());  // nothing of the kind has ever run here
    CHECK(readSweeps(made.root).empty());
    CHECK(made.ok({"sweep", "list"}).out.empty());

    const auto begun = std::chrono::steady_clock::now();
    const auto results = made.ok(made.start({"--wait", "--json", "--keep-models"})).json();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    std::printf("10 trainings and 10 evaluations: %.1f s\n", seconds);
    CHECK_EQ(results.at("open").get<int>(), 0);
    CHECK_EQ(results.at("results").at("cells_done").get<int>(), 10);
    const auto shown = made.ok({"sweep", "show", "latest", "--json"}).json();
    for (const auto& cell : shown.at("cells")) {
        CHECK_EQ(cell.at("state").get<std::string>(), std::string("done"));
        const auto id = cell.at("train_run").get<std::string>();
        const auto train = readRunResult(made.runs / id);
        const auto evaluation = readVerdicts(made.runs / cell.at("evaluate_run").get<std::string>() / verdictFileName);
        CHECK(train.has_value());
        CHECK_OK(evaluation);
        CHECK_EQ(evaluation->modelHash, train->values.at("content_hash").get<std::string>());
        CHECK_EQ(evaluation->pairs.size(), 40u);
        CHECK_EQ(evaluation->modelName, cell.at("title").get<std::string>());
        CHECK_EQ(train->values.contains("changed_pairs"), cell.at("kind") == "changed");
        CHECK_EQ(train->values.value("changed_pairs", 0), cell.at("changed").get<int>());
        CHECK(train->values.value("data_hash", std::string("x")) != made.datasetHash);
    }
    undisturbed() = made.verdictsByCell();

    // For people, as a file, and pair by pair.
    const auto table = made.ok({"sweep", "results", "latest"}).out;
    CHECK(table.find("safer 10") != std::string::npos && table.find("baseline") != std::string::npos);
    CHECK(table.find("not yet") == std::string::npos);
    const auto csv = made.folder.path() / "points.csv";
    made.ok({"sweep", "results", "latest", "--csv", csv.string()});
    CHECK(std::ranges::count(contents(csv), '\n') > 5);
    made.ok({"sweep", "results", "latest", "--flips", "safer:10%", "--json"});
    CHECK_EQ(made.run({"sweep", "results", "latest", "--flips", "safer:77%"}).exitCode, 3);
    CHECK_EQ(made.run({"sweep", "results", "latest", "--flips", "safer"}).exitCode, 2);
    CHECK_EQ(made.run({"sweep", "results", "nothing"}).exitCode, 3);
    CHECK_EQ(made.ok({"sweep", "list", "--json"}).jsonLines().size(), 1u);

    const auto kept = made.ok({"sweep", "keep", "latest", "2", "poisoned", "--json"}).json();
    CHECK_EQ(kept.at("name").get<std::string>(), std::string("poisoned"));
    const auto evaluated =
        made.ok({"evaluate", "--data", "eval", "--model", "poisoned", "--json"}).json().at("overall");
    CHECK_EQ(evaluated.at("accuracy").get<double>(), shown.at("cells")[1].at("accuracy").get<double>());
    CHECK_EQ(made.run({"sweep", "keep", "latest", "99", "x"}).exitCode, 2);

    // The same again: every cell is there.
    const auto before = std::distance(fs::directory_iterator(made.runs), {});
    const auto again = made.ok(made.start({"--json"})).json();
    CHECK_EQ(again.at("trainings").get<int>(), 0);
    CHECK_EQ(again.at("reused").get<int>(), 10);
    CHECK_EQ(std::distance(fs::directory_iterator(made.runs), {}), before);
    CHECK_EQ(made.ok({"sweep", "show", again.at("sweep").get<std::string>(), "--json"}).json().at("done").get<int>(),
             10);
    // One seed more: the time is known by now.
    const auto more = made.ok(made.start({"--dry-run", "--json"}, "1,2,3"));
    CHECK_EQ(more.json().at("trainings").get<int>(), 5);
    CHECK(more.json().at("seconds").is_number());
}

TEST(wrong_requests_are_refused_before_anything_is_written) {
    const SweepFixture made;
    for (const Arguments& wrong :
         {Arguments{"--strategy", "guess"}, Arguments{"--ratio", "700%"}, Arguments{"--epochs", "-1"},
          Arguments{"--eval", "nothing"}, Arguments{"--base", "nobody"}, Arguments{"--launcher", "cloud"},
          Arguments{"--set", "s", "--rule", "5"}}) {
        const auto output = made.run(made.start(wrong));
        CHECK(output.exitCode == 2 || output.exitCode == 3);
        CHECK(!output.err.empty());
    }
    CHECK_EQ(made.run(made.start({}, "many")).exitCode, 2);
    CHECK_EQ(made.run(made.start({}, "1,1")).exitCode, 2);
    CHECK(readSweeps(made.root).empty());
    CHECK(!fs::exists(made.runs) || fs::is_empty(made.runs));
    CHECK_EQ(made.run({"sweep", "show", "latest"}).exitCode, 3);
    CHECK_EQ(made.run({"sweep", "cancel"}).exitCode, 2);
}

TEST(a_cancelled_sweep_says_what_is_missing_and_goes_on_when_it_is_retried) {
    const SweepFixture made;
    made.ok({"jobs", "pause"});
    const auto id = made.ok(made.start({"--json"}, "1", "random", "10%")).json().at("sweep").get<std::string>();
    CHECK(made.ok({"sweep", "results", id}).out.find("No model has been evaluated yet") != std::string::npos);
    CHECK_EQ(made.ok({"sweep", "cancel", id, "--json"}).json().at("stopped").get<int>(), 2);
    CHECK_EQ(made.ok({"sweep", "retry", id, "--json"}).json().at("open").get<int>(), 2);
    made.ok({"jobs", "unpause"});
    // Ctrl+C ends the showing alone.
    Arguments show = {"sweep", "show", id, "--wait", "--quiet", "--workspace", made.workspace};
    const auto left = safer(show, 1.0);
    CHECK(left.exitCode == 4 || left.exitCode == 0);
    CHECK_EQ(safer(show).exitCode, 0);
    CHECK_EQ(made.ok({"sweep", "show", id, "--json"}).json().at("done").get<int>(), 2);
    for (const SweepCell& cell : made.sweep().cells) {  // tidied by the runner
        CHECK(eventually([&] { return !fs::exists(RunPaths(made.runs / cell.trainRun).output()); }));
        CHECK(eventually([&] { return fs::is_empty(RunPaths(made.runs / cell.trainRun).checkpoints()); }));
    }
    CHECK_EQ(made.run({"sweep", "keep", id, "1", "late"}).exitCode, 3);
}

TEST(whatever_is_killed_the_sweep_ends_with_the_very_same_verdicts) {
    if (undisturbed().empty()) {
        SKIP("the undisturbed sweep has no verdicts to compare with");
    }
    const SweepFixture made;
    Arguments arguments = made.start({"--wait"});
    arguments.insert(arguments.end(), {"--workspace", made.workspace});
    Random random(std::random_device{}());
    int kills = 0;
    // Killed while it starts, until a sweep is there; whatever is there is whole.
    for (int attempt = 0; readSweeps(made.root).empty() && attempt < 40; ++attempt) {
        const pid_t child = spawn(arguments);
        std::this_thread::sleep_for(
            std::chrono::milliseconds(20 + 150 * attempt + static_cast<int>(random.below(150))));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        made.killEverything();
        ++kills;
    }
    const Sweep sweep = made.sweep();
    // Reopened and killed again and again; more often than a run may get lost, but never one of them.
    for (int round = 0; round < 6; ++round) {
        const pid_t child = spawn({"sweep", "show", "latest", "--wait", "--workspace", made.workspace});
        std::this_thread::sleep_for(std::chrono::milliseconds(300 + random.below(1500)));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        made.killEverything();
        ++kills;
        for (const auto& id : pendingSweepRuns(made.root, sweep)) {
            const RunState state = readRunState(made.runs / id);
            CHECK(state == RunState::Waiting || state == RunState::Lost || state == RunState::Running);
        }
        for (const SweepCell& cell : sweep.cells) {
            if (readRunState(made.runs / cell.evaluateRun) == RunState::Finished) {
                CHECK_OK(readVerdicts(made.runs / cell.evaluateRun / verdictFileName));
            }
        }
    }
    // A run that was lost too often ends as failed: that is what retrying is for.
    auto shown = safer({"sweep", "show", "latest", "--wait", "--quiet", "--json", "--workspace", made.workspace});
    CHECK_EQ(shown.exitCode, 0);
    if (shown.json().at("failed").get<int>() > 0) {
        made.ok({"sweep", "retry", "latest"});
        shown = safer({"sweep", "show", "latest", "--wait", "--quiet", "--json", "--workspace", made.workspace});
    }
    std::printf("%d kills\n", kills);
    CHECK_EQ(shown.json().at("done").get<int>(), 10);
    CHECK(made.verdictsByCell() == undisturbed());
    CHECK_EQ(readSweeps(made.root).size(), 1u);
}
