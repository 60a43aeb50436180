// SPDX-License-Identifier: GPL-3.0-or-later
// Number 18, without a window: what is said of a worker that does wrong, and who is signalled.
#include "core/base/atomic_file.h"
#include "core/jobs/event.h"
#include "core/jobs/log_bound.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/worker_identity.h"
#include "tests/faults/bad_places.h"
#include "tests/support/bounded_process.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::faults;
namespace fs = std::filesystem;

namespace {

fs::path badProgram() { return check::besideThisTest("bad_program"); }

struct Bad {
    const char* behaviour;
    RunState ends;
    int exitCode = -1;  ///< in its result; -1 = there is none
};

std::uint64_t floodBytes() { return fullCounts() ? std::uint64_t{1} << 30 : std::uint64_t{80} << 20; }

/// How long until its state was the true one.
double runBad(const fs::path& run, RunState ends) {
    CHECK_OK(startWorker(run, badProgram(), {{"BAD_BYTES", std::to_string(floodBytes())}}));
    // Ten seconds from its end, which is when its process is gone; a gigabyte takes its time to be written.
    const auto worker = readWorkerIdentity(RunPaths(run));
    CHECK(!worker || eventually([&] { return workerHasEnded(*worker); }, 120.0));
    const auto ended = std::chrono::steady_clock::now();
    CHECK(eventually([&] { return readRunState(run) == ends; }, 10.0));
    return secondsSince(ended);
}

}  // namespace

TEST(every_bad_worker_ends_in_a_true_state) {
    const check::TemporaryFolder folder;
    const std::vector<Bad> all = {{"killed", RunState::Lost},
                                  {"segfault", RunState::Lost},
                                  {"aborts", RunState::Lost},
                                  {"exits", RunState::Failed, 1},
                                  {"throws-in-a-thread", RunState::Failed, 5},
                                  {"talks", RunState::Finished, 0},
                                  {"events-garbage", RunState::Finished, 0},
                                  {"events-no-newline", RunState::Finished, 0},
                                  {"events-many-metrics", RunState::Finished, 0},
                                  {"events-odd", RunState::Lost},
                                  {"events-gone", RunState::Lost},
                                  {"result-half", RunState::Lost},
                                  {"result-huge", RunState::Lost},
                                  {"result-odd", RunState::Lost},
                                  {"result-is-a-fifo", RunState::Lost}};
    Row row{18, "worker that crashes, floods or writes nonsense", 0};
    double slowest = 0.0;
    for (int round = 0; round < times(1, 2); ++round) {
        for (const Bad& bad : all) {
            const auto run = makeRun(folder.path(), std::string(bad.behaviour) + std::to_string(round), bad.behaviour);
            slowest = std::max(slowest, runBad(run, bad.ends));
            ++row.times;
            const auto result = readRunResult(run);
            CHECK_EQ(result.has_value(), bad.exitCode >= 0);
            CHECK(!result || result->exitCode == bad.exitCode);
            CHECK(!result || result->state == RunState::Finished || !result->message.empty());
            // Whatever it was, the run can be taken up again unless it has finished.
            CHECK_EQ(bool(RunLock::acquire(RunPaths(run))), true);
            EventReader reader(RunPaths(run).events());
            for (auto events = reader.poll(); !events.empty(); events = reader.poll()) {}
            std::error_code error;
            const auto log = fs::file_size(RunPaths(run).log(), error);
            CHECK(error || log <= LogBound::usual);
            fs::remove_all(run, error);
        }
    }
    row.slowestSeconds = slowest;
    row.note = "until its state was true after its end";
    report(row);
}

TEST(every_exit_code_without_a_result_is_a_lost_run) {
    const check::TemporaryFolder folder;
    Row row{18, "worker that ends with an exit code and no result", 0, 0, 0};
    for (int code = 0; code < 256; code += fullCounts() ? 1 : 17) {
        runBad(makeRun(folder.path(), "quits" + std::to_string(code), "quits", code), RunState::Lost);
        ++row.times;
    }
    report(row);
}

