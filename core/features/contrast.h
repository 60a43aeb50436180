// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <string>
#include <vector>

namespace saferscope {

/// The contrast of one feature between chosen and rejected answers. For a pair, a' and b' are the sums of positive
/// values over the chosen and the rejected conversation by their number of positions, d' = a' - b'; n is the number of
/// pairs of the index, those in which the feature is silent included. Every number is finite.
struct FeatureContrast {
    FeatureId feature;
    double contrast = 0.0;            ///< paper's s_i = (h+ - h-) / (h+ + h- + C), C = mean over features of (h+ + h-)
    double contrastNormalised = 0.0;  ///< the same from per-pair means over positions: no length confound
    double hChosen = 0.0;             ///< h+ : sum of positive values over all positions of chosen conversations
    double hRejected = 0.0;           ///< h-
    double density = 0.0;             ///< share of positions where the feature is positive
    double maximum = 0.0;
    bool dead = false;  ///< never positive

    std::uint64_t firingPairs = 0;  ///< pairs in which it is positive; below some ten the intervals are no good
    double contrastLow = 0.0;       ///< 95 % CI of `contrast`: delta method over pairs with C held constant
    double contrastHigh = 0.0;      ///< (contrast_interval.h); [-1, 1] when the index has one pair, [0, 0] when dead
    double normalisedLow = 0.0;     ///< the same for `contrastNormalised`
    double normalisedHigh = 0.0;
    /// Cohen's d_z of d': mean(d') / sd(d'), sd with n - 1; its 95 % CI (the formula and where it comes from:
    /// EffectSize in contrast_interval.h); z = mean(d') / (sd(d') / sqrt n). All 0 where d' does not vary, and with one
    /// pair.
    double effectSize = 0.0;
    double effectLow = 0.0;
    double effectHigh = 0.0;
    double z = 0.0;
    double contrastHalfA = 0.0;  ///< `contrast` over the pairs of the even folds, with the C of those
    double contrastHalfB = 0.0;  ///< the same over the odd folds
    double splitHalf = 0.0;      ///< share of 100 seeded splits of the folds whose halves agree in sign (split_half.h)
    bool signStable = false;     ///< both fixed halves have the sign of `contrast`, none is 0, and splitHalf >= 0.95
};

/// For every feature, in feature order. Costs one pass over the per-feature tables, no token is read: about 20 ms for
/// 16,384 features, 0.15 s for 131,072.
std::vector<FeatureContrast> computeContrasts(const FeatureIndex& index, TokenScope scope);

/// Which number says how strongly a feature speaks for an answer.
enum class ContrastMeasure {
    Paper,       ///< FeatureContrast::contrast
    Normalised,  ///< contrastNormalised
    EffectSize,  ///< effectSize
};
const char* contrastMeasureName(ContrastMeasure measure);  ///< "contrast", "normalised", "effect"
Result<ContrastMeasure> contrastMeasureFromName(const std::string& name);
double measured(const FeatureContrast& contrast, ContrastMeasure measure);

/// Features by falling size of the measure, either sign, ties by id; dead ones left out; at most `count`.
std::vector<FeatureId> strongestFeatures(const std::vector<FeatureContrast>& contrasts, std::size_t count,
                                         ContrastMeasure measure = ContrastMeasure::Paper);

}  // namespace saferscope
