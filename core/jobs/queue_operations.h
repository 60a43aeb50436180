// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_queue.h"
#include "core/jobs/run_state.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// What people do with the queue of a runs folder. Each call is one change under the queue's lock, durable when it
/// returns; after a failure nothing has changed. They block on the disk and on others who change the queue (10 s at
/// most). None starts the runner: call ensureQueueRunner() afterwards (core/jobs/queue_runner.h). Any thread.

struct QueueRequest {
    std::string id;                  ///< of a run folder that is there already
    std::vector<std::string> after;  ///< runs that have to finish first, older ones or of the same call
    int priority = 0;
    bool held = false;
};
/// Puts runs at the end, all of them or none. A run that was stopped, failed or got lost goes on from its checkpoint.
/// Refuses what runs, has finished or is queued already, unknown ids and circles.
Status enqueueRuns(const std::filesystem::path& runsFolder, std::span<const QueueRequest> requests);

enum class QueueMove { Top, Bottom, Up, Down };
/// Within the runs of its priority: order never beats priority.
Status moveQueuedRun(const std::filesystem::path& runsFolder, const std::string& id, QueueMove move);
/// To a place (1 = first) among the waiting runs of the whole queue, as far as its priority lets it.
Status moveQueuedRunTo(const std::filesystem::path& runsFolder, const std::string& id, std::size_t position);
Status setQueuedPriority(const std::filesystem::path& runsFolder, const std::string& id, int priority);

/// Not started until it is released. One that runs is asked to write a checkpoint and stop, and goes on after release.
Status holdQueuedRun(const std::filesystem::path& runsFolder, const std::string& id);
Status releaseQueuedRun(const std::filesystem::path& runsFolder, const std::string& id);

/// While it is paused nothing is started; what runs goes on.
Status pauseQueue(const std::filesystem::path& runsFolder, bool paused);

enum class CancelResult {
    Cancelled,     ///< it waited: it has left the queue and its result says stopped
    Stopping,      ///< it runs and was asked to write a checkpoint and end
    EndedAlready,  ///< nothing to do
};
struct Cancelled {
    std::string id;
    CancelResult result = CancelResult::EndedAlready;
    RunState state = RunState::Stopped;  ///< afterwards
};
/// Ends runs for good (retryRun() goes on with one), queued or not. `withDependants`: those that wait for them too.
/// The first failure ends it; those before it are cancelled.
Result<std::vector<Cancelled>> cancelRuns(const std::filesystem::path& runsFolder, std::span<const std::string> ids,
                                          bool withDependants = false);

/// A run that failed, was stopped or got lost is queued again, at the end, with the dependencies it had. Those that
/// were blocked by it wait for it again.
Status retryRun(const std::filesystem::path& runsFolder, const std::string& id);

/// Writes the result of a run whose worker is gone or never was. Refused while a worker lives.
Status writeFinalResult(const std::filesystem::path& runFolder, RunState state, const std::string& message,
                        const std::string& hint);
/// Sets the result of an earlier attempt aside, so that the run waits again. Refused while a worker lives, and for a
/// run that has finished.
Status makeRunWaitAgain(const std::filesystem::path& runFolder);

}  // namespace saferscope
