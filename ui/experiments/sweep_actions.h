// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/slurm_settings.h"
#include "core/workspace/sweep_planner.h"

#include <functional>
#include <optional>

namespace saferscope {

/// What the composer asks of the core. Each is called on a thread of its own and opens the workspace itself; tests put
/// others in their place.
struct SweepActions {
    using Folder = std::filesystem::path;
    std::function<Result<SweepPreview>(const Folder& workspace, const SweepSpec&, const ProgressCallback&,
                                       std::stop_token)>
        preview;
    /// Writes and queues the sweep; with settings it is handed to Slurm, and those are remembered.
    std::function<Result<Sweep>(const Folder& workspace, const SweepPreview&, const std::optional<SlurmSettings>&)>
        start;
    /// Whether any pair of the data set has a number at the rubric's place.
    std::function<Result<bool>(const Folder& workspace, const std::string& dataset, const std::string& rubric,
                               std::stop_token)>
        hasRubric;
};
/// Queues again what failed, was stopped or got lost, where the sweep's runs are worked off: here or by Slurm. Any
/// thread.
Status retrySweepRuns(const std::filesystem::path& workspaceFolder, const Sweep& sweep);

/// The core's own.
SweepActions realSweepActions();

}  // namespace saferscope
