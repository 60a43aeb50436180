// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/reward_step.h"

#include "core/tensor/finite_check.h"
#include "core/training/language_loss.h"

#include <ATen/ATen.h>
#include <cmath>

namespace saferscope {

namespace {

bool finite(const RewardSums& sums) {
    return std::isfinite(sums.loss) && std::isfinite(sums.margin) && std::isfinite(sums.reward);
}

// "the loss is not a finite number (score.weight)"
void nameWeight(std::string& fault, const std::string& name) {
    if (!name.empty()) {
        fault += " (" + name + ")";
    }
}

}  // namespace

RewardStep::RewardStep(RewardModel& model, const std::vector<TrainingPair>& pairs, const RewardTrainingConfig& config,
                       ProcessGroup& group)
    : m_model(model),
      m_pairs(pairs),
      m_config(config),
      m_group(group),
      m_optimizer(model.trainableParameters(), {config.beta1, config.beta2, config.epsilon, config.weightDecay}) {
    m_model.requireGradients(true);
}

RewardStep::~RewardStep() { m_model.requireGradients(false); }

Result<RewardStepResult> RewardStep::run(const std::vector<std::uint32_t>& batch, double learningRate,
                                         std::stop_token stop) {
    RewardStepResult result;
    auto sums = accumulate(batch, stop);
    if (!sums) {
        return failure(sums);
    }
    result.sums = *sums;
    if (!finite(sums->rewards) || !std::isfinite(sums->language)) {
        result.fault = "the loss is not a finite number";
        nameWeight(result.fault, firstNotFinite(m_model.parameters()));
        return result;
    }
    if (sums->stops) {
        return result;  // the gradients so far are dropped: the step is repeated after resuming
    }
    if (auto summed = sumGradients(m_group, m_optimizer); !summed) {
        return failure(summed);
    }
    double norm = m_optimizer.gradientNorm();
    // Its last bits depend on the number of threads, and every rank has to take the very same step.
    if (auto sent = m_group.broadcastNumber(norm); !sent) {
        return failure(sent);
    }
    result.gradientNorm = norm;
    if (!std::isfinite(norm)) {
        result.fault = "a gradient is not a finite number";
        nameWeight(result.fault, m_optimizer.notFiniteGradient());
        return result;
    }
    const bool clips = m_config.maxGradientNorm > 0.0 && norm > m_config.maxGradientNorm;
    if (!m_optimizer.step(learningRate, clips ? m_config.maxGradientNorm / norm : 1.0)) {
        const std::string name = m_optimizer.notFiniteState();
        result.fault = name.starts_with("adam.") ? "a moment of the optimizer is no longer a finite number"
                                                 : "a weight is no longer a finite number";
        nameWeight(result.fault, name);
    }
    return result;
}

// Gradients of this rank's share of the step; the sums are those of all ranks.
Result<ShareSums> RewardStep::accumulate(const std::vector<std::uint32_t>& batch, const std::stop_token& stop) {
    // The loss is the mean over the pairs of the whole step, whichever rank they fall to.
    const double weight = 1.0 / static_cast<double>(batch.size());
    const double targetWeight = 1.0 / static_cast<double>(languageTargets(m_pairs, batch));
    const auto share = shareOfRank(m_pairs, batch, m_group.rank(), m_group.size());
    ShareSums sums;
    m_optimizer.zeroGradients();
    for (const auto& group : microBatches(m_pairs, share, m_config.microBatchTokens)) {
        if (stop.stop_requested()) {
            sums.stops = true;
            break;
        }
        const PackedBatch packed = packTrainingPairs(m_pairs, group, m_model.device());
        RewardSums part;
        const bool reads = m_config.languageModelWeight > 0.0;
        at::Tensor loss;
        {
            const ForwardResult forward =
                m_model.forward(packed, {reads ? m_model.config().layers : -1, false, m_config.gradientCheckpointing});
            loss = bradleyTerryLoss(forward.rewards, m_config.centerRewards, part) * (weight * m_config.rewardWeight);
            if (reads) {
                const at::Tensor reading = languageLoss(m_model, packed, forward.hidden) * targetWeight;
                sums.language += reading.item<double>();
                loss = loss + reading * m_config.languageModelWeight;
            }
        }
        sums.rewards.add(part);
        if (!finite(part) || !std::isfinite(sums.language)) {
            break;  // it makes the sums over all ranks not finite, so that all of them see it
        }
        loss.backward();
        m_optimizer.collectGradients();
        sums.tokens += packed.pairBegin.back();
    }
    if (auto summed = sumShares(m_group, sums); !summed) {
        return failure(summed);
    }
    return sums;
}

}  // namespace saferscope
