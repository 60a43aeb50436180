// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/jobs/event.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "core/jobs/stop_signals.h"
#include "core/jobs/worker_identity.h"
#include "tests/support/check.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

using namespace saferscope;
using check::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

fs::path fakeWorker() {
    const char* given = std::getenv("FAKE_WORKER");
    return given != nullptr ? fs::path(given) : fs::read_symlink("/proc/self/exe").parent_path() / "fake_worker";
}

fs::path newRun(const TemporaryFolder& folder, const char* behaviour) {
    RunSpec spec;
    spec.kind = JobKind::TrainRewardModel;
    spec.params = {{"behaviour", behaviour}};
    const auto run = createRunFolder(folder.path(), spec);
    CHECK_OK(run);
    return *run;
}

bool eventually(const std::function<bool()>& condition, int milliseconds = 10000) {
    for (int waited = 0; waited < milliseconds; waited += 5) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return condition();
}

RunState finalState(const fs::path& run) {
    CHECK(eventually([&run] { return readRunState(run) != RunState::Running; }));
    return readRunState(run);
}

RunResult runToEnd(const TemporaryFolder& folder, const char* behaviour) {
    const auto run = newRun(folder, behaviour);
    CHECK_OK(startWorker(run, fakeWorker()));
    finalState(run);
    const auto result = readRunResult(run);
    CHECK(result.has_value());
    return *result;
}

