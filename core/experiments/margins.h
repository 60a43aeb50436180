// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <span>
#include <vector>

namespace saferscope {

/// Edges of the margins' histogram, the same for every model so that charts can be laid over each other: 0 and
/// 1/64, 1/32, ..., 64 on both sides, ascending. In units of the reward.
std::span<const double> marginEdges();

/// A margin this near 0 is within what the order of floating-point sums can move (float32): such a verdict may differ
/// on another device.
inline constexpr double marginNoise = 1e-5;

/// Distribution of the margins reward(chosen) - reward(rejected).
struct MarginSummary {
    std::uint64_t count = 0;
    double mean = 0.0;
    double deviation = 0.0;         ///< sample standard deviation; 0 below two
    std::vector<double> quantiles;  ///< at marginQuantiles(), linear between order statistics (Hyndman & Fan's type 7)
    double shareBelowZero = 0.0;
    std::uint64_t ties = 0;           ///< exactly 0; the bin above 0 counts them as well
    std::uint64_t nearZero = 0;       ///< not 0, but within marginNoise
    std::vector<std::uint64_t> bins;  ///< [edge i, edge i + 1): one fewer than edges
    std::uint64_t below = 0;          ///< under the first edge
    std::uint64_t above = 0;          ///< at or over the last edge
};
std::span<const double> marginQuantiles();  ///< 0, 1, 5, 25, 50, 75, 95, 99, 100 %
/// Margins that are not finite are left out.
MarginSummary summarizeMargins(std::span<const double> margins);
Json toJson(const MarginSummary& summary);

}  // namespace saferscope
