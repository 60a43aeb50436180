// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/feature_contexts.h"

#include "core/base/half.h"
#include "core/base/text_check.h"

#include <algorithm>

namespace saferscope {

namespace {

// The tokens [first, last) of a segment.
void appendTokens(ContextWindow& window, const FeatureIndex& index, const ContextRef& place, Segment segment,
                  FeatureId feature, TokenScope scope, std::int64_t first, std::int64_t last) {
    const std::string_view text = index.segmentText(place.pair, segment);
    auto reader = index.read(place.pair, segment);
    while (reader.next() && reader.index() < last) {
        if (reader.index() < first) {
            continue;
        }
        const TokenInfo& token = reader.token();
        float value = 0.0f;
        if (scope == TokenScope::AllTokens || token.sentenceEnd) {
            reader.forEachLatent([&](std::uint32_t latent, std::uint16_t half) {
                if (latent == feature.value()) {
                    value = halfToFloat(half);
                }
            });
        }
        window.tokens.push_back(toValidUtf8(text.substr(token.begin, token.end - token.begin)));
        window.values.push_back(value);
    }
}

}  // namespace

ContextWindow contextWindow(const FeatureIndex& index, FeatureId feature, TokenScope scope, const ContextRef& place,
                            std::uint32_t tokens) {
    ContextWindow window;
    const PairRecord pair = index.pair(place.pair);
    const auto own = static_cast<std::int64_t>(pair.tokens[static_cast<std::size_t>(place.segment)]);
    const std::int64_t wanted = std::max<std::int64_t>(tokens, 1);
    if (place.token >= own) {
        return window;
    }
    const std::int64_t end = std::min(own, place.token + 1 + (wanted - 1) / 4);
    const std::int64_t begin = end - wanted;
    if (begin < 0 && place.segment != Segment::Prompt) {
        const auto before = static_cast<std::int64_t>(pair.tokens[static_cast<std::size_t>(Segment::Prompt)]);
        appendTokens(window, index, place, Segment::Prompt, feature, scope, before + begin, before);
    }
    const auto fromPrompt = static_cast<std::int64_t>(window.tokens.size());
    const std::int64_t first = std::max<std::int64_t>(begin, 0);
    appendTokens(window, index, place, place.segment, feature, scope, first, end);
    window.at = static_cast<std::uint32_t>(fromPrompt + place.token - first);
    if (window.at >= window.tokens.size()) {
        return {};  // a damaged segment ended early
    }
    return window;
}

}  // namespace saferscope
