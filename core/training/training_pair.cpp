// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_pair.h"

#include "core/base/hash.h"
#include "core/training/batch_source.h"
#include "core/training/tokenising.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t slice = 512;  // pairs between two looks at the stop token

/// encoded[i] for pairs[i], on several threads; the first failure in the order of the pairs wins.
Status encodeSlice(const PairEncoder& encoder, std::span<const PreferencePair> pairs, std::span<TrainingPair> encoded) {
    const auto errors = forEachOnTokeniserThreads(pairs.size(), [&](std::size_t i) -> Status {
        const auto result = encoder.encode(pairs[i]);
        if (!result) {
            return failure(result);
        }
        encoded[i] = trainingPair(*result);
        return {};
    });
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (errors[i]) {
            return fail(errors[i]->code, "Pair \"" + pairs[i].id + "\": " + errors[i]->message, errors[i]->hint);
        }
    }
    return {};
}

}  // namespace

TrainingPair trainingPair(const EncodedPair& encoded) {
    const EncodedSide& chosen = encoded.chosen;
    const EncodedSide& rejected = encoded.rejected;
    // Each answer keeps one row of its own at least, even where both conversations are the same: a reward is read
    // there.
    const std::size_t shortest = std::min(chosen.ids.size(), rejected.ids.size());
    const std::size_t shared = std::min<std::size_t>(encoded.sharedPrefix, shortest == 0 ? 0 : shortest - 1);
    const auto at = [](const auto& values, std::size_t i) { return values.begin() + static_cast<std::ptrdiff_t>(i); };
    TrainingPair pair;
    pair.tokens.prompt.assign(chosen.ids.begin(), at(chosen.ids, shared));
    pair.tokens.chosen.assign(at(chosen.ids, shared), chosen.ids.end());
    pair.tokens.rejected.assign(at(rejected.ids, shared), rejected.ids.end());
    pair.sentenceEnd.reserve(static_cast<std::size_t>(pair.tokens.total()));
    for (std::size_t i = 0; i < shared; ++i) {
        pair.sentenceEnd.push_back(chosen.sentenceEnd[i] | rejected.sentenceEnd[i]);
    }
    pair.sentenceEnd.insert(pair.sentenceEnd.end(), at(chosen.sentenceEnd, shared), chosen.sentenceEnd.end());
    pair.sentenceEnd.insert(pair.sentenceEnd.end(), at(rejected.sentenceEnd, shared), rejected.sentenceEnd.end());
    return pair;
}

Result<TrainingData> encodeTrainingData(const PairEncoder& encoder, const std::vector<PreferencePair>& pairs,
                                        double heldOutFraction, const ProgressCallback& progress,
                                        std::stop_token stop) {
    TrainingData data;
    Sha256 hash;
    ProgressMeter meter("Tokenising pairs", pairs.size(), progress);
    for (std::size_t begin = 0; begin < pairs.size(); begin += slice) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Stopped while tokenising.");
        }
        const std::size_t count = std::min(slice, pairs.size() - begin);
        const std::span<const PreferencePair> part(pairs.data() + begin, count);
        std::vector<TrainingPair> encoded(count);
        if (auto status = encodeSlice(encoder, part, encoded); !status) {
            return failure(status);
        }
        for (std::size_t i = 0; i < count; ++i) {
            hash.update(part[i].id);
            addTokens(hash, encoded[i].tokens.prompt);
            addTokens(hash, encoded[i].tokens.chosen);
            addTokens(hash, encoded[i].tokens.rejected);
            auto& target = isHeldOut(part[i].id, heldOutFraction) ? data.heldOut : data.training;
            target.push_back(std::move(encoded[i]));
        }
        meter.advance(count);
    }
    meter.finish();
    if (data.training.empty()) {
        return fail(
            ErrorCode::InvalidInput,
            pairs.empty() ? "There are no pairs to train on." : "Every pair is held out: none is left to train on.",
            "Give more pairs, or hold out a smaller part of them.");
    }
    data.fingerprint = hash.hex();
    return data;
}

PackedBatch packTrainingPairs(const std::vector<TrainingPair>& pairs, std::span<const std::uint32_t> which,
                              c10::Device device) {
    std::vector<PairTokens> tokens;
    tokens.reserve(which.size());
    for (const std::uint32_t index : which) {
        tokens.push_back(pairs[index].tokens);
    }
    return packPairs(tokens, device);
}

std::vector<std::vector<std::uint32_t>> microBatches(const std::vector<TrainingPair>& pairs,
                                                     std::span<const std::uint32_t> which, std::int64_t maxTokens) {
    std::vector<std::int64_t> totals;
    totals.reserve(which.size());
    for (const std::uint32_t index : which) {
        totals.push_back(pairs[index].tokens.total());
    }
    auto groups = groupByLength(totals, maxTokens);
    for (auto& group : groups) {
        for (std::uint32_t& member : group) {
            member = which[member];
        }
    }
    return groups;
}

}  // namespace saferscope
