// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <chrono>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// The queue as people use it from the command line, with the real runner and real, very small trainings.

namespace {

using Arguments = std::vector<std::string>;

SaferOutput ok(const Arguments& arguments) {
    auto output = safer(arguments);
    if (output.exitCode != 0) {
        throw Failure(arguments.front() + " ended with " + std::to_string(output.exitCode) + ": " + output.err,
                      __FILE__, __LINE__);
    }
    return output;
}

bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 1500 && !condition(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(40));
    }
    return condition();
}

struct WorkspaceFixture {
    TemporaryFolder folder;
    const std::string workspace = (folder.path() / "workspace").string();
    const fs::path runs = fs::path(workspace) / "runs";

    WorkspaceFixture() {
        const fs::path pairs = folder.path() / "pairs.jsonl";
        writePairs(pairs, generateDemoData({60, 1, 4}).train);
        ok({"import", pairs.string(), "--workspace", workspace, "--name", "train", "--quiet"});
    }
    ~WorkspaceFixture() {
        pauseQueue(runs, true);
        for (const auto& entry : fs::directory_iterator(runs)) {
            if (readRunState(entry.path()) == RunState::Running) {
                killWorker(entry.path());
            }
        }
        eventually([this] { return !queueRunnerLives(runs); });
    }
    SaferOutput jobs(Arguments arguments) const {
        arguments.insert(arguments.begin(), "jobs");
        arguments.insert(arguments.end(), {"--workspace", workspace});
        return safer(arguments);
    }
    SaferOutput queueTraining(const std::string& name, const Arguments& more = {}, const char* epochs = "1") const {
        Arguments arguments = {"train-rm", "--data",  "train",  "--workspace", workspace,
                               "--quiet",  "--queue", "--json", "--name",      name};
        auto tiny = tinyModelOptions();
        tiny.back() = epochs;
        arguments.insert(arguments.end(), tiny.begin(), tiny.end());
        arguments.insert(arguments.end(), more.begin(), more.end());
        return safer(arguments);
    }
    std::string queued(const std::string& name, const Arguments& more = {}, const char* epochs = "1") const {
        const auto output = queueTraining(name, more, epochs);
        CHECK_EQ(output.exitCode, 0);
        CHECK_EQ(output.json().at("state").get<std::string>(), std::string("queued"));
        return output.json().at("run").get<std::string>();
    }
    std::vector<std::string> order() const {
        std::vector<std::string> ids;
        const auto queue = readQueue(runs);
        CHECK_OK(queue);
        for (const auto* entry : inQueueOrder(*queue)) {
            ids.push_back(entry->id);
        }
        return ids;
    }
    bool has(const char* model) const { return fs::exists(fs::path(workspace) / "models" / model / "config.json"); }
};

}  // namespace

