// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_eta.h"
#include "core/workspace/sweep_runs.h"
#include "ui/bridge/job_monitor.h"
#include "ui/widgets/labels.h"

#include <QString>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// The queue and the sweeps of a workspace as the disk had them at one moment. Read on a thread of its own.
struct QueueSnapshot {
    QueueState queue;
    std::map<std::string, QueuePlace> places;  ///< by run
    QueueEta eta;
    std::vector<Sweep> sweeps;                 ///< newest first
    std::map<std::string, std::string> slurm;  ///< by run: where it stands with Slurm, in words
};
/// Blocks on the disk: milliseconds for a hundred runs. Any thread.
Result<QueueSnapshot> readQueueSnapshot(const std::filesystem::path& workspaceFolder, const RunSpeeds& speeds);

/// A line of the queue as it is shown: a run, or a sweep with its runs below.
struct QueueRow {
    std::string key;    ///< stays the same as long as the row is about the same thing
    std::string run;    ///< id; empty for a sweep
    std::string sweep;  ///< id of the sweep, also for its runs; empty for runs of their own
    QString title;
    QString state;
    QString detail;  ///< for the tool tip
    TextTone tone = TextTone::Muted;
    std::optional<double> fraction;  ///< 0..1
    std::optional<double> seconds;   ///< still to go
    bool atLeast = false;            ///< some of it is not known
    QString device;
    std::optional<int> priority;
    std::size_t position = 0;  ///< 1 = next
    RunState runState = RunState::Waiting;
    bool queued = false;
    bool held = false;
    std::size_t total = 0;  ///< of a sweep: its runs
    std::size_t done = 0;
    std::size_t failed = 0;
    std::size_t running = 0;
    std::vector<QueueRow> children;

    bool isSweep() const { return run.empty(); }
    bool ended() const;
    bool operator==(const QueueRow&) const = default;
};

/// What runs and waits in its order, then what has ended: sweeps with all their runs, and the newest single runs.
/// Pure.
std::vector<QueueRow> queueRows(const QueueSnapshot& snapshot, const std::vector<const Job*>& jobs);

/// "about 12 min left" for the whole queue; empty where nothing waits or runs.
QString queueEtaText(const QueueSnapshot& snapshot);

}  // namespace saferscope
