// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/adamw.h"
#include "core/training/process_group.h"
#include "core/training/reward_evaluation.h"
#include "core/training/training_pair.h"

#include <cstdint>
#include <span>
#include <vector>

namespace saferscope {

/// The pairs of a step that fall to one rank: every pair to exactly one, tokens as even as a greedy split makes them
/// (longest first, each to the rank with the fewest tokens so far), in the order they came in. The same on every rank.
/// May be empty, when there are fewer pairs than ranks. With one rank: all of them.
std::vector<std::uint32_t> shareOfRank(const std::vector<TrainingPair>& pairs, std::span<const std::uint32_t> which,
                                       int rank, int ranks);

/// What a rank found in its share of a step or of an evaluation.
struct ShareSums {
    RewardSums rewards;
    double language = 0.0;  ///< summed as it is: its normaliser is the whole step's
    std::int64_t tokens = 0;
    bool stops = false;  ///< this rank was asked to stop, or saw a number that is not finite, and left its share early
};

/// Adds them up over all ranks; `stops` is set when one of them stops. A number that is not finite stays so.
Status sumShares(ProcessGroup& group, ShareSums& sums);

/// Adds the gradients up over all ranks. A parameter that only some ranks have reached counts as zero on the others;
/// one that none has reached stays without a gradient, so that it is left alone as in a single process.
Status sumGradients(ProcessGroup& group, AdamW& optimizer);

}  // namespace saferscope
