// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"
#include "core/workspace/workspace.h"

#include <map>

namespace saferscope {

/// Everything a sweep would do, before anything is done.
struct SweepPreview {
    SweepSpec spec;                               ///< completed: names, hashes, settings
    std::vector<SweepCell> cells;                 ///< runs of those that are reused are named, others are empty
    std::map<std::string, ExperimentPlan> plans;  ///< by SweepCell::planHash
    std::map<std::string, std::string> subsets;   ///< of every pair of the data set that has one, by id
    std::size_t trainings = 0;                    ///< to be run: cells with equal keys and known runs counted out
    std::size_t evaluations = 0;
    std::size_t reused = 0;             ///< cells whose runs are there (or under way) already
    std::optional<double> seconds;      ///< on this machine, from the speed of earlier runs; nothing = unknown
    std::uint64_t diskBytes = 0;        ///< at once at most
    std::vector<std::string> warnings;  ///< "3 of the 950 pairs have no score and are never taken", stale sets, …
};

/// Fills in what `spec` leaves empty (index: newest; base model: the model that the index's model was trained from, if
/// the workspace knows it; dataset: the index's; ratios, strategies, seeds: the published ones and 1, 2, 3; evaluation:
/// refused when not given and not clear; an empty scope: the set's own) and makes all plans. `spec.reference` is looked
/// for where the data set says what it was made from, unless it is "none". Training settings that are not given are
/// those of the index's model, where that was trained from the same base. Nothing is written. Reads index and data;
/// seconds for 100k pairs. Any thread with a Workspace of its own.
Result<SweepPreview> previewSweep(Workspace& workspace, SweepSpec spec, const ProgressCallback& progress = {},
                                  std::stop_token stop = {});

/// Writes the sweep's folder (sweep.json last and whole), its runs' folders and queues them (launcher "local"; for
/// "slurm" the caller submits what pendingSweepRuns() names). Killed anywhere, completeSweep() goes on: a sweep is
/// there with all its runs or not at all. The caller wakes the queue.
Result<Sweep> startSweep(Workspace& workspace, const SweepPreview& preview);

}  // namespace saferscope
