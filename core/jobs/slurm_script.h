// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/slurm_submission.h"

#include <string>
#include <vector>

namespace saferscope {

/// The options of sbatch that settings stand for: "--partition=main", … Checked settings; pure.
std::vector<std::string> sbatchOptions(const SlurmSettings& settings);

/// "0-3,7%4": the tasks of an array, at most `maxParallel` of them at once (0 = no limit). Pure.
std::string arraySpec(const SlurmArray& array, std::uint32_t maxParallel);

/// The job script of one array. Paths are absolute and may hold any byte but zero; `program` is `safer` as the nodes
/// find it. Pure.
/// The script reads its run's folder from the tasks file, starts the worker there and hands SIGTERM on to it. When the
/// time limit comes near (SIGUSR1) the worker writes a checkpoint, and the job is put back into Slurm's queue - unless
/// this attempt has written none, or it would go on like that for ever.
std::string slurmScript(const SlurmPaths& paths, const SlurmBatch& batch, std::size_t array,
                        const std::string& program);

/// The command line that submits it. `dependency` as Slurm writes it ("aftercorr:12"), or empty. Pure.
std::vector<std::string> sbatchCommand(const SlurmPaths& paths, const SlurmBatch& batch, std::size_t array,
                                       const std::string& dependency);

}  // namespace saferscope
