// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

/// A picture of an SAE's decoder: features whose directions point nearly the same way lie together (t-SNE of the
/// cosine, core/features/feature_map_builder.h).
///
/// What it can say: which features are close relatives, and that a dense heap of points is a family of them. What it
/// cannot: how far two heaps are from each other, how large a heap is or which way the axes point mean nothing; another
/// seed gives another arrangement of the same families. `keptNeighbours` says how much of the neighbourhoods survived.
struct FeatureMap {
    enum class Place : std::uint8_t {
        Placed = 0,
        Dead = 1,  ///< fired nowhere in the index it was made with: its direction was never used
        Zero = 2,  ///< its decoder row is zero: it has no direction
    };
    std::string saeHash;      ///< whose features they are: the map of another SAE means nothing here
    std::string datasetHash;  ///< of the index that told which features are dead
    std::string createdAt;
    std::string codeVersion;
    double perplexity = 0.0;
    std::uint64_t seed = 0;
    std::uint32_t iterations = 0;
    double divergence = 0.0;  ///< KL(p || q) that t-SNE ended with
    double keptNeighbours =
        0.0;  ///< share of a feature's 10 nearest that are among its 10 nearest on the map; -1 unknown

    std::vector<Place> place;  ///< by feature
    std::vector<float> x;      ///< by feature, -1..1 with the middle at 0; 0 where it has no place
    std::vector<float> y;

    std::size_t features() const { return place.size(); }
    std::size_t count(Place wanted) const;
};

/// The file beside the indexes (core/features/FORMAT.md, "The feature map"). Atomic; blocks on the disk.
Status writeFeatureMap(const std::filesystem::path& path, const FeatureMap& map);
/// Untrusted: a file that is cut, changed or of another kind is refused with one sentence. Reads the whole file (9
/// bytes a feature): a few ms for 131,072 features.
Result<FeatureMap> readFeatureMap(const std::filesystem::path& path);

}  // namespace saferscope
