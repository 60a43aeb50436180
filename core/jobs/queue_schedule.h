// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_queue.h"
#include "core/jobs/run_state.h"

#include <map>
#include <string>
#include <vector>

namespace saferscope {

/// What the scheduler knows of a run beside its place in the queue.
struct RunStatus {
    RunState state = RunState::Waiting;
    std::string device = "cpu";  ///< as queueDevice() spells it
    std::string refusal;         ///< why it cannot be started now although its turn has come (disk space)
    bool withSlurm = false;      ///< it was handed to Slurm, which has not ended with it
};
/// By id: every run of the queue, those they wait for, and everything that runs, whoever started it. A run that is not
/// in it does not exist.
using RunStatuses = std::map<std::string, RunStatus>;

/// The runs to start now, at most one for each of `devices`: by priority, then order, those first whose own
/// conditions are met. A device on which something runs gets none. Pure.
std::vector<std::string> nextRuns(const QueueState& queue, const RunStatuses& runs,
                                  const std::vector<std::string>& devices);

/// Every device that the queue's runs want.
std::vector<std::string> queueDevices(const QueueState& queue);

enum class QueuePhase {
    Running,
    Ready,           ///< its turn has come
    WaitsForDevice,  ///< something else runs there, or comes first
    WaitsForRun,     ///< a run it needs has not finished yet
    Held,            ///< until it is released
    Paused,          ///< the whole queue is
    Blocked,         ///< a run it needs cannot finish any more
    Refused,         ///< RunStatus::refusal
    Ended,           ///< leaves the queue at the runner's next look
};
const char* queuePhaseName(QueuePhase phase);  ///< "running", "ready", "waits for device", …

struct QueuePlace {
    std::string id;
    QueuePhase phase = QueuePhase::Ready;
    std::size_t position = 0;  ///< 1 = next; 0 for what runs or has ended
    std::string why;           ///< for people: "waits for ID", "ID failed"; empty where the phase says it all
};

/// Where each run of the queue stands, in its order. Pure.
std::vector<QueuePlace> explainQueue(const QueueState& queue, const RunStatuses& runs);

/// Whether a runner has something to do or to wait for; false when nothing changes until a person does something. Pure.
bool queueHasWork(const QueueState& queue, const RunStatuses& runs);

/// Looks into the run folders: the queue's runs, those they wait for, and every one that runs. Blocks on the disk.
RunStatuses readRunStatuses(const std::filesystem::path& runsFolder, const QueueState& queue);

}  // namespace saferscope