TEST(a_log_without_end_keeps_its_first_and_last_words) {
    const check::TemporaryFolder folder;
    const auto run = makeRun(folder.path(), "talker", "talks");
    CHECK_OK(startWorker(run, badProgram(), {{"BAD_BYTES", std::to_string(std::uint64_t{80} << 20)}}));
    CHECK(eventually([&] { return readRunState(run) == RunState::Finished; }, 60.0));
    std::ifstream file(RunPaths(run).log());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    CHECK(text.size() <= LogBound::usual);
    CHECK(text.starts_with("a line of garbage"));
    CHECK(text.find("MiB of output were left out here") != std::string::npos);
    CHECK(text.ends_with("last words\n"));
}

// On ext4 and XFS the middle is taken out under the writer, which must not lose a line by it.
TEST(a_log_that_is_cut_keeps_what_is_written_meanwhile) {
    const check::TemporaryFolder folder;
    const auto log = folder.path() / "log.txt";
    const int fd = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    CHECK(fd >= 0);
    CHECK(::ftruncate(fd, 3 << 20) == 0);
    const bool exact = ::fallocate(fd, FALLOC_FL_COLLAPSE_RANGE, 1 << 20, 1 << 20) == 0;
    CHECK(::ftruncate(fd, 0) == 0);
    constexpr int lines = 400'000;
    std::atomic<bool> done = false;
    std::thread writer([fd, &done] {
        std::string some;
        for (int line = 0; line < lines; ++line) {
            some += "line " + std::to_string(line) + " of many that are written while somebody cuts\n";
            if (some.size() > 40'000 || line + 1 == lines) {
                [[maybe_unused]] const ssize_t written = ::write(fd, some.data(), some.size());
                some.clear();
            }
        }
        done = true;
    });
    int cuts = 0;
    while (!done) {
        cuts += cutLog(log, 4 << 20) ? 1 : 0;
    }
    writer.join();
    cuts += cutLog(log, 4 << 20) ? 1 : 0;
    CHECK(cuts >= 1);
    ::close(fd);
    std::ifstream file(log);
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const std::string last = "line " + std::to_string(lines - 1) + " of many that are written while somebody cuts\n";
    CHECK(text.ends_with(last) || !exact);
    CHECK(text.find("MiB of output were left out here") != std::string::npos);
    text.erase(0, text.rfind("left out here"));
    text.erase(0, text.find("\nline ") + 1);
    int expected = std::stoi(text.substr(5));
    std::istringstream rest(text);
    bool all = true;
    for (std::string line; std::getline(rest, line); ++expected) {
        all = all && line.starts_with("line " + std::to_string(expected) + " ");
    }
    CHECK(all || !exact);
}

TEST(a_suspended_worker_is_told_and_stops_when_it_is_asked) {
    const check::TemporaryFolder folder;
    Row row{18, "worker suspended with SIGSTOP", 0};
    for (int i = 0; i < times(3, 20); ++i) {
        const auto run = makeRun(folder.path(), "suspended" + std::to_string(i), "suspended");
        CHECK_OK(startWorker(run, badProgram()));
        const auto begun = std::chrono::steady_clock::now();
        CHECK(eventually([&] { return workerIsSuspended(*readWorkerIdentity(RunPaths(run))); }, 10.0));
        CHECK(readRunState(run) == RunState::Running);
        CHECK_OK(requestStop(run));
        CHECK(eventually([&] { return readRunState(run) == RunState::Stopped; }, 10.0));
        row.slowestSeconds = std::max(row.slowestSeconds.value_or(0.0), secondsSince(begun));
        ++row.times;
    }
    report(row);
}

// This thread gets next to no time beside the programs it starts, which get theirs as ever.
class LastInLine {
public:
    LastInLine() {
        const sched_param none{};
        m_begun = ::sched_setscheduler(0, SCHED_IDLE | SCHED_RESET_ON_FORK, &none) == 0;
        for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) {
            m_busy.emplace_back([](const std::stop_token& stop) {
                while (!stop.stop_requested()) {}
            });
        }
    }
    LastInLine(const LastInLine&) = delete;
    LastInLine& operator=(const LastInLine&) = delete;
    ~LastInLine() {
        const sched_param none{};
        ::sched_setscheduler(0, SCHED_OTHER, &none);
    }
    bool begun() const { return m_begun; }

private:
    std::vector<std::jthread> m_busy;
    bool m_begun = false;
};

