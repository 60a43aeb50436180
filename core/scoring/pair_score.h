// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/feature_set.h"
#include "core/features/contrast.h"

#include <vector>

namespace saferscope {

/// A feature of the kept set with its weight: +1 / -1 for the paper's sign weighting, s_i for magnitude weighting.
struct WeightedFeature {
    FeatureId feature;
    double weight = 0.0;
};
enum class ScoreWeighting { Sign, Magnitude };

/// The `count` strongest features by the measure, with their weights.
std::vector<WeightedFeature> weightFeatures(const std::vector<FeatureContrast>& contrasts, std::size_t count,
                                            ScoreWeighting weighting, ContrastMeasure measure = ContrastMeasure::Paper);

/// The members of a set with their weights. Sides and sizes are those stored in the set, not today's: a saved set
/// scores the same after the index is made again.
std::vector<WeightedFeature> weightFeatureSet(const FeatureSet& set, ScoreWeighting weighting);

/// score(pair) = mean over chosen positions of sum_i w_i z_i - the same over rejected positions (positions of the
/// scope, shared prompt included on both sides, as in the paper). A side without positions contributes 0.
double pairScore(const FeatureIndex& index, PairIndex pair, const std::vector<WeightedFeature>& features,
                 TokenScope scope);

/// For every pair in index order; one sequential pass over the stored latents.
std::vector<double> pairScores(const FeatureIndex& index, const std::vector<WeightedFeature>& features,
                               TokenScope scope);

}  // namespace saferscope
