// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

#include <optional>

namespace saferscope {

/// The lock of a run folder: an flock on worker.lock that the kernel gives back when its holder is gone, however it
/// went. It is the only truth about whether a worker lives.
class RunLock {
public:
    /// Takes the lock or says that a worker holds it. Waits a moment, because isHeld() touches the lock too.
    static Result<RunLock> acquire(const RunPaths& paths);

    /// The lock that startWorker() took and handed on through the environment; nothing when there is none or when it
    /// belongs to another folder. The variable is removed, so that no child inherits the claim.
    static std::optional<RunLock> inherited(const RunPaths& paths);

    static bool isHeld(const RunPaths& paths);

    RunLock(RunLock&& other) noexcept;
    RunLock& operator=(RunLock&&) = delete;
    ~RunLock();

    int fd() const { return m_fd; }

    /// Name of the environment variable that carries the descriptor to the worker.
    static constexpr const char* environmentName = "SAFERSCOPE_LOCK_FD";

private:
    explicit RunLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

}  // namespace saferscope
