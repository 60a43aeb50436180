// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/preference_pair.h"
#include "core/model/packed_batch.h"
#include "core/text/pair_encoder.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

/// A pair as the trainers keep it: token ids, and per row of the packed layout (shared prompt, chosen, rejected)
/// whether it ends a sentence. A shared row counts when it ends one in either conversation. A window of general text
/// (text_windows.h) is a prompt alone, and its sentenceEnd is empty: it is read for every token only.
struct TrainingPair {
    PairTokens tokens;
    std::vector<std::uint8_t> sentenceEnd;
};

/// The pairs of a data set, split.
struct TrainingData {
    std::vector<TrainingPair> training;
    std::vector<TrainingPair> heldOut;
    std::string fingerprint;  ///< of ids and tokens in order; a resumed run must see the same
};

TrainingPair trainingPair(const EncodedPair& encoded);

/// Tokenises every pair once, on as many threads as libtorch uses; blocks. A pair that cannot be rendered is named; a
/// stop request ends with Interrupted.
Result<TrainingData> encodeTrainingData(const PairEncoder& encoder, const std::vector<PreferencePair>& pairs,
                                        double heldOutFraction, const ProgressCallback& progress, std::stop_token stop);

/// The pairs at these positions, packed.
PackedBatch packTrainingPairs(const std::vector<TrainingPair>& pairs, std::span<const std::uint32_t> which,
                              c10::Device device);

/// groupByLength over a selection: micro-batches of at most `maxTokens` rows, as positions into `pairs`.
std::vector<std::vector<std::uint32_t>> microBatches(const std::vector<TrainingPair>& pairs,
                                                     std::span<const std::uint32_t> which, std::int64_t maxTokens);

}  // namespace saferscope
