// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/steering_profile.h"
#include "core/workspace/workspace.h"

namespace saferscope {

/// Steering profiles of a workspace, kept as documents of the kind "steering-profile". Newest first; damaged ones are
/// logged and left out.
std::vector<SteeringProfile> steeringProfiles(const Workspace& workspace);
Result<SteeringProfile> steeringProfile(const Workspace& workspace, const std::string& name);
/// Fills createdAt in where empty. A name in use is refused unless `replace`.
Status saveSteeringProfile(Workspace& workspace, SteeringProfile profile, bool replace);
Status removeSteeringProfile(Workspace& workspace, const std::string& name);

}  // namespace saferscope
