// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"
#include "core/experiments/sweep_results.h"
#include "core/jobs/run_state.h"
#include "core/jobs/slurm_launcher.h"
#include "core/workspace/workspace.h"

#include <filesystem>

namespace saferscope {

/// A sweep is a folder WORKSPACE/sweeps/ID: sweep.json and plans/HASH.json. It says which runs belong to it and nothing
/// of how they fare: that is read from the run folders each time, so that it is true whatever was killed.
/// All functions block on the disk, any thread.

std::filesystem::path sweepFolder(const std::filesystem::path& workspaceFolder, const std::string& id);
/// Newest first; unreadable ones are logged and left out.
std::vector<Sweep> readSweeps(const std::filesystem::path& workspaceFolder);
Result<Sweep> readSweep(const std::filesystem::path& workspaceFolder, const std::string& id);

/// Makes the run folders and queue entries that a sweep lacks because whoever started it was killed. Idempotent; true
/// when there was something to do. A run that a person has cancelled is not brought back, nor one whose folder was
/// removed once the sweep had been started (retrySweep() makes it again).
Result<bool> completeSweep(const std::filesystem::path& workspaceFolder, const Sweep& sweep);

enum class CellState {
    Waiting,
    Training,
    Trained,  ///< its evaluation waits
    Evaluating,
    Done,
    Failed,
    Stopped,
    Lost,
};
const char* cellStateName(CellState state);
struct CellStatus {
    CellState state = CellState::Waiting;
    std::string why;  ///< for people, where it failed: the error's sentence
};
/// One per cell.
std::vector<CellStatus> sweepStatus(const std::filesystem::path& workspaceFolder, const Sweep& sweep);

/// Runs of the sweep that have not ended, trainings before the evaluations that need them.
std::vector<std::string> pendingSweepRuns(const std::filesystem::path& workspaceFolder, const Sweep& sweep);
/// Every run of the sweep once, each evaluation with the training it waits for, as submitToSlurm() wants them: that
/// passes over what has finished and refuses what this machine's queue works off.
std::vector<SlurmRun> slurmRunsOf(const Sweep& sweep);
/// Ends every run of the sweep that has not ended, except those another unfinished sweep waits for.
Status cancelSweep(const std::filesystem::path& workspaceFolder, const Sweep& sweep);
/// Queues again what failed, was stopped or got lost.
Status retrySweep(const std::filesystem::path& workspaceFolder, const Sweep& sweep);
/// Removes checkpoints of finished runs and, unless spec.keepModels, the weights of evaluated models that no other
/// sweep still has to evaluate. Idempotent, cheap when there is nothing to do.
Status tidySweep(const std::filesystem::path& workspaceFolder, const Sweep& sweep);

/// What the sweep's finished evaluations measured, for summariseSweep(). Unreadable ones are left out and logged.
std::vector<CellVerdicts> readSweepVerdicts(const std::filesystem::path& workspaceFolder, const Sweep& sweep);

/// Makes a cell's model a model of the workspace, as long as its weights are there: a copy, checked by its hash. The
/// thread of `workspace`.
Result<Artifact> keepSweepModel(Workspace& workspace, const Sweep& sweep, std::size_t cell, const std::string& name);

/// What keeps sweeps going, for whoever looks after a workspace (the queue's runner, the window when it opens one, the
/// sweep commands): completeSweep() and tidySweep() of each. True when runs were queued: wake the queue. Failures are
/// logged; one sweep does not hold up the others.
bool careForSweeps(const std::filesystem::path& workspaceFolder);

}  // namespace saferscope
