// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/split_half.h"

#include "core/base/random.h"

#include <algorithm>
#include <bit>
#include <span>

namespace saferscope {

namespace {

constexpr std::uint64_t splitSeed = 16;
constexpr std::size_t halfFolds = FeatureStatistics::folds / 2;
static_assert(FeatureStatistics::folds == 16, "masks and tables below are made for 16 folds");

std::array<std::uint16_t, foldSplitCount> drawSplits() {
    std::array<std::uint16_t, foldSplitCount> splits{};
    std::array<unsigned, FeatureStatistics::folds - 1> others{};
    for (unsigned i = 0; i < others.size(); ++i) {
        others[i] = i + 1;
    }
    Random random(splitSeed);
    for (std::size_t drawn = 0; drawn < splits.size();) {
        random.shuffle(std::span<unsigned>(others));
        unsigned mask = 1;
        for (std::size_t i = 0; i + 1 < halfFolds; ++i) {
            mask |= 1u << others[i];
        }
        const auto end = splits.begin() + static_cast<std::ptrdiff_t>(drawn);
        if (std::find(splits.begin(), end, mask) == end) {
            splits[drawn++] = static_cast<std::uint16_t>(mask);
        }
    }
    return splits;
}

/// Sums of every choice among eight folds: 256 additions instead of 8 for each split and half.
std::array<double, 256> sumsOfChoices(const double* folds) {
    std::array<double, 256> sums;
    sums[0] = 0.0;
    for (unsigned choice = 1; choice < sums.size(); ++choice) {
        sums[choice] = sums[choice & (choice - 1)] + folds[std::countr_zero(choice)];
    }
    return sums;
}

}  // namespace

const std::array<std::uint16_t, foldSplitCount>& foldSplits() {
    static const auto splits = drawSplits();
    return splits;
}

double splitHalfAgreement(const std::array<double, FeatureStatistics::folds>& difference) {
    const auto low = sumsOfChoices(difference.data());
    const auto high = sumsOfChoices(difference.data() + halfFolds);
    std::size_t agreeing = 0;
    for (const std::uint16_t split : foldSplits()) {
        const unsigned rest = ~static_cast<unsigned>(split);
        const double first = low[split & 0xffu] + high[split >> 8];
        const double second = low[rest & 0xffu] + high[(rest >> 8) & 0xffu];
        agreeing += (first > 0.0 && second > 0.0) || (first < 0.0 && second < 0.0) ? 1 : 0;
    }
    return static_cast<double>(agreeing) / static_cast<double>(foldSplitCount);
}

}  // namespace saferscope
