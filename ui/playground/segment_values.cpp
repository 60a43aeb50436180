// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/segment_values.h"

#include <algorithm>
#include <iterator>

namespace saferscope {

std::vector<float> segmentHeat(const IndexedSegment& segment, const HeatRequest& request) {
    // By number: half a million look-ups in a hash table would be felt while somebody types.
    std::vector<double> weights;
    for (const WeightedFeature& feature : request.kept) {
        weights.resize(std::max<std::size_t>(weights.size(), feature.feature.value() + std::size_t{1}), 0.0);
        weights[feature.feature.value()] = feature.weight;
    }
    std::vector<float> values;
    values.reserve(segment.tokens.size());
    for (std::size_t token = 0; token < segment.tokens.size(); ++token) {
        double sum = 0.0;
        if (token < segment.latents.size()) {
            for (const LatentEntry& latent : segment.latents[token]) {
                const auto value = static_cast<double>(latent.value);
                if (request.mode == HeatMode::Activity) {
                    sum += value;
                } else if (request.mode == HeatMode::Feature) {
                    sum += request.feature && *request.feature == latent.feature ? value : 0.0;
                } else if (latent.feature.value() < weights.size()) {
                    sum += weights[latent.feature.value()] * value;
                }
            }
        }
        values.push_back(static_cast<float>(sum));
    }
    return values;
}

std::vector<FeatureTotal> strongestIn(const IndexedSegment& segment, TokenScope scope, std::size_t limit) {
    std::vector<FeatureTotal> totals;
    for (std::size_t token = 0; token < std::min(segment.tokens.size(), segment.latents.size()); ++token) {
        if (!inScope(segment.tokens[token], scope)) {
            continue;
        }
        for (const LatentEntry& latent : segment.latents[token]) {
            const std::size_t id = latent.feature.value();
            if (id >= totals.size()) {
                totals.resize(id + 1);
            }
            FeatureTotal& total = totals[id];
            total.feature = latent.feature;
            total.total += static_cast<double>(latent.value);
            ++total.tokens;
        }
    }
    std::vector<FeatureTotal> sorted;
    std::copy_if(totals.begin(), totals.end(), std::back_inserter(sorted),
                 [](const FeatureTotal& total) { return total.tokens > 0; });
    std::sort(sorted.begin(), sorted.end(), [](const FeatureTotal& a, const FeatureTotal& b) {
        return a.total != b.total ? a.total > b.total : a.feature.value() < b.feature.value();
    });
    sorted.resize(std::min(sorted.size(), limit));
    return sorted;
}

}  // namespace saferscope
