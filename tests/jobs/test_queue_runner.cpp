// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/base/random.h"
#include "core/jobs/event.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/worker_identity.h"
#include "tests/support/check.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// The queue worked off by real processes: a runner, and workers that live some milliseconds.

namespace {

using Ids = std::vector<std::string>;

fs::path program() {
    const char* given = std::getenv("FAKE_WORKER");
    return given != nullptr ? fs::path(given) : fs::read_symlink("/proc/self/exe").parent_path() / "fake_worker";
}

bool eventually(const std::function<bool()>& condition, int milliseconds = 20000) {
    for (int waited = 0; waited < milliseconds && !condition(); waited += 5) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return condition();
}

// A runs folder whose processes are gone before it is removed.
struct Fixture {
    TemporaryFolder folder;
    const fs::path runs = folder.path() / "runs";
    int made = 0;

    ~Fixture() {
        pauseQueue(runs, true);
        killRunner();
        killWorkers();
    }
    std::string newRun(const char* behaviour, int milliseconds = 20, const std::string& device = "cpu") {
        RunSpec spec;
        spec.id = "run" + std::to_string(1000 + made++);
        spec.device = device;
        spec.params = {{"behaviour", behaviour}, {"ms", milliseconds}};
        CHECK_OK(createRunFolder(runs, spec));
        return spec.id;
    }
    void enqueue(const std::string& id, Ids after = {}) {
        CHECK_OK(enqueueRuns(runs, std::vector<QueueRequest>{{id, std::move(after)}}));
    }
    void start() { CHECK_OK(ensureQueueRunner(runs, program())); }
    RunState state(const std::string& id) const { return readRunState(runs / id); }
    bool idle() const { return !queueRunnerLives(runs); }
    void killRunner() const {
        const auto json = readJsonFile(QueuePaths(runs).runner());
        if (json && queueRunnerLives(runs)) {
            signalWorker({json->at("pid").get<pid_t>(), json->at("start_ticks").get<std::uint64_t>(), hostName()},
                         SIGKILL);
            eventually([this] { return idle(); });
        }
    }
    void killWorkers() const {
        std::error_code error;
        for (fs::directory_iterator it(runs, error), end; !error && it != end; it.increment(error)) {
            if (readRunState(it->path()) == RunState::Running) {
                killWorker(it->path());
                eventually([&it] { return readRunState(it->path()) != RunState::Running; });
            }
        }
    }
    std::size_t queued() const { return readQueue(runs)->entries.size(); }
    int starts(const std::string& id) const {
        int count = 0;
        for (const auto& event : EventReader(RunPaths(runs / id).events()).poll()) {
            count += event.kind == EventKind::Started ? 1 : 0;
        }
        return count;
    }
    double value(const std::string& id, const char* name) const {
        return readRunResult(runs / id)->values.at(name).get<double>();
    }
};

// In this process, so that a test can say what it wants to.
struct RunnerHere {
    std::stop_source stop;
    std::atomic<bool> done = false;
    std::jthread thread;
    RunnerHere(const fs::path& runs, QueueRunnerOptions options) {
        options.stop = stop.get_token();
        thread = std::jthread([this, runs, options] {
            runQueue(runs, options);
            done = true;
        });
    }
    ~RunnerHere() { stop.request_stop(); }
};

}  // namespace

TEST(a_queue_is_worked_off_one_run_per_device_and_dependencies_first) {
    Fixture fixture;
    Ids ids;
    std::vector<QueueRequest> requests;
    Random random(7);
    for (int i = 0; i < 30; ++i) {
        ids.push_back(fixture.newRun("brief", 5 + static_cast<int>(random.below(20)), i % 3 == 0 ? "cuda:0" : "cpu"));
        requests.push_back({ids.back(), i > 4 && i % 4 == 0 ? Ids({ids[random.below(std::size_t(i))]}) : Ids()});
    }
    CHECK_OK(enqueueRuns(fixture.runs, requests));
    fixture.start();
    CHECK(eventually([&] { return fixture.queued() == 0 && fixture.idle(); }));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        CHECK(fixture.state(ids[i]) == RunState::Finished);
        CHECK_EQ(fixture.starts(ids[i]), 1);
        for (const auto& needed : requests[i].after) {
            CHECK(fixture.value(needed, "ended") <= fixture.value(ids[i], "begun"));
        }
        for (std::size_t j = 0; j < i; ++j) {
            CHECK((i % 3 == 0) != (j % 3 == 0) || fixture.value(ids[j], "ended") <= fixture.value(ids[i], "begun") ||
                  fixture.value(ids[i], "ended") <= fixture.value(ids[j], "begun"));
        }
    }
    CHECK(!*ensureQueueRunner(fixture.runs, program()));  // nothing to do: none is started
}

