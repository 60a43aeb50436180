// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"
#include "core/model/packed_batch.h"
#include "core/text/pair_encoder.h"

#include <span>
#include <vector>

namespace saferscope {

/// A pair on its way into the index: what the model reads, and the record that its latents are filled into. Rows of the
/// model and tokens of the record's segments (prompt, chosen, rejected) are in the same order.
struct PreparedPair {
    PairTokens tokens;
    IndexedPair record;
};

/// Renders and tokenises a pair and splits it into the three segments. Each answer keeps at least one token, so that
/// both have a last token to read a reward at. Ids the model has no embedding for are refused.
Result<PreparedPair> preparePair(const PairEncoder& encoder, const PreferencePair& pair, std::int64_t vocabularySize);

/// Consecutive pairs prepared together: from `first` on until `tokenBudget` rows are reached or `end`.
Result<std::vector<PreparedPair>> prepareChunk(const PairEncoder& encoder, std::span<const PreferencePair> pairs,
                                               std::size_t first, std::size_t end, std::int64_t tokenBudget,
                                               std::int64_t vocabularySize);

/// Groups of pairs of alike length, at most `batchTokens` rows each.
std::vector<std::vector<std::uint32_t>> batchesOf(const std::vector<PreparedPair>& chunk, std::int64_t batchTokens);

/// The packed batch of some of the chunk's pairs.
PackedBatch packChunk(const std::vector<PreparedPair>& chunk, const std::vector<std::uint32_t>& members,
                      c10::Device device);

}  // namespace saferscope
