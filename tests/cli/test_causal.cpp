// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/verdict_file.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "tests/cli/causal_workspace.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Causal runs in a workspace: asked for, stopped, killed, gone on with, shown.

namespace {

const CausalWorkspace& made() { return CausalWorkspace::shared(); }

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 3000 && !condition(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return condition();
}

std::vector<std::string> start(std::vector<std::string> more) {
    more.insert(more.begin(),
                {"causal", "start", "--each", "24", "--controls", "40", "--doses", "0,0.5,2", "--quiet", "--json"});
    return more;
}

/// The report without the seconds it took.
std::string reportOf(const fs::path& run) {
    auto json = parseJson(contents(RunPaths(run).output() / "causal.json"), "the report");
    CHECK_OK(json);
    json->erase("seconds");
    return dumpJson(*json) + contents(RunPaths(run).output() / "pairs.jsonl");
}

fs::path runFolder(const std::string& id) { return fs::path(made().workspace) / "runs" / id; }

std::string undisturbed() {
    static const std::string report = [] {
        const auto output = made().run(start({"--wait"}));
        CHECK_EQ(output.exitCode, 0);
        return reportOf(runFolder(output.json().at("run").get<std::string>()));
    }();
    return report;
}

std::string newestRun() {
    return made().run({"causal", "list", "--json", "--quiet"}).jsonLines().front().at("run").get<std::string>();
}

}  // namespace

TEST(a_run_measures_a_set_its_controls_and_single_features) {
    const auto output = made().run(start({"--wait", "--max-pairs", "30", "--title", "A first look"}));
    CHECK_EQ(output.exitCode, 0);
    const Json report = output.json();
    CHECK_EQ(report.at("pairs").get<int>(), 30);
    std::set<std::string> kinds;
    for (const auto& arm : report.at("arms")) {
        kinds.insert(arm.at("kind").get<std::string>());
        CHECK_EQ(arm.at("sections").front().at("section").get<std::string>(), std::string("all"));
        CHECK_EQ(arm.at("sections").front().at("pairs").get<int>(), 30);
    }
    CHECK((kinds == std::set<std::string>{"set", "only", "reconstruction", "dose", "feature", "random", "density"}));
    CHECK(!report.at("reading").empty());
    CHECK(report.contains("attribution"));
    const std::string id = report.at("run").get<std::string>();

    const auto again = made().run({"causal", "show", id, "--json"}).json();
    CHECK(again == report);
    const auto told = made().run({"causal", "show", "latest"}).out;
    CHECK(told.find("set ablated") != std::string::npos && told.find("Pearson") != std::string::npos);
    const auto entries = made().run({"causal", "list", "--json"}).jsonLines();
    CHECK_EQ(entries.front().at("title").get<std::string>(), std::string("A first look"));
    CHECK_EQ(entries.front().at("state").get<std::string>(), std::string("finished"));
    const fs::path csv = made().folder.path() / "causal.csv";
    CHECK_EQ(made().run({"causal", "export", id, "--csv", csv.string()}).exitCode, 0);
    const std::string table = contents(csv);
    std::size_t rows = 0;
    for (const auto& arm : report.at("arms")) {
        rows += arm.at("sections").size();
    }
    CHECK_EQ(static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')), rows + 1);

    // The set's arm is what steering does and what an evaluation under such a profile gives, pair by pair.
    std::string set;
    for (const auto& feature : report.at("set")) {
        set += (set.empty() ? "" : ",") + std::to_string(feature.get<int>());
    }
    const auto steered = made().ok(made().on("steer", {"--feature", set})).jsonLines();
    const std::string verdictFile = (made().folder.path() / "verdicts.jsonl").string();
    const std::string profile = (made().folder.path() / "ablate.json").string();
    CHECK_EQ(made().run({"profiles", "save", "gone", "--feature", set, "--op", "ablate", "--sae", "sae"}).exitCode, 0);
    CHECK_EQ(made().run({"profiles", "export", "gone", "--output", profile}).exitCode, 0);
    made().ok({"evaluate", "--model", made().model, "--data", made().pairs, "--steer", profile, "--sae", made().sae,
               "--verdicts", verdictFile, "--quiet"});
    const auto evaluated = readVerdicts(verdictFile);
    CHECK_OK(evaluated);
    std::map<std::string, std::pair<double, double>> verdicts;
    for (const auto& pair : evaluated->pairs) {
        verdicts[pair.id] = {pair.chosen, pair.rejected};
    }
    std::ifstream lines(RunPaths(runFolder(id)).output() / "pairs.jsonl");
    std::size_t count = 0;
    int moved = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto pair = parseJson(line, "a pair");
        CHECK_OK(pair);
        CHECK_EQ(pair->at("id").get<std::string>(), steered[count].at("id").get<std::string>());
        CHECK_NEAR(pair->at("chosen").get<double>(), steered[count].at("chosen_before").get<double>(), 1e-4);
        const Json& arm = pair->at("arms").at("set");
        const double chosen = steered[count].at("chosen_after").get<double>();
        const double rejected = steered[count].at("rejected_after").get<double>();
        CHECK_NEAR(arm.at("chosen").get<double>(), chosen, 1e-4);
        CHECK_NEAR(arm.at("rejected").get<double>(), rejected, 1e-4);
        CHECK_NEAR(verdicts.at(pair->at("id").get<std::string>()).first, chosen, 1e-4);
        CHECK_NEAR(verdicts.at(pair->at("id").get<std::string>()).second, rejected, 1e-4);
        moved += std::abs(chosen - steered[count].at("chosen_before").get<double>()) > 1e-3 ? 1 : 0;
    }
    CHECK_EQ(count, 30u);
    CHECK(moved > 10);
    // Looking at the workspace afterwards neither moves nor complains about it.
    const auto doctor = made().run({"jobs", "--json"});
    CHECK(doctor.err.find("nothing to take over") == std::string::npos);
    CHECK(fs::exists(RunPaths(runFolder(id)).output() / "causal.json"));
}

