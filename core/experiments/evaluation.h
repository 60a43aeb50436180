// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/base/json.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// Rewards of one pair, as evaluation needs them.
struct ScoredPair {
    std::string id;
    std::string subset;
    double chosen = 0.0;
    double rejected = 0.0;
};

/// Wilson score interval of a share, 95 % (Wilson 1927). (0, 1) for n = 0.
Interval wilsonInterval(double successes, std::uint64_t n);

struct AccuracyRow {
    std::string subset;
    std::uint64_t pairs = 0;
    std::uint64_t correct = 0;
    std::uint64_t ties = 0;  ///< equal rewards; a tie loses (RewardBench 1)
    double accuracy = 0.0;
    Interval ci;
    double meanMargin = 0.0;
    double longerWins =
        0.0;  ///< the baseline "the longer answer is better" on the same pairs; NaN when lengths are unknown
};

struct EvaluationResult {
    std::vector<AccuracyRow> subsets;  ///< by name
    AccuracyRow overall;               ///< subset "all"
};

/// `answerBytes` may be empty or hold {chosen, rejected} lengths per pair for the longer-wins baseline (ties count
/// half).
EvaluationResult evaluatePairs(std::span<const ScoredPair> pairs,
                               std::span<const std::pair<std::uint64_t, std::uint64_t>> answerBytes = {});
Json toJson(const EvaluationResult& result);

}  // namespace saferscope
