// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/worker_identity.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <sys/syscall.h>
#include <unistd.h>

namespace saferscope {

namespace {

// The system calls themselves: their C library wrappers are younger than the kernels they run on.
int openProcess(pid_t pid) { return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)); }
int signalProcess(int process, int signal) {
    return static_cast<int>(::syscall(SYS_pidfd_send_signal, process, signal, nullptr, 0));
}

tl::unexpected<Error> signalFailure(pid_t pid, int error) {
    return fail(ErrorCode::Failed,
                "Cannot signal the worker (process " + std::to_string(pid) + "): " + std::strerror(error) + ".",
                error == EPERM ? "It belongs to another user; ask them to stop it." : "");
}

struct ProcessStat {
    char state = '?';
    std::uint64_t startTicks = 0;
};

std::optional<ProcessStat> readStat(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    if (!std::getline(file, text)) {
        return std::nullopt;
    }
    // The second field is the program's name in parentheses and may hold anything, so count from the last ')'.
    const auto nameEnd = text.rfind(')');
    if (nameEnd == std::string::npos) {
        return std::nullopt;
    }
    std::istringstream fields(text.substr(nameEnd + 1));
    ProcessStat stat;
    std::string field;
    for (int number = 3; fields >> field; ++number) {
        if (number == 3) {
            stat.state = field.front();
        } else if (number == 22) {
            stat.startTicks = std::strtoull(field.c_str(), nullptr, 10);
            return stat;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string hostName() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

std::optional<std::uint64_t> processStartTicks(pid_t pid) {
    const auto stat = readStat(pid);
    // Z and X: ended, only its parent has not noticed.
    return stat && stat->state != 'Z' && stat->state != 'X' ? std::optional(stat->startTicks) : std::nullopt;
}

bool workerHasEnded(const WorkerIdentity& worker) {
    if (worker.host != hostName()) {
        return false;
    }
    if (const auto stat = readStat(worker.pid)) {
        return stat->startTicks != worker.startTicks || stat->state == 'Z' || stat->state == 'X';
    }
    return ::kill(worker.pid, 0) != 0 && errno == ESRCH;  // /proc may hide the processes of other users
}

bool workerIsSuspended(const WorkerIdentity& worker) {
    const auto stat = worker.host == hostName() ? readStat(worker.pid) : std::nullopt;
    return stat && stat->startTicks == worker.startTicks && stat->state == 'T';
}

Status writeWorkerIdentity(const RunPaths& paths, pid_t pid) {
    const auto ticks = processStartTicks(pid);
    if (!ticks) {
        return fail(ErrorCode::Failed, "The worker of " + paths.root.string() + " ended as soon as it started.",
                    "Look into " + paths.log().string() + ".");
    }
    return writeJsonFile(paths.worker(), {{"pid", pid}, {"start_ticks", *ticks}, {"host", hostName()}});
}

std::optional<WorkerIdentity> readWorkerIdentity(const RunPaths& paths) {
    const auto json = readJsonFile(paths.worker(), 1 << 16);
    if (!json) {
        return std::nullopt;
    }
    const auto where = paths.worker().string();
    const auto pid = jsonMember<std::int64_t>(*json, "pid", where);
    const auto ticks = jsonMember<std::uint64_t>(*json, "start_ticks", where);
    const auto host = jsonMember<std::string>(*json, "host", where);
    // 0, 1 and negative numbers would address groups of processes or the system's first one.
    if (!pid || !ticks || !host || *pid <= 1 || *pid > 0x7fffffff) {
        return std::nullopt;
    }
    return WorkerIdentity{static_cast<pid_t>(*pid), *ticks, *host};
}

Result<bool> signalWorker(const WorkerIdentity& worker, int signal) {
    const int process = openProcess(worker.pid);
    if (process < 0 && errno == ESRCH) {
        return false;
    }
    if (process < 0 && errno != ENOSYS && errno != EPERM) {
        return signalFailure(worker.pid, errno);
    }
    // The descriptor names one process for good, so a match now cannot turn into another process before the signal.
    const auto ticks = processStartTicks(worker.pid);
    const bool same = ticks && *ticks == worker.startTicks;
    int error = 0;
    if (same) {
        const int sent = process >= 0 ? signalProcess(process, signal) : ::kill(worker.pid, signal);
        error = sent == 0 ? 0 : errno;
    }
    if (process >= 0) {
        ::close(process);
    }
    if (error == ESRCH) {
        return false;
    }
    if (error != 0) {
        return signalFailure(worker.pid, error);
    }
    return same;
}

}  // namespace saferscope
