// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "ui/heatmap/heat_values.h"

namespace saferscope {

/// One value per token of a segment that the engine read: heatValues() for a text that lies in no index.
std::vector<float> segmentHeat(const IndexedSegment& segment, const HeatRequest& request);

/// A feature over a whole text: the sum of its values at the tokens of the scope.
struct FeatureTotal {
    FeatureId feature;
    double total = 0.0;
    std::uint32_t tokens = 0;  ///< where it fires
};
/// Largest first, ties by number; at most `limit`.
std::vector<FeatureTotal> strongestIn(const IndexedSegment& segment, TokenScope scope, std::size_t limit);

}  // namespace saferscope
