// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/runner.h"
#include "core/jobs/stop_signals.h"

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <new>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

// A stand-in for `safer worker`: does what the run's params say under "behaviour".
namespace {

using namespace saferscope;

// What the launcher promises about a worker's surroundings, as the worker itself sees it.
Json surroundings() {
    Json open = Json::array();
    for (int fd = 3; fd < 256; ++fd) {
        char target[4096];
        const std::string link = "/proc/self/fd/" + std::to_string(fd);
        const ssize_t length = ::readlink(link.c_str(), target, sizeof target);
        if (length > 0) {
            open.push_back(std::string(target, static_cast<std::size_t>(length)));
        }
    }
    const char* policy = std::getenv("OMP_WAIT_POLICY");
    std::string autogroup;  // "/autogroup-12 nice 10"; empty where sessions are not scheduled as groups
    std::getline(std::ifstream("/proc/self/autogroup"), autogroup);
    return {{"own_session", ::getsid(0) != ::getppid() && ::isatty(0) == 0},
            {"session", ::getsid(0)},
            {"parent", ::getppid()},
            {"nice", ::getpriority(PRIO_PROCESS, 0)},
            {"autogroup", autogroup},
            {"omp", policy != nullptr ? policy : ""},
            {"coretype", std::getenv("OPENBLAS_CORETYPE") != nullptr},
            {"lock_variable", std::getenv("SAFERSCOPE_LOCK_FD") != nullptr},
            {"open", open}};
}

Result<Json> loopUntilStopped(const JobContext& context) {
    ProgressMeter meter("Looping", 100000, context.progress());
    for (int i = 0; i < 100000; ++i) {
        if (context.stop.stop_requested()) {
            writeFileAtomically(context.paths.checkpoints() / "step", std::to_string(i));
            return fail(ErrorCode::Interrupted, "Stopped at step " + std::to_string(i) + ".", "Resume it to go on.");
        }
        meter.advance();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return Json::object();
}

// So many milliseconds of work; says on which device, when it began and when it ended, for who checks the queue.
Result<Json> workBriefly(const JobContext& context) {
    const double begun = secondsSinceEpoch();
    const int milliseconds = context.spec.params.value("ms", 20);
    ProgressMeter meter("Working", static_cast<std::uint64_t>(milliseconds), context.progress());
    for (int i = 0; i < milliseconds; ++i) {
        if (context.stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Stopped.", "Resume it to go on.");
        }
        meter.advance();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return Json{{"device", context.spec.device}, {"begun", begun}, {"ended", secondsSinceEpoch()}};
}

// `queue-runner DIR`: the runner of `safer`, with this program as the worker.
int runTheQueue(const std::filesystem::path& runsFolder) {
    const StopSignals signals;
    QueueRunnerOptions options;
    options.saferProgram = std::filesystem::read_symlink("/proc/self/exe");
    options.stop = signals.token();
    const auto done = runQueue(runsFolder, options);
    return done ? exit_code::ok : exit_code::failed;
}

Result<Json> behave(const JobContext& context) {
    const auto behaviour = context.spec.params.value("behaviour", "succeed");
    if (behaviour == "succeed") {
        std::printf("hello from the worker\n");
        return Json{{"accuracy", 0.75}, {"resumed", std::filesystem::exists(context.paths.checkpoints() / "step")}};
    }
    if (behaviour == "surroundings") {
        return surroundings();
    }
    if (behaviour == "fail") {
        return fail(ErrorCode::InvalidInput, "The data is no good.", "Use other data.");
    }
    if (behaviour == "throw") {
        throw std::runtime_error(
            "first line\nException raised from f at x.cpp:1 (most recent call first):\nframe #0: f");
    }
    if (behaviour == "throw-number") {
        throw 7;
    }
    if (behaviour == "bad-alloc") {
        throw std::bad_alloc();
    }
    if (behaviour == "torch-memory") {
        throw std::runtime_error(
            "[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you "
            "tried to allocate 4000 bytes. Error code 12 (Cannot allocate memory)\nframe #0: x");
    }
    if (behaviour == "cuda-memory") {
        throw std::runtime_error("CUDA out of memory. Tried to allocate 2.00 GiB\nException raised from malloc");
    }
    if (behaviour == "brief") {
        return workBriefly(context);
    }
    if (behaviour == "crash") {
        ::_exit(9);
    }
    if (behaviour == "loop") {
        return loopUntilStopped(context);
    }
    if (behaviour == "deaf") {
        std::this_thread::sleep_for(std::chrono::seconds(60));  // never looks at the stop token
    }
    return fail(ErrorCode::Usage, "unknown behaviour " + behaviour);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "queue-runner") {
        return runTheQueue(argv[2]);
    }
    if (argc != 3 || std::string(argv[1]) != "worker") {
        return exit_code::usage;
    }
    return runJob(argv[2], {{JobKind::TrainRewardModel, behave}, {JobKind::Evaluate, behave}});
}
