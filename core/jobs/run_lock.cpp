// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_lock.h"

#include "core/jobs/worker_identity.h"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace {

constexpr int attempts = 25;
constexpr auto pause = std::chrono::milliseconds(10);

// Who has the lock's file open, as far as /proc shows it: "process 1234 (name)". Empty when nobody is seen.
std::string holderOf(const RunPaths& paths) {
    namespace fs = std::filesystem;
    struct stat wanted {};
    if (::stat(paths.lock().c_str(), &wanted) != 0) {
        return {};
    }
    std::error_code error;
    for (fs::directory_iterator process("/proc", error), none; !error && process != none; process.increment(error)) {
        const std::string pid = process->path().filename().string();
        if (pid.find_first_not_of("0123456789") != std::string::npos || pid == std::to_string(::getpid())) {
            continue;
        }
        std::error_code hidden;
        for (fs::directory_iterator fd(process->path() / "fd", hidden); !hidden && fd != none; fd.increment(hidden)) {
            struct stat open {};
            if (::stat(fd->path().c_str(), &open) == 0 && open.st_dev == wanted.st_dev &&
                open.st_ino == wanted.st_ino) {
                std::string name;
                std::getline(std::ifstream(process->path() / "comm"), name);
                return "process " + pid + " (" + name + ")";
            }
        }
    }
    return {};
}

}  // namespace

RunLock::RunLock(RunLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

RunLock::~RunLock() {
    if (m_fd >= 0) {
        ::close(m_fd);  // no LOCK_UN: a worker may share this open file
    }
}

Result<RunLock> RunLock::acquire(const RunPaths& paths) {
    const int fd = ::open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return fail(ErrorCode::Io, "Cannot open " + paths.lock().string() + ": " + std::strerror(errno) + ".",
                    "Check that the run folder exists and that you may write to it.");
    }
    RunLock lock(fd);
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
            return lock;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(ErrorCode::Io, "Cannot lock " + paths.lock().string() + ": " + std::strerror(errno) + ".");
        }
        std::this_thread::sleep_for(pause);
    }
    if (const auto worker = readWorkerIdentity(paths); worker && workerHasEnded(*worker)) {
        const std::string holder = holderOf(paths);
        return fail(ErrorCode::InvalidInput,
                    "The worker of " + paths.root.filename().string() + " has ended, but " +
                        (holder.empty() ? "something it has started" : holder + ", which it has started,") +
                        " still works in its folder.",
                    "Wait for that to end, or end it, and try again.");
    }
    return fail(ErrorCode::InvalidInput, "A worker is already running in " + paths.root.string() + ".",
                "Wait for it to end, or stop it first.");
}

std::optional<RunLock> RunLock::inherited(const RunPaths& paths) {
    const char* text = std::getenv(environmentName);
    if (text == nullptr) {
        return std::nullopt;
    }
    int fd = -1;
    const std::string_view digits = text;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), fd);
    const bool isNumber = parsed.ec == std::errc{} && parsed.ptr == digits.data() + digits.size() && fd > 2;
    ::unsetenv(environmentName);
    struct stat held {};
    struct stat wanted {};
    if (!isNumber || ::fstat(fd, &held) != 0 || ::stat(paths.lock().c_str(), &wanted) != 0 ||
        held.st_dev != wanted.st_dev || held.st_ino != wanted.st_ino || ::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        return std::nullopt;
    }
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    return RunLock(fd);
}

bool RunLock::isHeld(const RunPaths& paths) {
    const int fd = ::open(paths.lock().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    const bool held = ::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(fd);
    return held;
}

}  // namespace saferscope