TEST(runs_are_queued_reordered_cancelled_and_worked_off) {
    const WorkspaceFixture fixture;
    CHECK_EQ(fixture.jobs({"pause"}).exitCode, 0);
    const auto first = fixture.queued("first");
    const auto second = fixture.queued("second");
    const auto third = fixture.queued("third", {"--priority", "2", "--after", second});
    const auto fourth = fixture.queued("fourth");
    CHECK(fixture.order() == Arguments({third, first, second, fourth}));

    CHECK_EQ(fixture.jobs({"move", fourth, "--to", "2"}).exitCode, 0);
    CHECK(fixture.order() == Arguments({third, fourth, first, second}));
    CHECK_EQ(fixture.jobs({"priority", second, "1"}).exitCode, 0);
    CHECK_EQ(fixture.jobs({"move", first, "--to", "top"}).exitCode, 0);
    CHECK(fixture.order() == Arguments({third, second, first, fourth}));
    const auto held = fixture.jobs({"hold", first, "--json"}).json();
    CHECK_EQ(held.at("queue").at("phase").get<std::string>(), std::string("held"));
    const auto cancelled = fixture.jobs({"cancel", fourth, "--json"}).json();
    CHECK_EQ(cancelled.at("result").get<std::string>(), std::string("cancelled"));
    CHECK_EQ(cancelled.at("state").get<std::string>(), std::string("stopped"));

    const Json queue = fixture.jobs({"queue", "--json"}).json();
    CHECK(queue.at("paused").get<bool>() && !queue.at("runner").get<bool>());
    CHECK(queue.at("eta_seconds").is_null());  // nothing of this kind has ever finished here
    CHECK_EQ(queue.at("runs")[0].at("phase").get<std::string>(), std::string("waits for run"));
    CHECK_EQ(queue.at("runs")[0].at("why").get<std::string>(), "waits for " + second);
    CHECK(fixture.jobs({"queue"}).out.find("paused") != std::string::npos);
    CHECK(fixture.jobs({"list"}).out.find("waits for " + second) != std::string::npos);

    CHECK_EQ(fixture.jobs({"unpause"}).exitCode, 0);
    // The runner takes over what they made: nobody has to look for that.
    CHECK(eventually([&] { return fixture.has("second") && fixture.has("third"); }));
    CHECK(!fixture.has("first"));
    CHECK_EQ(fixture.jobs({"release", first}).exitCode, 0);
    CHECK_EQ(fixture.jobs({"retry", fourth, "--json"}).exitCode, 0);
    const Json known = fixture.jobs({"queue", "--json"}).json();
    for (const auto& run : known.at("runs")) {  // now others of its kind have been measured
        // One may have ended a moment ago and leaves the queue at the runner's next look: nothing of it is to come.
        const std::string phase = run.at("phase").get<std::string>();
        CHECK(phase == "running" || phase == "ended" || run.at("eta_seconds").is_number());
    }
    CHECK(eventually([&] { return fixture.has("first") && fixture.has("fourth"); }));
    CHECK(eventually([&] { return !queueRunnerLives(fixture.runs); }));
    CHECK(fixture.order().empty());
    const auto ended = fixture.jobs({"cancel", first, "--json"}).json();
    CHECK_EQ(ended.at("result").get<std::string>(), std::string("ended already"));
}

TEST(a_stopped_run_of_the_queue_stays_stopped) {
    const WorkspaceFixture fixture;
    const auto id = fixture.queued("long", {}, "500");
    CHECK(eventually([&] { return readRunState(fixture.runs / id) == RunState::Running; }));
    CHECK_EQ(fixture.jobs({"stop", "--now", id}).exitCode, 0);
    CHECK(eventually([&] { return readRunState(fixture.runs / id) == RunState::Stopped; }));
    CHECK(eventually([&] { return fixture.order().empty(); }));
    CHECK(readRunState(fixture.runs / id) == RunState::Stopped);
}

TEST(wrong_requests_are_refused_and_change_nothing) {
    const WorkspaceFixture fixture;
    CHECK_EQ(fixture.jobs({"pause"}).exitCode, 0);
    const auto id = fixture.queued("one");
    CHECK_EQ(fixture.queueTraining("two", {"--after", "no-such-run"}).exitCode, 3);
    CHECK_EQ(fixture.queueTraining("two", {"--detach"}).exitCode, 2);
    CHECK(fixture.order() == Arguments({id}));
    CHECK_EQ(std::distance(fs::directory_iterator(fixture.runs), {}), 2);  // the run and the queue's own folder
    CHECK_EQ(safer({"train-rm", "--data", "train", "--workspace", fixture.workspace, "--after", id}).exitCode, 2);
    CHECK_EQ(safer({"evaluate", "--model", "m", "--data", "x.jsonl", "--queue"}).exitCode, 2);
    CHECK_EQ(fixture.jobs({"move", id, "--to", "sideways"}).exitCode, 2);
    CHECK_EQ(fixture.jobs({"move", id, "--to", "0"}).exitCode, 2);
    CHECK_EQ(fixture.jobs({"move", id}).exitCode, 2);
    CHECK_EQ(fixture.jobs({"priority", id, "high"}).exitCode, 2);
    CHECK_EQ(fixture.jobs({"hold", "no-such-run"}).exitCode, 3);
    CHECK_EQ(fixture.jobs({"cancel"}).exitCode, 2);
    CHECK_EQ(fixture.jobs({"retry", id}).exitCode, 2);  // it waits
    CHECK_EQ(safer({"queue-runner", (fixture.folder.path() / "nowhere").string()}).exitCode, 3);
    CHECK(ok({"--help"}).out.find("queue-runner") == std::string::npos);
    CHECK_EQ(fixture.jobs({"cancel", id}).exitCode, 0);
}
