// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/queue_schedule.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace saferscope {

struct QueueRunnerOptions {
    std::filesystem::path saferProgram;  ///< starts the workers, see startWorker()
    /// Called when runs have ended, before those that wait for them may start; a coordinator takes over what they made.
    /// On the runner's thread, without the queue's lock. A failure is logged and tried again twice.
    std::function<Status()> afterRuns;
    /// Free bytes in a folder; freeDiskBytes() unless a test says otherwise.
    std::function<std::uint64_t(const std::filesystem::path&)> freeBytes;
    std::chrono::milliseconds lookEvery{500};  ///< at the latest; the end of a worker and changes are noticed at once
    std::stop_token stop;                      ///< leaves the workers running
};

/// Works the queue of a runs folder off in this process: starts the next run of every free device, waits for it to
/// end, goes on, and returns when nothing changes any more until a person does something. Exactly one per runs folder
/// (flock): false at once when there is one. Ended by force it leaves the workers running and the queue whole; the
/// next runner goes on with both. Blocks.
Result<bool> runQueue(const std::filesystem::path& runsFolder, const QueueRunnerOptions& options);

bool queueRunnerLives(const std::filesystem::path& runsFolder);

/// Starts `safer queue-runner RUNS_DIR` as a process of its own session unless one lives or there is nothing for it to
/// do. For whoever has changed the queue, and whoever looks at it. True when one was started. Does not wait for it.
Result<bool> ensureQueueRunner(const std::filesystem::path& runsFolder, const std::filesystem::path& saferProgram);

/// Fills RunStatus::refusal of the runs whose turn has come and for which there is no room on the disk.
void refuseForDisk(const std::filesystem::path& runsFolder, const QueueState& queue, RunStatuses& statuses,
                   const std::function<std::uint64_t(const std::filesystem::path&)>& freeBytes = {});

}  // namespace saferscope