TEST(there_is_one_runner_and_it_leaves_when_nothing_waits) {
    Fixture fixture;
    const auto first = fixture.newRun("brief", 400);
    fixture.enqueue(first);
    {
        std::vector<std::jthread> starters;
        for (int i = 0; i < 6; ++i) {
            starters.emplace_back([&fixture] { ensureQueueRunner(fixture.runs, program()); });
        }
    }
    CHECK(eventually([&] { return fixture.state(first) == RunState::Running; }));
    const auto second = runQueue(fixture.runs, {program(), {}, {}, std::chrono::milliseconds(50), {}});
    CHECK(second && !*second);
    CHECK(eventually([&] { return fixture.state(first) == RunState::Finished && fixture.idle(); }, 3000));
    CHECK_EQ(fixture.starts(first), 1);
    // Held, blocked and paused runs are nothing to wait for.
    const auto held = fixture.newRun("brief");
    const auto after = fixture.newRun("brief");
    CHECK_OK(enqueueRuns(fixture.runs, std::vector<QueueRequest>{{held, {}, 0, true}, {after, {held}}}));
    CHECK(!*ensureQueueRunner(fixture.runs, program()));
    CHECK_OK(releaseQueuedRun(fixture.runs, held));
    CHECK_OK(pauseQueue(fixture.runs, true));
    CHECK(!*ensureQueueRunner(fixture.runs, program()));
    CHECK_OK(pauseQueue(fixture.runs, false));
    CHECK(*ensureQueueRunner(fixture.runs, program()));
    CHECK(eventually([&] { return fixture.state(after) == RunState::Finished && fixture.idle(); }));
}

// Something is added in the very moment in which the runner finds nothing more to do and ends.
TEST(nothing_is_left_behind_when_the_runner_is_just_leaving) {
    Fixture fixture;
    for (int i = 0; i < 25; ++i) {
        const auto id = fixture.newRun("brief", 1 + i % 3);
        fixture.enqueue(id);
        fixture.start();
        CHECK(eventually([&] { return fixture.state(id) == RunState::Finished; }, 10000));
    }
}

TEST(a_killed_worker_is_resumed_and_counted_and_not_for_ever) {
    Fixture fixture;
    const auto id = fixture.newRun("brief", 700);
    fixture.enqueue(id);
    fixture.start();
    for (int kill = 1; kill <= 2; ++kill) {
        CHECK(eventually([&] { return fixture.starts(id) == kill && fixture.state(id) == RunState::Running; }));
        CHECK_OK(killWorker(fixture.runs / id));
    }
    CHECK(eventually([&] { return fixture.state(id) == RunState::Finished && fixture.queued() == 0; }));
    CHECK_EQ(fixture.starts(id), 3);
    const auto crashing = fixture.newRun("crash");
    const auto after = fixture.newRun("brief");
    const auto beside = fixture.newRun("brief");
    fixture.enqueue(crashing);
    fixture.enqueue(after, {crashing});
    fixture.enqueue(beside);
    fixture.start();
    CHECK(eventually([&] { return fixture.state(beside) == RunState::Finished && fixture.idle(); }));
    CHECK(fixture.state(crashing) == RunState::Failed);
    CHECK_EQ(fixture.starts(crashing), 4);  // once, and resumed three times
    CHECK(readRunResult(fixture.runs / crashing)->message.find("lost 4 times") != std::string::npos);
    CHECK(fixture.state(after) == RunState::Waiting);
    const auto queue = *readQueue(fixture.runs);
    CHECK_EQ(explainQueue(queue, readRunStatuses(fixture.runs, queue))[0].why, crashing + " failed");
}

