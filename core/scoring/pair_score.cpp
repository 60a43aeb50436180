// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/pair_score.h"

#include "core/base/half.h"

#include <array>
#include <unordered_map>

namespace saferscope {

namespace {

/// Weights by feature id; a feature named twice counts with the sum of its weights.
std::vector<double> denseWeights(std::uint32_t features, const std::vector<WeightedFeature>& weighted) {
    std::vector<double> weights(features, 0.0);
    for (const WeightedFeature& entry : weighted) {
        if (entry.feature.value() < features) {
            weights[entry.feature.value()] += entry.weight;
        }
    }
    return weights;
}

/// `segments` are a pair's, from their beginnings.
double scoreWith(const std::array<SegmentReader, 3>& segments, const std::vector<double>& weights, TokenScope scope) {
    std::array<double, 3> sums{};
    std::array<std::uint64_t, 3> positions{};
    for (std::size_t at = 0; at < segments.size(); ++at) {
        for (SegmentReader reader = segments[at]; reader.next();) {
            if (scope == TokenScope::SentenceEnds && !reader.token().sentenceEnd) {
                continue;
            }
            ++positions[at];
            reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
                sums[at] += weights[feature] * static_cast<double>(halfToFloat(half));
            });
        }
    }
    const auto mean = [&](Segment answer) {
        const auto at = static_cast<std::size_t>(answer);
        const std::uint64_t count = positions[0] + positions[at];
        return count > 0 ? (sums[0] + sums[at]) / static_cast<double>(count) : 0.0;
    };
    return mean(Segment::Chosen) - mean(Segment::Rejected);
}

double weightOf(double contrast, ScoreWeighting weighting) {
    if (weighting == ScoreWeighting::Magnitude) {
        return contrast;
    }
    return contrast > 0.0 ? 1.0 : contrast < 0.0 ? -1.0 : 0.0;
}

}  // namespace

std::vector<WeightedFeature> weightFeatures(const std::vector<FeatureContrast>& contrasts, std::size_t count,
                                            ScoreWeighting weighting, ContrastMeasure measure) {
    std::unordered_map<FeatureId, double> byFeature;
    for (const FeatureContrast& entry : contrasts) {
        byFeature.emplace(entry.feature, measured(entry, measure));
    }
    std::vector<WeightedFeature> weighted;
    for (const FeatureId feature : strongestFeatures(contrasts, count, measure)) {
        weighted.push_back({feature, weightOf(byFeature.at(feature), weighting)});
    }
    return weighted;
}

std::vector<WeightedFeature> weightFeatureSet(const FeatureSet& set, ScoreWeighting weighting) {
    std::vector<WeightedFeature> weighted;
    weighted.reserve(set.members.size());
    for (const FeatureSet::Member& member : set.members) {
        weighted.push_back({member.feature, weightOf(member.contrast, weighting)});
    }
    return weighted;
}

double pairScore(const FeatureIndex& index, PairIndex pair, const std::vector<WeightedFeature>& features,
                 TokenScope scope) {
    return scoreWith(
        {index.read(pair, Segment::Prompt), index.read(pair, Segment::Chosen), index.read(pair, Segment::Rejected)},
        denseWeights(index.featureCount(), features), scope);
}

std::vector<double> pairScores(const FeatureIndex& index, const std::vector<WeightedFeature>& features,
                               TokenScope scope) {
    const auto weights = denseWeights(index.featureCount(), features);
    std::vector<double> scores;
    scores.reserve(index.pairCount());
    index.walk([&](PairIndex, const std::array<SegmentReader, 3>& segments) {
        scores.push_back(scoreWith(segments, weights, scope));
    });
    return scores;
}

}  // namespace saferscope
