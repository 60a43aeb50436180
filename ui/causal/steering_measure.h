// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/steering_profile.h"
#include "core/experiments/comparison.h"
#include "core/workspace/workspace.h"

#include <optional>

namespace saferscope {

/// The newest evaluations of a model on a data set, as it is and with a profile applied. Runs that failed or were
/// stopped do not count.
struct SteeringRuns {
    std::optional<Workspace::RunEntry> plain;
    std::optional<Workspace::RunEntry> steered;
};
SteeringRuns findSteeringRuns(const std::vector<Workspace::RunEntry>& runs, const std::string& modelHash,
                              const std::string& datasetHash, const SteeringProfile& profile);

/// Verdicts with the profile against those without. Reads both verdict files (about 90 bytes a pair).
/// They lie in the runs' folders, or with the workspace's evaluations once it has taken the runs over.
Result<Comparison> compareSteering(const std::filesystem::path& workspaceFolder, const Workspace::RunEntry& plain,
                                   const Workspace::RunEntry& steered);

}  // namespace saferscope
