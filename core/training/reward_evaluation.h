// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"
#include "core/training/training_pair.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace saferscope {

/// Sums over pairs of what the Bradley-Terry model says about them.
struct RewardSums {
    double loss = 0.0;          ///< -log sigma(margin) + center * (r_chosen + r_rejected)^2
    double margin = 0.0;        ///< r_chosen - r_rejected
    double reward = 0.0;        ///< (r_chosen + r_rejected) / 2
    std::uint64_t correct = 0;  ///< margin > 0; a tie is not correct
    std::uint64_t pairs = 0;

    void add(const RewardSums& other);
    double accuracy() const { return pairs == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(pairs); }
    double meanLoss() const { return pairs == 0 ? 0.0 : loss / static_cast<double>(pairs); }
    double meanMargin() const { return pairs == 0 ? 0.0 : margin / static_cast<double>(pairs); }
    double meanReward() const { return pairs == 0 ? 0.0 : reward / static_cast<double>(pairs); }
};

/// Sum of the loss over the pairs of a batch, for backward(); `rewards` [2B]: chosen, rejected of each pair.
/// Fills `sums` with the same numbers detached.
at::Tensor bradleyTerryLoss(const at::Tensor& rewards, double centerRewards, RewardSums& sums);

/// The model on every pair, without gradients. Nothing when a stop was requested.
std::optional<RewardSums> evaluateRewards(const RewardModel& model, const std::vector<TrainingPair>& pairs,
                                          std::int64_t microBatchTokens, double centerRewards, std::stop_token stop);
/// The same on some of them.
std::optional<RewardSums> evaluateRewards(const RewardModel& model, const std::vector<TrainingPair>& pairs,
                                          std::span<const std::uint32_t> which, std::int64_t microBatchTokens,
                                          double centerRewards, std::stop_token stop);

}  // namespace saferscope
