// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/weighted_interval.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

double weightedSum(std::span<const WeightedShare> parts) {
    double sum = 0.0;
    for (const auto& part : parts) {
        sum += part.weight * part.share;
    }
    return sum;
}

Interval weightedInterval(std::span<const WeightedShare> parts) {
    double below = 0.0;
    double above = 0.0;
    for (const auto& [share, ci, weight] : parts) {
        const double toLow = weight * (share - ci.low);
        const double toHigh = weight * (ci.high - share);
        // A negative weight turns the part round: its upper bound makes the sum small.
        below += weight < 0.0 ? toHigh * toHigh : toLow * toLow;
        above += weight < 0.0 ? toLow * toLow : toHigh * toHigh;
    }
    const double sum = weightedSum(parts);
    return {sum - std::sqrt(below), sum + std::sqrt(above)};
}

Interval effectiveWilson(double share, double variance, double fallback) {
    const double p = std::clamp(share, 0.0, 1.0);  // a weighted mean of ones may be a hair above
    const double product = p * (1.0 - p);
    const double n = variance > 0.0 && product > 0.0 ? product / variance : fallback;
    if (!(n > 0.0)) {
        return {0.0, 1.0};
    }
    const double square = z95 * z95;
    const double centre = (p + square / (2.0 * n)) / (1.0 + square / n);
    const double half = z95 / (1.0 + square / n) * std::sqrt(product / n + square / (4.0 * n * n));
    return {p <= 0.0 ? 0.0 : std::clamp(centre - half, 0.0, p), p >= 1.0 ? 1.0 : std::clamp(centre + half, p, 1.0)};
}

Interval stratifiedInterval(std::span<const StratumShare> strata) {
    double mean = 0.0;
    double variance = 0.0;
    double spread = 0.0;
    for (const auto& [share, pairs, weight] : strata) {
        mean += weight * share;
        variance += weight * weight * share * (1.0 - share) / pairs;
        spread += weight * weight / pairs;
    }
    mean = std::clamp(mean, 0.0, 1.0);
    return effectiveWilson(mean, std::max(variance, mean * (1.0 - mean) * spread), spread > 0.0 ? 1.0 / spread : 0.0);
}

}  // namespace saferscope
