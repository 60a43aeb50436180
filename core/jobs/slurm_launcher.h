// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/queue_operations.h"
#include "core/jobs/slurm_settings.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// Runs handed to Slurm. A job does nothing but `[prefix] safer worker RUN_DIR`, so a run's folder tells how it fares
/// whoever started it; Slurm is asked only about what waits, and about what ended without a word (slurm_queue.h).
/// The runs folder has to lie where the nodes see it under the same path.
/// All functions block: on the disk, and on Slurm's own commands (10 s each at most, sbatch 60 s). Any thread, but not
/// the one of a window.

struct SlurmRun {
    std::string id;     ///< of a run folder that is there already
    std::string after;  ///< a run that has to finish first; empty, or an id of the same call or of an earlier one
};

struct SlurmSubmission {
    std::string name;                   ///< of its folder below RUNS/.slurm; empty when nothing was left to submit
    std::vector<std::string> jobs;      ///< Slurm's numbers, one per array
    std::size_t runs = 0;               ///< handed to Slurm by this call
    std::size_t skipped = 0;            ///< finished already, or in Slurm's queue already
    std::vector<std::string> warnings;  ///< for people
};

/// Submits runs: those that wait for nothing as an array, those that wait for a run of an array as a second one whose
/// tasks wait for the tasks of the same number. What has finished or is with Slurm already is passed over, so the same
/// call completes a submission that was killed half-way. A run that failed, was stopped or got lost goes on from its
/// checkpoint. Refused: what waits in or runs off this machine's queue, an unknown id, one that waits for what has
/// failed and is not submitted with it.
/// Killed between Slurm's answer and the note of it, the job is found again by its name (refreshSlurm()).
Result<SlurmSubmission> submitToSlurm(const std::filesystem::path& runsFolder, std::span<const SlurmRun> runs,
                                      const SlurmSettings& settings);

/// Ends runs that were handed to Slurm: one that waits is taken out of its queue, one that runs is told to write a
/// checkpoint and ended by force when it is still there after the grace time (by refreshSlurm()). `now`: by force at
/// once. One per id, in their order. cancelRuns() (queue_operations.h) calls it for the runs it concerns.
Result<std::vector<Cancelled>> cancelSlurmRuns(const std::filesystem::path& runsFolder,
                                               std::span<const std::string> ids, bool now = false);

/// What `safer slurm check` reports.
struct SlurmCheck {
    std::string version;                  ///< "slurm 22.05.8"
    std::vector<std::string> partitions;  ///< "main: up, 2 nodes, gpu:a100:8, time limit infinite"
    bool accounting = false;              ///< sacct answers
};
/// Whether sbatch, squeue, scancel and sinfo are there and the controller answers.
Result<SlurmCheck> checkSlurm(const SlurmSettings& settings);

}  // namespace saferscope
