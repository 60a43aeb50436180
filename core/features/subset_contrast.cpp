// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/subset_contrast.h"

#include "core/features/contrast_interval.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

std::vector<SubsetContrast> subsetContrasts(const FeatureIndex& index, FeatureId feature, TokenScope scope) {
    std::vector<SubsetContrast> contrasts;
    if (feature.value() >= index.featureCount()) {
        return contrasts;
    }
    const auto at = static_cast<std::size_t>(scope);
    const auto& subsets = index.manifest().subsets;
    for (std::size_t i = 0; i < subsets.size(); ++i) {
        const SubsetSums sums = index.subsetSums(feature, scope, i);
        const ContrastSums from{sums.difference, sums.total, subsets[i].constant[at], sums.moments, subsets[i].pairs};
        SubsetContrast made;
        made.subset = subsets[i].name;
        made.merged = subsets[i].merged;
        made.pairs = subsets[i].pairs;
        made.firingPairs = sums.firingPairs;
        made.contrast = contrastOf(from.difference, from.total, from.constant);
        const Interval interval = contrastInterval(from);
        made.low = interval.low;
        made.high = interval.high;
        made.normalised =
            contrastOf(sums.differenceNormalised, sums.totalNormalised, subsets[i].constantNormalised[at]);
        const double error = contrastError(from);
        made.z = error > 0.0 && std::isfinite(made.contrast / error) ? made.contrast / error : 0.0;
        made.hChosen = std::max(0.0, (sums.total + sums.difference) / 2.0);
        made.hRejected = std::max(0.0, (sums.total - sums.difference) / 2.0);
        contrasts.push_back(std::move(made));
    }
    return contrasts;
}

bool signFlips(const std::vector<SubsetContrast>& contrasts) {
    constexpr std::uint64_t enoughPairs = 10;
    const auto counts = [](const SubsetContrast& one) { return one.firingPairs >= enoughPairs; };
    const double tests = static_cast<double>(std::ranges::count_if(contrasts, counts));
    bool positive = false;
    bool negative = false;
    for (const SubsetContrast& one : contrasts) {
        const double chance = std::erfc(std::abs(one.z) / std::sqrt(2.0));  // two-sided, standard normal
        if (counts(one) && chance * tests < 0.05) {
            positive = positive || one.z > 0.0;
            negative = negative || one.z < 0.0;
        }
    }
    return positive && negative;
}

}  // namespace saferscope
