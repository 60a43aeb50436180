// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/steering_profile.h"
#include "core/experiments/comparison.h"
#include "core/workspace/workspace.h"

#include <optional>

namespace saferscope {

/// The newest evaluations of a model on a data set, as it is and with a profile applied. Runs that failed or were
/// stopped do not count, nor do those with other settings (tokens, date, number type) than a run made now would have:
/// what is compared differs in the profile alone.
struct SteeringRuns {
    std::optional<Workspace::RunEntry> plain;
    std::optional<Workspace::RunEntry> steered;
};
SteeringRuns findSteeringRuns(const std::vector<Workspace::RunEntry>& runs, const std::string& modelHash,
                              const std::string& datasetHash, const SteeringProfile& profile,
                              const WorkspaceSettings& settings);

struct SteeringEffect {
    Comparison comparison;
    double marginWithout = 0.0;  ///< mean over the pairs of each evaluation
    double marginWith = 0.0;
};

/// Verdicts with the profile against those without. Reads both verdict files (about 90 bytes a pair): not for the GUI
/// thread. They lie in the runs' folders, or with the workspace's evaluations once it has taken the runs over. Refused
/// where the two were run under other presets.
Result<SteeringEffect> compareSteering(const std::filesystem::path& workspaceFolder, const Workspace::RunEntry& plain,
                                       const Workspace::RunEntry& steered);

}  // namespace saferscope
