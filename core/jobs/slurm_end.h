// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_state.h"
#include "core/jobs/slurm_answer.h"

namespace saferscope {

/// What became of a run that ended in Slurm without a result, in words. `exitCode`: of its job script, -1 where that
/// left none. Pure, but for a look at the run it waited for.
RunResult slurmEnd(const SlurmPaths& paths, const SlurmNote& note, const std::string& job, const SlurmTask& said,
                   int exitCode);
/// Writes it; Ok when a worker has written one in the meantime.
Status writeSlurmEnd(const SlurmPaths& paths, const std::string& id, const SlurmNote& note, const std::string& job,
                     const SlurmTask& said);

/// refreshSlurm() for who holds the lock already, however young the last answer is.
Result<bool> refreshSlurmLocked(const SlurmPaths& paths);

}  // namespace saferscope
