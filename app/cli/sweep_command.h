// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "app/cli/output.h"
#include "core/workspace/sweep_planner.h"
#include "core/workspace/sweep_runs.h"

#include <memory>

namespace saferscope::cli {

/// `safer sweep start`, `list`, `show`, `results`, `cancel`, `retry` and `keep`. One file sweep_<name>.cpp for each
/// that is more than a line.
void addSweepStart(CommandSet& commands, CLI::App* sweep, const std::shared_ptr<CommonOptions>& common);
void addSweepShow(CommandSet& commands, CLI::App* sweep, const std::shared_ptr<CommonOptions>& common);
void addSweepResults(CommandSet& commands, CLI::App* sweep, const std::shared_ptr<CommonOptions>& common);

/// A workspace whose sweeps have been looked after: half-started ones completed, the queue woken.
Result<std::unique_ptr<Workspace>> openForSweeps(const std::string& folder);

/// A sweep by its id, the beginning of one where that names just one, or "latest".
Result<Sweep> chooseSweep(const Workspace& workspace, const std::string& id);

/// Starts what is queued: the queue's runner, or Slurm.
Status launchSweep(const Workspace& workspace, const Sweep& sweep);

/// Cells by state.
struct SweepCounts {
    std::size_t cells = 0;
    std::size_t done = 0;
    std::size_t open = 0;  ///< waiting, training, trained, evaluating
    std::size_t failed = 0;
    std::size_t stopped = 0;  ///< and lost
};
SweepCounts countCells(const std::vector<CellStatus>& status);
/// "12 of 39 done, 1 failed"
std::string countsText(const SweepCounts& counts);
/// Until every open run has ended, one device after the other; nothing = unknown.
std::optional<double> sweepEta(const Workspace& workspace, const Sweep& sweep);

/// Shows a sweep's progress until nothing more happens by itself. Ctrl+C ends the showing, not the sweep, and is
/// ErrorCode::Interrupted. An error as well where cells have failed, were stopped or got lost.
Status followSweep(const Workspace& workspace, const Sweep& sweep, bool quiet);

/// What `results` prints. `section`: only that one; empty = all.
Status printSweepResults(const Workspace& workspace, const Sweep& sweep, bool json, const std::string& section = {});

}  // namespace saferscope::cli
