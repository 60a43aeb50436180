// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace saferscope {

/// Which shard of a model has which tensor, as model.safetensors.index.json says.
struct WeightMap {
    std::vector<std::string> shards;             ///< plain file names, sorted
    std::map<std::string, std::uint32_t> places; /**< tensor -> index into `shards` */
};

/// Reads the "weight_map" of an index and nothing else of it, without building the whole text in memory. Untrusted:
/// shards are plain names (no path, no NUL), and files, tensors and shards are bounded. A tensor that is named twice is
/// refused: readers differ in which of the two they take.
Result<WeightMap> readWeightMap(const std::filesystem::path& path);

}  // namespace saferscope
