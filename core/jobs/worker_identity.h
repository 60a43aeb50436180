// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

#include <optional>
#include <sys/types.h>

namespace saferscope {

/// Which process works on a run, told apart from a later process of the same number by its start time.
struct WorkerIdentity {
    pid_t pid = 0;
    std::uint64_t startTicks = 0;  ///< clock ticks since boot, field 22 of /proc/PID/stat
    std::string host;
};

std::string hostName();
/// Start time of a living process; nothing when there is none.
std::optional<std::uint64_t> processStartTicks(pid_t pid);

Status writeWorkerIdentity(const RunPaths& paths, pid_t pid);
std::optional<WorkerIdentity> readWorkerIdentity(const RunPaths& paths);

/// Whether it has ended for certain: no process of this machine is it. False for a worker of another machine and where
/// nothing can be told.
bool workerHasEnded(const WorkerIdentity& worker);
/// Whether somebody has suspended it (SIGSTOP): it lives, and does nothing until it is sent SIGCONT.
bool workerIsSuspended(const WorkerIdentity& worker);

/// Sends a signal to exactly this process: through a descriptor that pins it, after comparing the start time. False
/// when it is gone or the number belongs to another process now; nothing is signalled then.
Result<bool> signalWorker(const WorkerIdentity& worker, int signal);

}  // namespace saferscope
