// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

/// (h+ - h-) / (h+ + h- + C); 0 where that says nothing.
double contrastOf(double chosen, double rejected, double constant) {
    const double value = (chosen - rejected) / (chosen + rejected + constant);
    return std::isfinite(value) ? value : 0.0;
}

}  // namespace

std::vector<FeatureContrast> computeContrasts(const FeatureIndex& index, TokenScope scope) {
    const std::uint32_t count = index.featureCount();
    const double positions = static_cast<double>(index.manifest().positions[static_cast<std::size_t>(scope)]);
    std::vector<FeatureContrast> contrasts(count);
    double total = 0.0;
    double totalNormalised = 0.0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const FeatureSums& sums = index.sums(FeatureId(i), scope);
        FeatureContrast& contrast = contrasts[i];
        contrast.feature = FeatureId(i);
        contrast.hChosen = sums.prompt + sums.chosen;
        contrast.hRejected = sums.prompt + sums.rejected;
        contrast.maximum = sums.maximum;
        const std::uint64_t firings = sums.promptCount + sums.chosenCount + sums.rejectedCount;
        contrast.density = positions > 0.0 ? static_cast<double>(firings) / positions : 0.0;
        contrast.dead = firings == 0;
        total += contrast.hChosen + contrast.hRejected;
        totalNormalised += sums.chosenNormalised + sums.rejectedNormalised;
    }
    const double constant = total / std::max<std::uint32_t>(1, count);
    const double constantNormalised = totalNormalised / std::max<std::uint32_t>(1, count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const FeatureSums& sums = index.sums(FeatureId(i), scope);
        FeatureContrast& contrast = contrasts[i];
        contrast.contrast = contrastOf(contrast.hChosen, contrast.hRejected, constant);
        contrast.contrastNormalised = contrastOf(sums.chosenNormalised, sums.rejectedNormalised, constantNormalised);
    }
    return contrasts;
}

std::vector<FeatureId> strongestFeatures(const std::vector<FeatureContrast>& contrasts, std::size_t count) {
    std::vector<const FeatureContrast*> live;
    for (const FeatureContrast& contrast : contrasts) {
        if (!contrast.dead && std::isfinite(contrast.contrast)) {
            live.push_back(&contrast);
        }
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(count, live.size()));
    std::partial_sort(live.begin(), live.begin() + kept, live.end(),
                      [](const FeatureContrast* a, const FeatureContrast* b) {
                          const double strengthA = std::abs(a->contrast);
                          const double strengthB = std::abs(b->contrast);
                          return strengthA != strengthB ? strengthA > strengthB : a->feature < b->feature;
                      });
    std::vector<FeatureId> features;
    for (auto it = live.begin(); it != live.begin() + kept; ++it) {
        features.push_back((*it)->feature);
    }
    return features;
}

}  // namespace saferscope
