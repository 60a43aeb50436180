// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/swap_bound.h"

#include "core/experiments/evaluation.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace saferscope {

namespace {

constexpr std::uint64_t fewest = 100;

struct Part {
    std::uint64_t pairs = 0;
    std::uint64_t against = 0;
    double share() const { return pairs > 0 ? static_cast<double>(against) / static_cast<double>(pairs) : 0.0; }
};

/// How many standard errors the first share lies above the second, with the pooled variance.
double excess(const Part& first, const Part& second) {
    if (first.pairs == 0 || second.pairs == 0) {
        return 0.0;
    }
    const auto n = static_cast<double>(first.pairs);
    const auto m = static_cast<double>(second.pairs);
    const double pooled = static_cast<double>(first.against + second.against) / (n + m);
    const double variance = pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m);
    return variance > 0.0 ? (first.share() - second.share()) / std::sqrt(variance) : 0.0;
}

}  // namespace

SwapBound boundSwapped(std::span<const double> values) {
    std::vector<double> kept;
    for (const double value : values) {
        if (std::isfinite(value) && value != 0.0) {
            kept.push_back(value);
        }
    }
    SwapBound bound;
    bound.pairs = values.size();
    bound.ci = {0.0, 1.0};
    if (kept.size() < fewest) {
        bound.doubt = "There are fewer than " + std::to_string(fewest) + " numbers.";
        return bound;
    }
    std::ranges::sort(kept, [](double a, double b) { return std::abs(a) > std::abs(b); });
    const auto wanted = static_cast<std::size_t>(std::max<std::uint64_t>(fewest, kept.size() / 10));
    const double least = std::abs(kept[wanted - 1]);
    Part surest;
    Part rest;
    for (const double value : kept) {
        Part& part = std::abs(value) >= least ? surest : rest;  // equal sizes stay together
        ++part.pairs;
        part.against += value < 0.0 ? 1 : 0;
    }
    bound.surest = surest.pairs;
    bound.against = surest.against;
    bound.share = surest.share();
    bound.ci = wilsonInterval(static_cast<double>(surest.against), surest.pairs);
    bound.usable = true;
    if (excess(surest, rest) > 3.0) {
        bound.doubt =
            "The surest pairs are contradicted more often than the others, which swaps at random cannot do: somebody "
            "has picked pairs by this number, or it is wrong about some kind of pair.";
    } else if (bound.share > 0.4) {
        bound.doubt = "The number hardly tells right labels from wrong ones.";
    }
    return bound;
}

}  // namespace saferscope
