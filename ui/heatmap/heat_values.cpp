// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heat_values.h"

#include "core/base/half.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace saferscope {

HeatKind heatKind(HeatMode mode) { return mode == HeatMode::KeptSet ? HeatKind::Diverging : HeatKind::Sequential; }

std::vector<float> heatValues(const FeatureIndex& index, PairIndex pair, Segment segment, const HeatRequest& request) {
    if (request.mode == HeatMode::Feature) {
        if (!request.feature || request.feature->value() >= index.featureCount()) {
            return std::vector<float>(index.tokens(pair, segment).size(), 0.0f);
        }
        return index.featureValues(pair, segment, *request.feature);
    }
    std::unordered_map<std::uint32_t, double> weights;
    for (const WeightedFeature& feature : request.kept) {
        weights[feature.feature.value()] = feature.weight;
    }
    std::vector<float> values;
    for (SegmentReader reader = index.read(pair, segment); reader.next();) {
        double sum = 0.0;
        reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
            if (request.mode == HeatMode::Activity) {
                sum += static_cast<double>(halfToFloat(half));
            } else if (const auto weight = weights.find(feature); weight != weights.end()) {
                sum += weight->second * static_cast<double>(halfToFloat(half));
            }
        });
        values.push_back(static_cast<float>(sum));
    }
    return values;
}

float heatMaximum(const std::vector<float>& values, const std::vector<TokenInfo>& tokens, TokenScope scope) {
    float maximum = 0.0f;
    for (std::size_t i = 0; i < std::min(values.size(), tokens.size()); ++i) {
        if (inScope(tokens[i], scope) && std::isfinite(values[i])) {
            maximum = std::max(maximum, std::abs(values[i]));
        }
    }
    return maximum;
}

QString scopeName(TokenScope scope) {
    return scope == TokenScope::SentenceEnds
               ? QCoreApplication::translate("HeatMap", "Sentence ends, as trained")
               : QCoreApplication::translate("HeatMap", "All tokens, off-distribution for this SAE");
}

QString scopeDescription(TokenScope scope) {
    return scope == TokenScope::SentenceEnds
               ? QCoreApplication::translate(
                     "HeatMap",
                     "Only tokens that end a sentence or clause are coloured: the positions the "
                     "sparse autoencoder was trained on.")
               : QCoreApplication::translate("HeatMap",
                                             "Every token is coloured. The sparse autoencoder was trained on sentence "
                                             "ends only, so read values elsewhere with care.");
}

std::string_view tokenText(std::string_view segmentText, const TokenInfo& token) {
    if (token.begin >= segmentText.size() || token.end <= token.begin) {
        return {};
    }
    return segmentText.substr(token.begin, token.end - token.begin);
}

std::vector<TokenBytes> tokenBytes(const std::vector<TokenInfo>& tokens) {
    std::vector<TokenBytes> bytes(tokens.size());
    std::transform(tokens.begin(), tokens.end(), bytes.begin(), [](const TokenInfo& t) {
        return TokenBytes{t.begin, t.end, t.sentenceEnd};
    });
    return bytes;
}

}  // namespace saferscope
