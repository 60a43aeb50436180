// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/reward_evaluation.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <numeric>

namespace saferscope {

void RewardSums::add(const RewardSums& other) {
    loss += other.loss;
    margin += other.margin;
    reward += other.reward;
    correct += other.correct;
    pairs += other.pairs;
}

at::Tensor bradleyTerryLoss(const at::Tensor& rewards, double centerRewards, RewardSums& sums) {
    const at::Tensor pairs = rewards.to(at::kFloat).view({-1, 2});
    const at::Tensor margin = pairs.select(1, 0) - pairs.select(1, 1);
    const at::Tensor total = pairs.sum(1);
    at::Tensor loss = -at::log_sigmoid(margin).sum();
    if (centerRewards > 0.0) {
        loss = loss + centerRewards * total.square().sum();
    }
    // One trip to the device for all of them.
    const at::Tensor numbers =
        at::stack({loss.detach().to(at::kDouble), margin.detach().to(at::kDouble).sum(),
                   total.detach().to(at::kDouble).sum(), (margin.detach() > 0).sum().to(at::kDouble)})
            .to(at::kCPU);
    const double* values = numbers.data_ptr<double>();
    sums.loss = values[0];
    sums.margin = values[1];
    sums.reward = values[2] / 2.0;
    sums.correct = static_cast<std::uint64_t>(values[3]);
    sums.pairs = static_cast<std::uint64_t>(pairs.size(0));
    return loss;
}

std::optional<RewardSums> evaluateRewards(const RewardModel& model, const std::vector<TrainingPair>& pairs,
                                          std::int64_t microBatchTokens, double centerRewards, std::stop_token stop) {
    std::vector<std::uint32_t> all(pairs.size());
    std::iota(all.begin(), all.end(), 0U);
    return evaluateRewards(model, pairs, all, microBatchTokens, centerRewards, std::move(stop));
}

std::optional<RewardSums> evaluateRewards(const RewardModel& model, const std::vector<TrainingPair>& pairs,
                                          std::span<const std::uint32_t> which, std::int64_t microBatchTokens,
                                          double centerRewards, std::stop_token stop) {
    const at::NoGradGuard noGradients;
    RewardSums total;
    for (const auto& group : microBatches(pairs, which, microBatchTokens)) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        RewardSums sums;
        bradleyTerryLoss(model.forward(packTrainingPairs(pairs, group, model.device())).rewards, centerRewards, sums);
        total.add(sums);
    }
    return total;
}

}  // namespace saferscope
