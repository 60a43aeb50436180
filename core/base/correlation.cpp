// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/correlation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace saferscope {

namespace {

std::vector<double> ranks(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> rank(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        const double shared = 0.5 * static_cast<double>(begin + end - 1);
        for (std::size_t i = begin; i < end; ++i) {
            rank[order[i]] = shared;
        }
        begin = end;
    }
    return rank;
}

bool varies(std::span<const double> values) {
    return std::any_of(values.begin(), values.end(), [&](double value) { return value != values.front(); });
}

}  // namespace

double pearson(std::span<const double> a, std::span<const double> b) {
    // Asked of the values themselves: a mean of equal values may be off by its last bit, and two such leftovers would
    // correlate perfectly.
    if (!varies(a) || !varies(b)) {
        return 0.0;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, a.size()));
    double meanA = 0.0;
    double meanB = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        meanA += a[i] / count;
        meanB += b[i] / count;
    }
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    const double value = ab / (std::sqrt(aa) * std::sqrt(bb));
    return std::isfinite(value) ? value : 0.0;
}

double spearman(std::span<const double> a, std::span<const double> b) {
    const std::vector<double> ranksA = ranks(a);
    const std::vector<double> ranksB = ranks(b);
    return pearson(ranksA, ranksB);
}

}  // namespace saferscope
