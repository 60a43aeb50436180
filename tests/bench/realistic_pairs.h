// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"
#include "core/model/packed_batch.h"
#include "core/text/pair_encoder.h"

#include <vector>

/// Pairs with lengths like those of preference data: prompts of 40 to 80 tokens, answers log-normal with median 150 and
/// sigma 0.6, from 8 to 800 tokens. The same for the same seed.
namespace saferscope::bench {

/// Token ids drawn below `vocabulary`.
std::vector<PairTokens> realisticTokens(std::size_t count, std::int64_t vocabulary, std::uint64_t seed = 3);

/// Texts of those lengths for byteEncoder(): invented words with commas and full stops, subsets "one" to "four".
std::vector<PreferencePair> realisticPairs(std::size_t count, std::uint64_t seed = 3);

/// As many pairs whose conversations (prompt + answer) have one of two lengths, to within 3 %: the means of the shorter
/// and the longer half of such conversations, equally often, with answers of both kinds in a pair. Among the thousands
/// of a data set every batch of a sorted pass finds its like; among a dozen random pairs none does.
std::vector<PreferencePair> pairsOfTwoLengths(std::size_t count, std::uint64_t seed = 3);

/// Every byte is a token; the template writes the messages, each with a line end, and nothing else.
PairEncoder byteEncoder();

}  // namespace saferscope::bench
