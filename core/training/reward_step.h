// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/adamw.h"
#include "core/training/rank_share.h"
#include "core/training/reward_trainer.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

struct RewardStepResult {
    ShareSums sums;  ///< over the whole batch, all ranks
    double gradientNorm = 0.0;
    /// What is not finite ("the loss is not a finite number"), empty when all is well. The weights may be spoilt.
    std::string fault;
};

/// One optimizer step of reward-model training: packs the pairs, runs the model forwards and backwards in
/// micro-batches, adds gradients up over the ranks, clips, and lets AdamW change the weights. Holds the optimizer.
/// Gradients are wanted while it lives, and by nobody after it. Single-threaded; `model`, `pairs`, `config` and `group`
/// have to live longer. Throws what libtorch throws (guardTorch).
class RewardStep {
public:
    RewardStep(RewardModel& model, const std::vector<TrainingPair>& pairs, const RewardTrainingConfig& config,
               ProcessGroup& group);
    RewardStep(RewardModel& model, const std::vector<TrainingPair>& pairs, RewardTrainingConfig&& config,
               ProcessGroup& group) = delete;  // it keeps the settings by reference
    ~RewardStep();
    RewardStep(const RewardStep&) = delete;
    RewardStep& operator=(const RewardStep&) = delete;

    /// `batch`: positions in `pairs`, of all ranks. When any rank was asked to stop (sums.stops) or something is not
    /// finite, no weight has been touched unless `fault` speaks of a weight.
    Result<RewardStepResult> run(const std::vector<std::uint32_t>& batch, double learningRate, std::stop_token stop);

    AdamW& optimizer() { return m_optimizer; }
    const AdamW& optimizer() const { return m_optimizer; }

private:
    Result<ShareSums> accumulate(const std::vector<std::uint32_t>& batch, const std::stop_token& stop);

    RewardModel& m_model;
    const std::vector<TrainingPair>& m_pairs;
    const RewardTrainingConfig& m_config;
    ProcessGroup& m_group;
    AdamW m_optimizer;
};

}  // namespace saferscope
