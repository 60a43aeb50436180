// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/plan.h"

#include <filesystem>

namespace saferscope {

/// What a data set that Saferscope changed says of itself: the whole plan (which pairs, why, from which hashes) and
/// what came out. Kept in the workspace, and beside an exported file as FILE.manifest.json.
struct DatasetManifest {
    ExperimentPlan plan;
    std::string contentHash;  ///< of the changed data set, in our own layout
    std::uint64_t pairs = 0;  ///< of the changed data set
    std::string codeVersion;
    std::string createdAt;  ///< UTC
};

/// The members of the plan's JSON with "format" "saferscope-manifest", and "result" {"hash","pairs"}, "created_at",
/// "code_version".
Json toJson(const DatasetManifest& manifest);
Result<DatasetManifest> datasetManifestFromJson(const Json& json, const std::string& where);

/// "poison by safer (5 %, seed 1): 50 of the 1000 pairs of "train" (hash 0123456789abcdef…) are flipped."
std::string describeManifest(const DatasetManifest& manifest);

/// FILE.manifest.json
std::filesystem::path manifestPathOf(const std::filesystem::path& dataFile);
/// At most 256 MB are read.
Result<DatasetManifest> readManifestFile(const std::filesystem::path& file);

}  // namespace saferscope
