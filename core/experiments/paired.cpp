// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/paired.h"

#include "core/experiments/evaluation.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace saferscope {

double PairedCounts::difference() const {
    const auto n = static_cast<double>(pairs());
    return n > 0.0 ? (static_cast<double>(gained) - static_cast<double>(lost)) / n : 0.0;
}

McNemar mcNemar(std::uint64_t gained, std::uint64_t lost) {
    const std::uint64_t n = gained + lost;
    const std::uint64_t smaller = std::min(gained, lost);
    if (n == 0) {
        return {};
    }
    // The tail is summed from its largest term downwards: neighbours differ by a ratio, so that only one logarithm of a
    // factorial is needed, and the sum ends where terms stop counting.
    const auto count = static_cast<double>(n);
    const auto k = static_cast<double>(smaller);
    const double point = std::exp(std::lgamma(count + 1.0) - std::lgamma(k + 1.0) - std::lgamma(count - k + 1.0) -
                                  count * std::numbers::ln2);
    double term = 1.0;
    double sum = 1.0;
    for (double i = k; i > 0.0 && term > sum * 1e-18; i -= 1.0) {
        term *= i / (count - i + 1.0);
        sum += term;
    }
    const double twice = 2.0 * point * sum;
    return {std::min(1.0, twice), std::clamp(twice - point, 0.0, 1.0)};
}

Interval pairedDifferenceInterval(const PairedCounts& counts) {
    const std::uint64_t n = counts.pairs();
    if (n == 0) {
        return {-1.0, 1.0};
    }
    const auto total = static_cast<double>(n);
    const auto a = static_cast<double>(counts.bothRight);
    const auto b = static_cast<double>(counts.gained);
    const auto c = static_cast<double>(counts.lost);
    const auto d = static_cast<double>(counts.bothWrong);
    const double p1 = (a + b) / total;
    const double p2 = (a + c) / total;
    const Interval first = wilsonInterval(a + b, n);
    const Interval second = wilsonInterval(a + c, n);
    const double margins = (a + b) * (c + d) * (a + c) * (b + d);
    double association = a * d - b * c;
    if (association > 0.0) {
        association = std::max(association - total / 2.0, 0.0);
    }
    const double phi = margins > 0.0 ? association / std::sqrt(margins) : 0.0;
    const auto distance = [phi](double x, double y) {
        return std::sqrt(std::max(0.0, x * x - 2.0 * phi * x * y + y * y));
    };
    const double difference = (b - c) / total;
    return {std::max(-1.0, difference - distance(p1 - first.low, second.high - p2)),
            std::min(1.0, difference + distance(first.high - p1, p2 - second.low))};
}

double clusteredDifferenceP(std::span<const double> clusterDifferences) {
    double sum = 0.0;
    double squares = 0.0;
    for (const double difference : clusterDifferences) {
        sum += difference;
        squares += difference * difference;
    }
    return squares > 0.0 ? std::erfc(std::abs(sum) / std::sqrt(2.0 * squares)) : 1.0;
}

std::vector<double> holmAdjusted(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return p[x] < p[y]; });
    std::vector<double> adjusted(p.size());
    double largest = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        largest = std::max(largest, std::min(1.0, static_cast<double>(order.size() - rank) * p[order[rank]]));
        adjusted[order[rank]] = largest;
    }
    return adjusted;
}

}  // namespace saferscope