TEST(a_worker_that_deletes_its_folder_harms_nobody) {
    const check::TemporaryFolder folder;
    const auto other = makeRun(folder.path(), "other", "succeed");
    Row row{18, "worker that deletes its own folder", 0};
    for (; row.times < times(10, 200); ++row.times) {
        const auto run = makeRun(folder.path(), "deletes" + std::to_string(row.times), "deletes-its-folder");
        Status started;
        {
            const LastInLine slow;  // so that the folder has gone before the call that starts the worker has ended
            CHECK(slow.begun());
            started = startWorker(run, badProgram());
        }
        CHECK_OK(started);
        CHECK(eventually([&] { return !fs::exists(RunPaths(run).spec()); }, 10.0));
        CHECK(eventually([&] { return readRunState(run) != RunState::Running; }, 10.0));
        CHECK(!startWorker(run, badProgram()));
    }
    CHECK(readRunState(other) == RunState::Waiting);
    report(row);
}

// The worker is gone, and a process it has started holds the lock it inherited: the run is not running any more.
TEST(a_child_left_behind_does_not_keep_a_run_running) {
    const check::TemporaryFolder folder;
    Row row{18, "child of a worker that outlives it with its lock", 0};
    for (int i = 0; i < times(2, 10); ++i) {
        const auto run = makeRun(folder.path(), "leaves" + std::to_string(i), "leaves-a-child");
        row.slowestSeconds = std::max(row.slowestSeconds.value_or(0.0), runBad(run, RunState::Lost));
        CHECK(RunLock::isHeld(RunPaths(run)));
        killWorker(run);  // nothing of it is left to signal
        const auto again = startWorker(run, badProgram());
        CHECK(!again);
        const std::string& said = again.error().message;
        const auto at = said.find("process ");
        CHECK(at != std::string::npos);
        const pid_t child = std::atoi(said.c_str() + at + 8);
        CHECK(child > 1 && child != readWorkerIdentity(RunPaths(run))->pid);
        CHECK(readRunState(run) == RunState::Lost);  // the attempt has left it as it was
        CHECK_EQ(::kill(child, SIGKILL), 0);
        CHECK(eventually([&] { return !RunLock::isHeld(RunPaths(run)); }, 10.0));
        ++row.times;
    }
    report(row);
}

TEST(no_process_but_the_worker_is_ever_signalled) {
    const check::TemporaryFolder folder;
    const Bystander bystander;
    const auto ticks = processStartTicks(bystander.pid());
    CHECK(ticks.has_value());
    Row row{18, "number of a process given to another one", 0};
    int id = 0;
    const auto fake = [&](const Json& worker) {
        const auto run = makeRun(folder.path(), "faked" + std::to_string(++id), "succeed");
        const int lock = ::open(RunPaths(run).lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        CHECK_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
        CHECK_OK(writeJsonFile(RunPaths(run).worker(), worker));
        requestStop(run);
        killWorker(run);
        cancelRuns(folder.path(), std::vector<std::string>{run.filename().string()});
        CHECK_OK(writeFileAtomically(RunPaths(run).worker(), "{\"pid\":" + std::to_string(bystander.pid())));
        killWorker(run);
        ::close(lock);
        // Nobody holds the lock: whatever worker.json says, there is nothing to signal.
        CHECK_OK(writeJsonFile(RunPaths(run).worker(),
                               {{"pid", bystander.pid()}, {"start_ticks", *ticks}, {"host", hostName()}}));
        requestStop(run);
        killWorker(run);
        CHECK(bystander.lives());
        row.times += 7;
    };
    for (int i = 1; i <= times(3, 100); ++i) {
        for (const std::int64_t wrong :
             {static_cast<std::int64_t>(*ticks) + i, static_cast<std::int64_t>(*ticks) - i}) {
            fake({{"pid", bystander.pid()}, {"start_ticks", wrong}, {"host", hostName()}});
        }
    }
    fake({{"pid", bystander.pid()}, {"start_ticks", *ticks}, {"host", "elsewhere"}});
    for (const std::int64_t pid : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, -std::int64_t{bystander.pid()},
                                   std::int64_t{1} << 40, std::int64_t{::getpid()}}) {
        fake({{"pid", pid}, {"start_ticks", *ticks}, {"host", hostName()}});
    }
    row.note = "requests to stop or kill; the bystander lives";
    report(row);
}
