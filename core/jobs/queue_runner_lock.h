// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_queue.h"

#include <optional>

namespace saferscope {

/// The right to work a queue off: an flock on runner.lock, which the kernel gives back however its holder ends.
class QueueRunnerLock {
public:
    /// Nothing when another process has it. Waits a moment, because isHeld() touches the lock too.
    static Result<std::optional<QueueRunnerLock>> acquire(const QueuePaths& paths);
    static bool isHeld(const QueuePaths& paths);

    QueueRunnerLock(QueueRunnerLock&& other) noexcept;
    QueueRunnerLock& operator=(QueueRunnerLock&&) = delete;
    ~QueueRunnerLock();

    void release();

private:
    explicit QueueRunnerLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

}  // namespace saferscope