TEST(a_hold_stops_a_run_and_a_release_goes_on) {
    Fixture fixture;
    const auto id = fixture.newRun("brief", 400);
    const auto after = fixture.newRun("brief", 10);
    fixture.enqueue(id);
    fixture.enqueue(after, {id});
    fixture.start();
    CHECK(eventually([&] { return fixture.starts(id) == 1; }));
    CHECK_OK(holdQueuedRun(fixture.runs, id));
    CHECK(eventually([&] { return fixture.state(id) == RunState::Stopped && fixture.idle(); }));
    CHECK_EQ(fixture.queued(), 2u);
    CHECK_OK(releaseQueuedRun(fixture.runs, id));
    fixture.start();
    CHECK(eventually([&] { return fixture.state(after) == RunState::Finished && fixture.idle(); }));
    CHECK_EQ(fixture.starts(id), 2);
    // A stop that nobody asked the queue for is an end all the same.
    const auto stopped = fixture.newRun("loop");
    fixture.enqueue(stopped);
    fixture.start();
    CHECK(eventually([&] { return fixture.starts(stopped) == 1; }));
    CHECK_OK(requestStop(fixture.runs / stopped));
    CHECK(eventually([&] { return fixture.queued() == 0 && fixture.idle(); }));
    CHECK(fixture.state(stopped) == RunState::Stopped);
}

TEST(a_run_without_room_waits_and_lets_others_pass) {
    Fixture fixture;
    const auto big = fixture.newRun("brief");
    Json spec = *readJsonFile(RunPaths(fixture.runs / big).spec());
    spec["params"]["disk_bytes"] = 1'000'000'000;
    CHECK_OK(writeJsonFile(RunPaths(fixture.runs / big).spec(), spec));
    const auto small = fixture.newRun("brief");
    fixture.enqueue(big);
    fixture.enqueue(small);
    std::atomic<std::uint64_t> free = 200'000'000;
    const RunnerHere runner(
        fixture.runs,
        {program(), {}, [&free](const fs::path&) { return free.load(); }, std::chrono::milliseconds(50), {}});
    CHECK(eventually([&] { return fixture.state(small) == RunState::Finished; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK(fixture.state(big) == RunState::Waiting);
    CHECK(!runner.done.load());
    const auto queue = *readQueue(fixture.runs);
    auto statuses = readRunStatuses(fixture.runs, queue);
    refuseForDisk(fixture.runs, queue, statuses, [&free](const fs::path&) { return free.load(); });
    CHECK(explainQueue(queue, statuses)[0].why.starts_with("blocked: disk: it needs about 1.1 GB"));
    free = 2'000'000'000;
    CHECK(eventually([&] { return fixture.state(big) == RunState::Finished && runner.done.load(); }));
}

TEST(what_cannot_be_started_fails_with_the_reason) {
    Fixture fixture;
    const auto id = fixture.newRun("brief");
    const auto broken = fixture.newRun("brief");
    fixture.enqueue(id);
    fixture.enqueue(broken);
    CHECK_OK(writeJsonFile(RunPaths(fixture.runs / broken).spec(), Json::array()));
    const RunnerHere runner(fixture.runs, {"/no/such/program", {}, {}, std::chrono::milliseconds(50), {}});
    CHECK(eventually([&] { return runner.done.load(); }));
    CHECK(fixture.state(id) == RunState::Failed && fixture.state(broken) == RunState::Failed);
    CHECK(readRunResult(fixture.runs / id)->message.find("/no/such/program") != std::string::npos);
    CHECK_EQ(fixture.queued(), 0u);
}

TEST(what_runs_made_is_taken_over_before_others_use_it) {
    Fixture fixture;
    const auto first = fixture.newRun("brief");
    const auto second = fixture.newRun("brief");
    fixture.enqueue(first);
    fixture.enqueue(second, {first});
    std::atomic<int> calls = 0;
    QueueRunnerOptions options;
    options.saferProgram = program();
    options.afterRuns = [&]() -> Status {
        const bool inTime =
            fixture.state(first) == RunState::Finished && (calls > 1 || fixture.state(second) == RunState::Waiting);
        if (++calls == 1) {
            return fail(ErrorCode::Io, "The disk is busy.");  // tried again
        }
        return inTime ? Status() : fail(ErrorCode::Failed, "too late");
    };
    const RunnerHere runner(fixture.runs, options);
    CHECK(eventually([&] { return runner.done.load(); }));
    CHECK(fixture.state(second) == RunState::Finished);
    CHECK_EQ(calls.load(), 3);
}
