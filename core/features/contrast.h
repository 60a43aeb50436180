// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <vector>

namespace saferscope {

/// The contrast of one feature between chosen and rejected answers.
struct FeatureContrast {
    FeatureId feature;
    double contrast = 0.0;            ///< paper's s_i = (h+ - h-) / (h+ + h- + C), C = mean over features of (h+ + h-)
    double contrastNormalised = 0.0;  ///< the same from per-pair means over positions: no length confound
    double hChosen = 0.0;             ///< h+ : sum of positive values over all positions of chosen conversations
    double hRejected = 0.0;           ///< h-
    double density = 0.0;             ///< share of positions where the feature is positive
    double maximum = 0.0;
    bool dead = false;  ///< never positive
};

/// For every feature, in feature order. Costs one pass over the per-feature tables, no token is read.
std::vector<FeatureContrast> computeContrasts(const FeatureIndex& index, TokenScope scope);

/// Features by falling |contrast|, ties by id; dead ones left out; at most `count`.
std::vector<FeatureId> strongestFeatures(const std::vector<FeatureContrast>& contrasts, std::size_t count);

}  // namespace saferscope
