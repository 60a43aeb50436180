// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_runner_lock.h"

#include "core/jobs/launcher.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/spawn_worker.h"
#include "core/jobs/worker_identity.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr int attempts = 10;
constexpr auto pause = std::chrono::milliseconds(10);
constexpr std::uintmax_t logLimit = 1u << 20;

}  // namespace

QueueRunnerLock::QueueRunnerLock(QueueRunnerLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

QueueRunnerLock::~QueueRunnerLock() { release(); }

void QueueRunnerLock::release() {
    if (m_fd >= 0) {
        ::flock(m_fd, LOCK_UN);
        ::close(m_fd);
        m_fd = -1;
    }
}

Result<std::optional<QueueRunnerLock>> QueueRunnerLock::acquire(const QueuePaths& paths) {
    std::error_code error;
    fs::create_directories(paths.root, error);
    const int fd = ::open(paths.runnerLock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return fail(ErrorCode::Io, "Cannot open " + paths.runnerLock().string() + ": " + std::strerror(errno) + ".",
                    "Check that you may write to the folder of the runs.");
    }
    QueueRunnerLock lock(fd);
    for (int attempt = 0; ::flock(fd, LOCK_EX | LOCK_NB) != 0; ++attempt) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(ErrorCode::Io,
                        "Cannot lock " + paths.runnerLock().string() + ": " + std::strerror(errno) + ".");
        }
        if (attempt == attempts) {
            return std::optional<QueueRunnerLock>();
        }
        std::this_thread::sleep_for(pause);
    }
    // For people who look for the process; the lock alone says whether it lives.
    if (const auto ticks = processStartTicks(::getpid())) {
        writeJsonFile(paths.runner(), {{"pid", ::getpid()}, {"start_ticks", *ticks}, {"host", hostName()}});
    }
    return std::optional(std::move(lock));
}

bool QueueRunnerLock::isHeld(const QueuePaths& paths) {
    const int fd = ::open(paths.runnerLock().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    const bool held = ::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(fd);
    return held;
}

bool queueRunnerLives(const fs::path& runsFolder) { return QueueRunnerLock::isHeld(QueuePaths(runsFolder)); }

Result<bool> ensureQueueRunner(const fs::path& runsFolder, const fs::path& saferProgram) {
    std::error_code error;
    const QueuePaths paths(fs::absolute(runsFolder, error).lexically_normal());
    if (!fs::is_directory(paths.root, error) || QueueRunnerLock::isHeld(paths)) {
        return false;
    }
    const auto queue = readQueue(paths.runs);
    if (!queue) {
        return failure(queue);
    }
    if (queue->entries.empty() || !queueHasWork(*queue, readRunStatuses(paths.runs, *queue))) {
        return false;
    }
    if (fs::file_size(paths.log(), error) > logLimit && !error) {
        fs::rename(paths.log(), paths.log().string() + ".1", error);
    }
    DetachedProgram program;
    program.arguments = {fs::absolute(saferProgram, error).string(), "queue-runner", paths.runs.string()};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (text.substr(0, text.find('=')) != RunLock::environmentName) {
            program.environment.emplace_back(text);
        }
    }
    program.output = paths.log();
    const auto pid = spawnDetached(program);
    return pid ? Result<bool>(true) : failure(pid);
}

}  // namespace saferscope
