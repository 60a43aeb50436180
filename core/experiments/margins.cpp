// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/margins.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saferscope {

namespace {

constexpr std::array<double, 9> quantileLevels = {0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0};

constexpr std::array<double, 27> makeEdges() {
    std::array<double, 27> edges{};
    double size = 1.0 / 64.0;
    for (std::size_t i = 1; i <= 13; ++i, size *= 2.0) {
        edges[13 + i] = size;
        edges[13 - i] = -size;
    }
    return edges;
}
constexpr auto edges = makeEdges();

double quantile(const std::vector<double>& sorted, double level) {
    const double place = level * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

}  // namespace

std::span<const double> marginEdges() { return edges; }

std::span<const double> marginQuantiles() { return quantileLevels; }

MarginSummary summarizeMargins(std::span<const double> margins) {
    std::vector<double> sorted;
    sorted.reserve(margins.size());
    std::copy_if(margins.begin(), margins.end(), std::back_inserter(sorted), [](double m) { return std::isfinite(m); });
    std::sort(sorted.begin(), sorted.end());
    MarginSummary summary;
    summary.count = sorted.size();
    summary.bins.assign(edges.size() - 1, 0);
    if (sorted.empty()) {
        return summary;
    }
    const auto n = static_cast<double>(sorted.size());
    std::uint64_t negative = 0;
    for (const double margin : sorted) {
        summary.mean += margin / n;
        negative += margin < 0.0 ? 1 : 0;
        summary.ties += margin == 0.0 ? 1 : 0;
        summary.nearZero += margin != 0.0 && std::abs(margin) <= marginNoise ? 1 : 0;
        const auto place = std::upper_bound(edges.begin(), edges.end(), margin) - edges.begin();
        if (place == 0) {
            ++summary.below;
        } else if (place == static_cast<std::ptrdiff_t>(edges.size())) {
            ++summary.above;
        } else {
            ++summary.bins[static_cast<std::size_t>(place - 1)];
        }
    }
    double squares = 0.0;
    for (const double margin : sorted) {
        squares += (margin - summary.mean) * (margin - summary.mean);
    }
    summary.deviation = sorted.size() > 1 ? std::sqrt(squares / (n - 1.0)) : 0.0;
    summary.shareBelowZero = static_cast<double>(negative) / n;
    for (const double level : quantileLevels) {
        summary.quantiles.push_back(quantile(sorted, level));
    }
    return summary;
}

Json toJson(const MarginSummary& summary) {
    return {{"count", summary.count},
            {"mean", summary.mean},
            {"deviation", summary.deviation},
            {"quantile_levels", std::vector<double>(quantileLevels.begin(), quantileLevels.end())},
            {"quantiles", summary.quantiles},
            {"share_below_0", summary.shareBelowZero},
            {"ties", summary.ties},
            {"near_0", summary.nearZero},
            {"near_0_within", marginNoise},
            {"edges", std::vector<double>(edges.begin(), edges.end())},
            {"bins", summary.bins},
            {"below", summary.below},
            {"above", summary.above}};
}

}  // namespace saferscope
