// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/workspace/pair_signals.h"

#include <span>

namespace saferscope {

/// Where an index holds a pair of a data set, or why it does not.
struct FoundPair {
    std::optional<HeldPair> held;
    std::string because;
};

/// One entry per pair. By id ("DATASET/ID" in an index of several data sets); where the index was made from another
/// data set, only if the answers stand there too (answersStand). Linear in the texts' bytes. Interrupted when stopped.
Result<std::vector<FoundPair>> findHeldPairs(const FeatureIndex& index, const Dataset& dataset,
                                             std::span<const PreferencePair> pairs,
                                             const ProgressCallback& progress = {}, const std::stop_token& stop = {});

enum class Standing {
    Straight,
    Turned,  ///< chosen stands as rejected and the other way round
    Not,
};
/// How the pair's answers stand under a place of the index. An answer stands in a segment where the segment's own text
/// begins with it, or, in a conversation that was cut on the left, with what is left of it (at least its last 200
/// bytes), and where the same text follows it in both segments: the end of the chat template. White space round an
/// answer does not count: many templates trim it. Where both ways fit, which takes equal answers (or equal remains of
/// them), it stands straight. The prompt is not looked at.
Standing answersStand(const FeatureIndex& index, PairIndex place, const PreferencePair& pair);

}  // namespace saferscope
