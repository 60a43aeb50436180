// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast.h"

#include "core/features/contrast_interval.h"
#include "core/features/split_half.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace saferscope {

namespace {

constexpr double stableShare = 0.95;

constexpr std::array<std::pair<ContrastMeasure, const char*>, 3> measureNames = {{
    {ContrastMeasure::Paper, "contrast"},
    {ContrastMeasure::Normalised, "normalised"},
    {ContrastMeasure::EffectSize, "effect"},
}};

/// C of the paper's contrast and of the normalised one.
struct Constants {
    double paper = 0.0;
    double normalised = 0.0;
};

/// Sums over the even and the odd folds.
struct Halves {
    std::array<double, 2> difference{};
    std::array<double, 2> total{};
};

Halves halvesOf(const FeatureStatistics& statistics) {
    Halves halves;
    for (std::size_t fold = 0; fold < FeatureStatistics::folds; ++fold) {
        halves.difference[fold % 2] += statistics.difference[fold];
        halves.total[fold % 2] += statistics.total[fold];
    }
    return halves;
}

void fillSums(FeatureContrast& contrast, const FeatureSums& sums, double positions) {
    contrast.hChosen = sums.prompt + sums.chosen;
    contrast.hRejected = sums.prompt + sums.rejected;
    contrast.maximum = sums.maximum;
    const std::uint64_t firings = sums.promptCount + sums.chosenCount + sums.rejectedCount;
    contrast.density = positions > 0.0 ? static_cast<double>(firings) / positions : 0.0;
    contrast.dead = firings == 0;
}

void fillStatistics(FeatureContrast& contrast, const FeatureSums& sums, const FeatureStatistics& statistics,
                    const Constants& constants, std::uint32_t pairs) {
    const ContrastSums paper{sums.chosen - sums.rejected, contrast.hChosen + contrast.hRejected, constants.paper,
                             statistics.moments, pairs};
    contrast.contrast = contrastOf(paper.difference, paper.total, paper.constant);
    const Interval interval = contrastInterval(paper);
    contrast.contrastLow = interval.low;
    contrast.contrastHigh = interval.high;
    const ContrastSums normalised{sums.chosenNormalised - sums.rejectedNormalised,
                                  sums.chosenNormalised + sums.rejectedNormalised, constants.normalised,
                                  statistics.normalisedMoments, pairs};
    contrast.contrastNormalised = contrastOf(normalised.difference, normalised.total, normalised.constant);
    const Interval normalisedInterval = contrastInterval(normalised);
    contrast.normalisedLow = normalisedInterval.low;
    contrast.normalisedHigh = normalisedInterval.high;
    const EffectSize effect = effectSizeOf(normalised.difference, statistics, pairs);
    contrast.effectSize = effect.value;
    contrast.effectLow = effect.low;
    contrast.effectHigh = effect.high;
    contrast.z = effect.z;
    contrast.firingPairs = statistics.firingPairs;
    contrast.splitHalf = splitHalfAgreement(statistics.difference);
}

}  // namespace

std::vector<FeatureContrast> computeContrasts(const FeatureIndex& index, TokenScope scope) {
    const std::uint32_t count = index.featureCount();
    const double features = std::max<std::uint32_t>(1, count);
    const double positions = static_cast<double>(index.manifest().positions[static_cast<std::size_t>(scope)]);
    std::vector<FeatureContrast> contrasts(count);
    index.expectStatistics(scope);
    Constants constants;
    for (std::uint32_t i = 0; i < count; ++i) {
        const FeatureSums& sums = index.sums(FeatureId(i), scope);
        FeatureContrast& contrast = contrasts[i];
        contrast.feature = FeatureId(i);
        fillSums(contrast, sums, positions);
        constants.paper += (contrast.hChosen + contrast.hRejected) / features;
        constants.normalised += (sums.chosenNormalised + sums.rejectedNormalised) / features;
    }
    std::vector<Halves> halves(count);
    std::array<double, 2> halfConstants{};
    for (std::uint32_t i = 0; i < count; ++i) {
        if (contrasts[i].dead) {
            continue;
        }
        const FeatureStatistics statistics = index.statistics(FeatureId(i), scope);
        fillStatistics(contrasts[i], index.sums(FeatureId(i), scope), statistics, constants, index.pairCount());
        halves[i] = halvesOf(statistics);
        halfConstants[0] += halves[i].total[0] / features;
        halfConstants[1] += halves[i].total[1] / features;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        FeatureContrast& contrast = contrasts[i];
        contrast.contrastHalfA = contrastOf(halves[i].difference[0], halves[i].total[0], halfConstants[0]);
        contrast.contrastHalfB = contrastOf(halves[i].difference[1], halves[i].total[1], halfConstants[1]);
        const double sign = contrast.contrast > 0.0 ? 1.0 : -1.0;
        contrast.signStable = contrast.contrast * sign > 0.0 && contrast.contrastHalfA * sign > 0.0 &&
                              contrast.contrastHalfB * sign > 0.0 && contrast.splitHalf >= stableShare;
    }
    return contrasts;
}

const char* contrastMeasureName(ContrastMeasure measure) {
    for (const auto& [known, name] : measureNames) {
        if (known == measure) {
            return name;
        }
    }
    return "contrast";
}

Result<ContrastMeasure> contrastMeasureFromName(const std::string& name) {
    for (const auto& [measure, known] : measureNames) {
        if (name == known) {
            return measure;
        }
    }
    return fail(ErrorCode::InvalidInput, "\"" + name + "\" is no measure of contrast.",
                "Use contrast, normalised or effect.");
}

double measured(const FeatureContrast& contrast, ContrastMeasure measure) {
    switch (measure) {
        case ContrastMeasure::Paper:
            return contrast.contrast;
        case ContrastMeasure::Normalised:
            return contrast.contrastNormalised;
        case ContrastMeasure::EffectSize:
            return contrast.effectSize;
    }
    return contrast.contrast;
}

std::vector<FeatureId> strongestFeatures(const std::vector<FeatureContrast>& contrasts, std::size_t count,
                                         ContrastMeasure measure) {
    std::vector<std::pair<double, FeatureId>> live;
    for (const FeatureContrast& contrast : contrasts) {
        const double strength = std::abs(measured(contrast, measure));
        if (!contrast.dead && std::isfinite(strength)) {
            live.emplace_back(strength, contrast.feature);
        }
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(count, live.size()));
    std::partial_sort(live.begin(), live.begin() + kept, live.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<FeatureId> features;
    for (auto it = live.begin(); it != live.begin() + kept; ++it) {
        features.push_back(it->second);
    }
    return features;
}

}  // namespace saferscope
