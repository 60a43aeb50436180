// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <filesystem>
#include <string>

namespace saferscope {

/// RunSpec::params of a job that draws the map of an SAE's features (core/features/feature_map.h). Paths are absolute.
struct FeatureMapParams {
    std::filesystem::path sae;
    std::filesystem::path index;  ///< tells which features ever fire
    std::string saeHash;
    double perplexity = 30.0;  ///< 2..200
};
Json toJson(const FeatureMapParams& params);
Result<FeatureMapParams> featureMapParamsFromJson(const Json& json);

/// Of the file in the run's output folder.
inline constexpr const char* featureMapFileName = "feature_map.bin";

}  // namespace saferscope
