// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/roc.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace saferscope {

namespace {

/// Ranks from 1, equal values sharing the mean of theirs.
std::vector<double> midranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        const double rank = 0.5 * static_cast<double>(begin + end + 1);
        for (; begin < end; ++begin) {
            ranks[order[begin]] = rank;
        }
    }
    return ranks;
}

/// Unbiased variance; 0 below two values.
double variance(const std::vector<double>& values) {
    if (values.size() < 2) {
        return 0.0;
    }
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values) {
        sum += (value - mean) * (value - mean);
    }
    return sum / static_cast<double>(values.size() - 1);
}

/// Newcombe's method 5 (2006): Hanley & McNeil's (1982) variance with both class sizes replaced by their mean, which
/// makes it symmetric, taken at the bound itself as Wilson's interval does; so it works at areas of 0 and 1.
Interval newcombeInterval(double area, double positives, double negatives) {
    const double others = 0.5 * (positives + negatives) - 1.0;
    const auto outside = [&](double bound) {
        const double spread = bound * (1.0 - bound) *
                              (1.0 + others * ((1.0 - bound) / (2.0 - bound) + bound / (1.0 + bound))) /
                              (positives * negatives);
        return (bound - area) * (bound - area) > z95 * z95 * spread;
    };
    const auto search = [&](double end) {
        double inner = area;
        for (int step = 0; step < 60; ++step) {
            const double middle = 0.5 * (inner + end);
            (outside(middle) ? end : inner) = middle;
        }
        return inner;
    };
    return {search(0.0), search(1.0)};
}

Interval logitInterval(double area, double standardError) {
    const double logit = std::log(area / (1.0 - area));
    const double half = z95 * standardError / (area * (1.0 - area));
    const auto back = [](double value) { return 1.0 / (1.0 + std::exp(-value)); };
    return {back(logit - half), back(logit + half)};
}

}  // namespace

RocArea rocArea(std::span<const double> scores, std::span<const std::uint8_t> labels) {
    std::vector<double> positives;
    std::vector<double> negatives;
    for (std::size_t i = 0; i < scores.size() && i < labels.size(); ++i) {
        (labels[i] != 0 ? positives : negatives).push_back(scores[i]);
    }
    RocArea roc;
    roc.positives = positives.size();
    roc.negatives = negatives.size();
    roc.ci = {0.0, 1.0};
    if (!roc.defined()) {
        return roc;
    }
    const auto m = static_cast<double>(positives.size());
    const auto n = static_cast<double>(negatives.size());
    std::vector<double> all = positives;
    all.insert(all.end(), negatives.begin(), negatives.end());
    const auto rankAll = midranks(all);
    const auto rankPositives = midranks(positives);
    const auto rankNegatives = midranks(negatives);
    // Placements: the share of the other class that an observation beats.
    std::vector<double> v10(positives.size());
    std::vector<double> v01(negatives.size());
    double rankSum = 0.0;
    for (std::size_t i = 0; i < positives.size(); ++i) {
        v10[i] = (rankAll[i] - rankPositives[i]) / n;
        rankSum += rankAll[i];
    }
    for (std::size_t i = 0; i < negatives.size(); ++i) {
        v01[i] = 1.0 - (rankAll[positives.size() + i] - rankNegatives[i]) / m;
    }
    roc.area = (rankSum - 0.5 * m * (m + 1.0)) / (m * n);
    const double spread = variance(v10) / m + variance(v01) / n;
    const bool inside = roc.area > 0.0 && roc.area < 1.0;
    roc.ci = inside && spread > 0.0 && positives.size() > 1 && negatives.size() > 1
                 ? logitInterval(roc.area, std::sqrt(spread))
                 : newcombeInterval(roc.area, m, n);
    return roc;
}

}  // namespace saferscope
