// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "core/scoring/pair_score.h"
#include "ui/heatmap/display_text.h"
#include "ui/heatmap/heat_colours.h"

#include <optional>
#include <string_view>
#include <vector>

namespace saferscope {

/// What a heat map of a pair shows.
enum class HeatMode {
    Feature,   ///< the activation of one feature
    KeptSet,   ///< sum over the kept set of weight x activation: positive speaks for chosen
    Activity,  ///< sum of all positive latents of the token
};

struct HeatRequest {
    HeatMode mode = HeatMode::Feature;
    std::optional<FeatureId> feature;   ///< for Feature; without one every value is 0
    std::vector<WeightedFeature> kept;  ///< for KeptSet
};

HeatKind heatKind(HeatMode mode);

/// One value per token of a segment. Costs one read of the segment's latents; no scope is applied.
std::vector<float> heatValues(const FeatureIndex& index, PairIndex pair, Segment segment, const HeatRequest& request);

/// Largest |value| among the tokens that a scope shows; 0 when there is none.
float heatMaximum(const std::vector<float>& values, const std::vector<TokenInfo>& tokens, TokenScope scope);

/// Whether a scope shows a colour on this token at all.
inline bool inScope(const TokenInfo& token, TokenScope scope) {
    return scope == TokenScope::AllTokens || token.sentenceEnd;
}

/// "Sentence ends, as trained" / "All tokens, off-distribution for this SAE": every picture says which it is.
QString scopeName(TokenScope scope);
QString scopeDescription(TokenScope scope);

/// The bytes of a token in its segment's text; empty for a range outside it.
std::string_view tokenText(std::string_view segmentText, const TokenInfo& token);

std::vector<TokenBytes> tokenBytes(const std::vector<TokenInfo>& tokens);

}  // namespace saferscope