TEST(requests_that_make_no_sense_start_nothing) {
    const auto before = made().run({"causal", "list", "--json"}).jsonLines().size();
    const auto refused = [](const std::vector<std::string>& more, int code) {
        const auto output = made().run(start(more));
        if (output.exitCode != code || output.err.empty()) {
            throw Failure("exit code " + std::to_string(output.exitCode) + ": " + output.err, __FILE__, __LINE__);
        }
    };
    refused({"--set", "no-such-set"}, 3);
    refused({"--data", "no-such-data"}, 3);
    refused({"--index", "no-such-index"}, 3);
    refused({"--feature", "128"}, 3);
    refused({"--positions", "nowhere"}, 2);
    refused({"--attribution", "guess"}, 2);
    const auto dry = made().run(start({"--dry-run"}));
    CHECK_EQ(dry.exitCode, 0);
    CHECK(!dry.json().at("started").get<bool>());
    CHECK(dry.json().at("arms").get<int>() > 100);
    CHECK_EQ(made().run({"causal", "list", "--json"}).jsonLines().size(), before);
    CHECK_EQ(made().run({"causal", "show", "no-such-run"}).exitCode, 3);
}

TEST(killed_again_and_again_it_ends_with_the_same_report) {
    const std::string whole = undisturbed();
    const auto output = made().run(start({"--checkpoint-seconds", "0.1"}));  // into the queue
    CHECK_EQ(output.exitCode, 0);
    const std::string id = output.json().at("run").get<std::string>();
    const fs::path run = runFolder(id);
    int kills = 0;
    Random random(5);
    for (int round = 0; round < 6; ++round) {
        eventually([&run] { return readRunState(run) != RunState::Waiting; });
        std::this_thread::sleep_for(std::chrono::milliseconds(200 + random.below(500)));
        if (readRunState(run) != RunState::Running) {
            break;
        }
        CHECK_OK(killWorker(run));
        ++kills;
        eventually([&run] { return readRunState(run) != RunState::Running; });
    }
    CHECK(eventually([&] {
        if (readRunState(run) == RunState::Lost || readRunState(run) == RunState::Failed) {
            made().run({"jobs", "resume", id, "--quiet"});
        }
        return readRunState(run) == RunState::Finished;
    }));
    std::printf("%d kills\n", kills);
    CHECK(reportOf(run) == whole);
    CHECK(!fs::exists(RunPaths(run).checkpoints() / "causal.progress"));
}

TEST(interrupted_it_says_so_and_resumes_to_the_same_report) {
    const std::string whole = undisturbed();
    SaferOutput interrupted;
    // While the run is being planned nothing listens yet and nothing can be lost: Ctrl+C just ends it. On a busy
    // machine that takes a while.
    for (const double seconds : {0.8, 1.6, 3.2, 6.4}) {
        interrupted = made().run(start({"--wait", "--checkpoint-seconds", "0.1"}), seconds);
        if (interrupted.exitCode != -SIGINT) {
            break;
        }
    }
    if (interrupted.exitCode == 0) {
        SKIP("the run was over before it could be interrupted");
    }
    CHECK_EQ(interrupted.exitCode, 4);
    CHECK(interrupted.err.find("resume") != std::string::npos);
    const std::string id = newestRun();
    CHECK_EQ(made().run({"causal", "show", id}).exitCode, 3);  // not finished
    CHECK_EQ(made().run({"jobs", "resume", id, "--quiet"}).exitCode, 0);
    CHECK(reportOf(runFolder(id)) == whole);
}
