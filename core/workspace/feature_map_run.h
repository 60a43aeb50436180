// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_map.h"
#include "core/jobs/run_spec.h"

#include <filesystem>
#include <optional>
#include <string>

namespace saferscope {

class Workspace;

/// A map of the features of an index's SAE, as it is asked for.
struct FeatureMapRequest {
    std::string index;  ///< by name; empty = the newest
    double perplexity = 30.0;
    std::uint64_t seed = 1;
    std::string device = "cpu";
};

/// The run that makes it; nothing is written. Refused where there is no index, or its SAE is gone. Any thread with a
/// Workspace of its own.
Result<RunSpec> planFeatureMapRun(const Workspace& workspace, const FeatureMapRequest& request);

/// Where the map of an SAE lies in a workspace, whether it is there or not: WORKSPACE/maps/, named by the SAE's hash.
std::filesystem::path featureMapPath(const std::filesystem::path& workspace, const std::string& saeHash);

/// What a workspace has for an SAE.
struct FoundFeatureMap {
    std::optional<FeatureMap> map;  ///< of this very SAE
    bool others = false;            ///< there are maps, but of other SAEs: the one that was looked at last is stale
};
/// Reads one small file. Refused with one sentence where the SAE's map is damaged.
Result<FoundFeatureMap> findFeatureMap(const std::filesystem::path& workspace, const std::string& saeHash);

/// Moves what a finished map run made to its place, in the stead of an older map of the SAE. Safe to call again. An
/// output that cannot be believed is logged and left where it is.
Status takeOverFeatureMap(const std::filesystem::path& workspace, const std::filesystem::path& runFolder);

}  // namespace saferscope
