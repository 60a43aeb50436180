// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_queue.h"
#include "core/jobs/slurm_launcher.h"
#include "core/jobs/slurm_submission.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// How runs are put into arrays.
struct SlurmPlan {
    struct Array {
        std::vector<std::string> runs;  ///< by task number; empty where there is none
        std::optional<std::size_t>
            parent;            ///< the earlier array of this plan whose task of the same number comes first
        std::string afterJob;  ///< or a job of an earlier submission: "12_3"
    };
    std::vector<Array> arrays;                 ///< parents before those that wait for them
    std::map<std::string, std::string> after;  ///< by run, as it was asked for
    std::size_t skipped = 0;
    std::vector<std::string> warnings;
    bool wantsGpu = false;
};

/// Blocks on the run folders. `arraySize`: tasks of one array at most.
Result<SlurmPlan> planSlurm(const SlurmPaths& paths, const QueueState& localQueue, std::span<const SlurmRun> runs,
                            std::size_t arraySize);

}  // namespace saferscope
