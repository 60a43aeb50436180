// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <string>
#include <vector>

namespace saferscope {

/// The contrast of one feature within one subset of the data set: one global sign cancels a feature that speaks for the
/// chosen answer in one kind of prompt and for the rejected one in another.
struct SubsetContrast {
    std::string subset;
    std::uint32_t merged = 0;  ///< above 0: not a subset of that name but this many small ones together
    std::uint64_t pairs = 0;
    std::uint64_t firingPairs = 0;  ///< pairs in which the feature is positive in the scope
    double contrast = 0.0;          ///< s_i over the subset's pairs, C = mean over features of that subset's h+ + h-
    double low = 0.0;               ///< 95 % CI as FeatureContrast::contrastLow
    double high = 0.0;
    double normalised = 0.0;  ///< from per-pair means over positions, with its own C
    double z = 0.0;           ///< contrast by its standard error; 0 where there is none
    double hChosen = 0.0;
    double hRejected = 0.0;
};

/// Every subset of the index, by falling number of pairs, "other" last. Sums come from float32: seven digits. Reads one
/// record; cheap.
std::vector<SubsetContrast> subsetContrasts(const FeatureIndex& index, FeatureId feature, TokenScope scope);

/// True when the feature has a positive contrast in one subset and a negative one in another, both beyond chance: only
/// subsets with at least 10 pairs in which it fires count, at a two-sided level of 0.05 divided by their number
/// (Bonferroni), so that many subsets do not make a flip.
bool signFlips(const std::vector<SubsetContrast>& contrasts);

}  // namespace saferscope
