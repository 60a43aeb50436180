// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/pair_batches.h"

#include <algorithm>

namespace saferscope {

namespace {

/// Tokens [first, last) of a side as a segment of its own. Its text is what its tokens cover: a conversation that lost
/// tokens on the left does not drag the lost text along.
IndexedSegment segmentOf(const PairEncoder& encoder, const EncodedSide& side, std::size_t first, std::size_t last) {
    IndexedSegment segment;
    segment.latents.resize(last - first);
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t begin = std::min<std::size_t>(side.ranges[i].begin, side.text.size());
        const std::size_t end = std::clamp<std::size_t>(side.ranges[i].end, begin, side.text.size());
        TokenInfo token;
        token.id = side.ids[i];
        token.begin = static_cast<std::uint32_t>(segment.text.size());
        segment.text.append(side.text, begin, end - begin);
        token.end = static_cast<std::uint32_t>(segment.text.size());
        token.sentenceEnd = side.sentenceEnd[i] != 0;
        token.response = i >= side.responseBegin && !encoder.tokenizer().isSpecial(token.id);
        segment.tokens.push_back(token);
    }
    return segment;
}

Status checkSide(const PreferencePair& pair, const EncodedSide& side, std::int64_t vocabularySize) {
    const std::size_t tokens = side.ids.size();
    if (tokens == 0 || side.ranges.size() != tokens || side.sentenceEnd.size() != tokens) {
        return fail(ErrorCode::InvalidInput, "Pair \"" + pair.id + "\" has an answer that renders to no tokens.",
                    "Check the model's chat template, or leave the pair out.");
    }
    const auto [lowest, highest] = std::minmax_element(side.ids.begin(), side.ids.end());
    if (*lowest < 0 || *highest >= vocabularySize) {
        return fail(ErrorCode::InvalidInput,
                    "The tokenizer gives token id " + std::to_string(*lowest < 0 ? *lowest : *highest) + " in pair \"" +
                        pair.id + "\", but the model has " + std::to_string(vocabularySize) + " token embeddings.",
                    "The tokenizer belongs to another model; put the right tokenizer.json beside the weights.");
    }
    return {};
}

}  // namespace

Result<PreparedPair> preparePair(const PairEncoder& encoder, const PreferencePair& pair, std::int64_t vocabularySize) {
    const auto encoded = encoder.encode(pair);
    if (!encoded) {
        return failure(encoded);
    }
    for (const Side which : {Side::Chosen, Side::Rejected}) {
        if (auto checked = checkSide(pair, encoded->side(which), vocabularySize); !checked) {
            return failure(checked);
        }
    }
    const EncodedSide& chosen = encoded->chosen;
    const EncodedSide& rejected = encoded->rejected;
    const std::size_t shared =
        std::min({std::size_t{encoded->sharedPrefix}, chosen.ids.size() - 1, rejected.ids.size() - 1});
    const auto split = static_cast<std::ptrdiff_t>(shared);
    PreparedPair prepared;
    prepared.tokens.prompt.assign(chosen.ids.begin(), chosen.ids.begin() + split);
    prepared.tokens.chosen.assign(chosen.ids.begin() + split, chosen.ids.end());
    prepared.tokens.rejected.assign(rejected.ids.begin() + split, rejected.ids.end());
    prepared.record.id = pair.id;
    prepared.record.subset = pair.subset;
    prepared.record.segments = {segmentOf(encoder, chosen, 0, shared),
                                segmentOf(encoder, chosen, shared, chosen.ids.size()),
                                segmentOf(encoder, rejected, shared, rejected.ids.size())};
    return prepared;
}

Result<std::vector<PreparedPair>> prepareChunk(const PairEncoder& encoder, std::span<const PreferencePair> pairs,
                                               std::size_t first, std::size_t end, std::int64_t tokenBudget,
                                               std::int64_t vocabularySize) {
    std::vector<PreparedPair> chunk;
    std::int64_t tokens = 0;
    for (std::size_t i = first; i < end && tokens < tokenBudget; ++i) {
        auto prepared = preparePair(encoder, pairs[i], vocabularySize);
        if (!prepared) {
            return failure(prepared);
        }
        tokens += prepared->tokens.total();
        chunk.push_back(std::move(*prepared));
    }
    return chunk;
}

std::vector<std::vector<std::uint32_t>> batchesOf(const std::vector<PreparedPair>& chunk, std::int64_t batchTokens) {
    std::vector<std::int64_t> totals;
    totals.reserve(chunk.size());
    for (const PreparedPair& pair : chunk) {
        totals.push_back(pair.tokens.total());
    }
    return groupByLength(totals, batchTokens);
}

PackedBatch packChunk(const std::vector<PreparedPair>& chunk, const std::vector<std::uint32_t>& members,
                      c10::Device device) {
    std::vector<PairTokens> tokens;
    tokens.reserve(members.size());
    for (const std::uint32_t member : members) {
        tokens.push_back(chunk[member].tokens);
    }
    return packPairs(tokens, device);
}

}  // namespace saferscope