int runInForeground(const fs::path& run) {
    const std::string program = fakeWorker().string();
    const std::string folder = run.string();
    const char* arguments[] = {program.c_str(), "worker", folder.c_str(), nullptr};
    pid_t pid = 0;
    CHECK_EQ(::posix_spawn(&pid, program.c_str(), nullptr, nullptr, const_cast<char* const*>(arguments), environ), 0);
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void waitForProgress(const fs::path& run) {
    EventReader reader(RunPaths(run).events());
    CHECK(eventually([&reader] {
        const auto events = reader.poll();
        return std::ranges::any_of(events,
                                   [](const Event& e) { return e.kind == EventKind::Progress && e.progress.done > 0; });
    }));
}

std::string textOf(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST(a_run_finishes_and_tells_so) {
    const TemporaryFolder folder;
    const auto run = newRun(folder, "succeed");
    CHECK_OK(startWorker(run, fakeWorker()));
    CHECK(finalState(run) == RunState::Finished);
    CHECK_EQ(readRunResult(run)->values.at("accuracy").get<double>(), 0.75);
    CHECK(textOf(RunPaths(run).log()).find("hello from the worker") != std::string::npos);
    const auto events = EventReader(RunPaths(run).events()).poll();
    CHECK(events.size() >= 2);
    CHECK(events.front().kind == EventKind::Started);
    CHECK(events.back().kind == EventKind::Finished);
    CHECK_EQ(events.back().text, std::string("finished"));
    // Finished work is not done again.
    CHECK(!startWorker(run, fakeWorker()));
    CHECK_EQ(runInForeground(run), 3);
    CHECK(readRunState(run) == RunState::Finished);
}

TEST(failures_become_results) {
    const TemporaryFolder folder;
    const auto failed = runToEnd(folder, "fail");
    CHECK(failed.state == RunState::Failed);
    CHECK_EQ(failed.message, std::string("The data is no good."));
    CHECK_EQ(failed.hint, std::string("Use other data."));
    CHECK_EQ(failed.exitCode, 3);
    const auto thrown = runToEnd(folder, "throw");
    CHECK(thrown.state == RunState::Failed);
    CHECK_EQ(thrown.exitCode, 1);
    CHECK(thrown.message.find("first line") != std::string::npos);
    CHECK(thrown.message.find("frame") == std::string::npos);
    CHECK_EQ(runToEnd(folder, "throw-number").exitCode, 1);
    for (const char* memory : {"bad-alloc", "torch-memory", "cuda-memory"}) {
        const auto result = runToEnd(folder, memory);
        CHECK(result.state == RunState::Failed);
        CHECK_EQ(result.exitCode, 5);
        CHECK(!result.hint.empty());
        CHECK(result.message.find("frame") == std::string::npos);
    }
}

TEST(exit_codes_of_a_worker_in_the_foreground) {
    const TemporaryFolder folder;
    CHECK_EQ(runInForeground(newRun(folder, "succeed")), 0);
    CHECK_EQ(runInForeground(newRun(folder, "fail")), 3);
    CHECK_EQ(runInForeground(newRun(folder, "throw")), 1);
    CHECK_EQ(runInForeground(newRun(folder, "bad-alloc")), 5);
    CHECK_EQ(runInForeground(folder.path() / "nowhere"), 3);
    const auto broken = newRun(folder, "succeed");
    CHECK_OK(writeFileAtomically(RunPaths(broken).spec(), "{\"version\":"));
    CHECK_EQ(runInForeground(broken), 3);
    CHECK(readRunState(broken) == RunState::Failed);
}

TEST(a_worker_lives_in_quiet_surroundings) {
    const TemporaryFolder folder;
    ::setenv("OPENBLAS_CORETYPE", "Haswell", 1);
    const int leak = ::open("/dev/null", O_RDONLY);  // without close-on-exec, as careless libraries open files
    const auto result = runToEnd(folder, "surroundings");
    ::close(leak);
    ::unsetenv("OPENBLAS_CORETYPE");
    CHECK(result.state == RunState::Finished);
    const Json& seen = result.values;
    CHECK_EQ(seen.at("nice").get<int>(), std::min(19, ::getpriority(PRIO_PROCESS, 0) + 10));
    const auto autogroup = seen.at("autogroup").get<std::string>();
    CHECK(autogroup.empty() || autogroup.ends_with(" nice 10"));
    CHECK_EQ(seen.at("omp").get<std::string>(), std::string("passive"));
    CHECK_EQ(seen.at("coretype").get<bool>(), false);
    CHECK_EQ(seen.at("lock_variable").get<bool>(), false);
    CHECK(seen.at("session").get<int>() != ::getsid(0));
    CHECK(seen.at("parent").get<int>() != ::getpid());
    for (const auto& target : seen.at("open")) {
        CHECK(target.get<std::string>() != "/dev/null");
    }
    // Nobody waits for it, and no zombie of it is left with us.
    CHECK(::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD);
}

TEST(a_stop_checkpoints_and_a_resume_goes_on) {
    const TemporaryFolder folder;
    const auto run = newRun(folder, "loop");
    CHECK_OK(startWorker(run, fakeWorker()));
    CHECK(readRunState(run) == RunState::Running);  // at once: the lock was handed on
    waitForProgress(run);
    CHECK_OK(requestStop(run));
    CHECK_OK(requestStop(run));  // a double click is one request
    CHECK(finalState(run) == RunState::Stopped);
    CHECK_EQ(readRunResult(run)->exitCode, 4);
    CHECK(fs::exists(RunPaths(run).checkpoints() / "step"));
    CHECK_OK(requestStop(run));  // nothing runs: fine

    CHECK_OK(startWorker(run, fakeWorker()));
    CHECK(readRunState(run) == RunState::Running);
    CHECK(!fs::exists(RunPaths(run).result()));
    CHECK(fs::exists(RunPaths(run).root / "result.json.1"));
    waitForProgress(run);
    CHECK_OK(requestStop(run));
    CHECK(finalState(run) == RunState::Stopped);
    EventReader reader(RunPaths(run).events());
    const auto events = reader.poll();
    CHECK_EQ(std::ranges::count_if(events, [](const Event& e) { return e.kind == EventKind::Started; }), 2);
    CHECK_EQ(reader.skippedLines(), 0u);
}

// A stop asked for before the worker has even installed its handlers must not kill it.
TEST(a_stop_during_start_up_is_kept) {
    const TemporaryFolder folder;
    for (int i = 0; i < 10; ++i) {
        const auto run = newRun(folder, "loop");
        CHECK_OK(startWorker(run, fakeWorker()));
        CHECK_OK(requestStop(run));
        CHECK(finalState(run) == RunState::Stopped);
    }
}

TEST(a_killed_worker_is_lost_and_can_be_resumed) {
    const TemporaryFolder folder;
    const auto run = newRun(folder, "loop");
    CHECK_OK(startWorker(run, fakeWorker()));
    waitForProgress(run);
    CHECK_OK(killWorker(run));
    CHECK(finalState(run) == RunState::Lost);
    CHECK(!readRunResult(run));
    CHECK_OK(startWorker(run, fakeWorker()));
    CHECK(readRunState(run) == RunState::Running);
    CHECK_OK(requestStop(run));
    CHECK(finalState(run) == RunState::Stopped);
}

TEST(a_second_signal_ends_a_deaf_worker) {
    const TemporaryFolder folder;
    const auto run = newRun(folder, "deaf");
    CHECK_OK(startWorker(run, fakeWorker()));
    CHECK(eventually([&run] { return !EventReader(RunPaths(run).events()).poll().empty(); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK_OK(requestStop(run));
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    CHECK(readRunState(run) == RunState::Running);
    CHECK_OK(requestStop(run));
    CHECK(finalState(run) == RunState::Lost);
}

TEST(a_second_worker_is_refused) {
    const TemporaryFolder folder;
    const auto run = newRun(folder, "loop");
    CHECK_OK(startWorker(run, fakeWorker()));
    waitForProgress(run);
    const auto second = startWorker(run, fakeWorker());
    CHECK(!second);
    CHECK(second.error().message.find("already running") != std::string::npos);
    CHECK_EQ(runInForeground(run), 3);
    CHECK(readRunState(run) == RunState::Running);
    CHECK_OK(requestStop(run));
    CHECK(finalState(run) == RunState::Stopped);
}

TEST(watching_the_state_never_gets_a_worker_refused) {
    const TemporaryFolder folder;
    for (int i = 0; i < 10; ++i) {
        const auto run = newRun(folder, "succeed");
        std::jthread watcher([&run](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                readRunState(run);
            }
        });
        CHECK_EQ(runInForeground(run), 0);
    }
}

// The worker has gone, its number was given to another process: that one must not be touched.
TEST(a_reused_process_number_is_not_signalled) {
    const TemporaryFolder folder;
    const auto run = newRun(folder, "succeed");
    const RunPaths paths(run);
    const char* arguments[] = {"sleep", "60", nullptr};
    pid_t bystander = 0;
    CHECK_EQ(::posix_spawnp(&bystander, "sleep", nullptr, nullptr, const_cast<char* const*>(arguments), environ), 0);
    const auto ticks = processStartTicks(bystander);
    CHECK(ticks.has_value());
    const int lock = ::open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    CHECK_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
    CHECK_OK(writeJsonFile(paths.worker(), {{"pid", bystander}, {"start_ticks", *ticks + 1}, {"host", hostName()}}));
    CHECK(!requestStop(run));
    CHECK(!killWorker(run));
    CHECK_OK(writeJsonFile(paths.worker(), {{"pid", bystander}, {"start_ticks", *ticks}, {"host", "elsewhere"}}));
    CHECK(!killWorker(run));
    for (const std::int64_t pid : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1},
                                   -static_cast<std::int64_t>(bystander), std::int64_t{1} << 40}) {
        CHECK_OK(writeJsonFile(paths.worker(), {{"pid", pid}, {"start_ticks", *ticks}, {"host", hostName()}}));
        CHECK(!killWorker(run));
    }
    CHECK_EQ(::waitpid(bystander, nullptr, WNOHANG), 0);  // still there
    CHECK_OK(writeJsonFile(paths.worker(), {{"pid", bystander}, {"start_ticks", *ticks}, {"host", hostName()}}));
    ::close(lock);
    CHECK_OK(killWorker(run));  // nobody holds the lock: nothing to signal, whatever worker.json says
    CHECK_EQ(::waitpid(bystander, nullptr, WNOHANG), 0);
    const int again = ::open(paths.lock().c_str(), O_RDWR | O_CLOEXEC);
    CHECK_EQ(::flock(again, LOCK_EX | LOCK_NB), 0);
    CHECK_OK(killWorker(run));  // the right one, at last
    ::close(again);
    int status = 0;
    CHECK_EQ(::waitpid(bystander, &status, 0), bystander);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

TEST(a_program_that_is_missing_is_said) {
    const TemporaryFolder folder;
    const auto run = newRun(folder, "succeed");
    const auto started = startWorker(run, folder.path() / "no-such-program");
    CHECK(!started);
    CHECK(started.error().message.find("no-such-program") != std::string::npos);
    CHECK(readRunState(run) == RunState::Waiting);
    CHECK(!startWorker(folder.path() / "nowhere", fakeWorker()));
    CHECK(::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD);
}

TEST(stop_signals_nest_and_restore) {
    struct sigaction before {};
    ::sigaction(SIGTERM, nullptr, &before);
    {
        const StopSignals outer;
        {
            const StopSignals inner;
            ::raise(SIGTERM);
            CHECK(eventually([&inner] { return inner.token().stop_requested(); }));
            CHECK(!outer.token().stop_requested());
        }
        ::raise(SIGINT);
        CHECK(eventually([&outer] { return outer.token().stop_requested(); }));
    }
    struct sigaction after {};
    ::sigaction(SIGTERM, nullptr, &after);
    CHECK(before.sa_handler == after.sa_handler);
}
