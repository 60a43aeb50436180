// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/captured_batch.h"
#include "core/causal/intervention.h"
#include "core/model/reward_model.h"

#include <span>

namespace saferscope {

/// A reward model with an SAE at one of its layers, as interventions use them. Holds references: both must outlive it.
/// All methods are const, block, run under no-grad and may throw what libtorch throws (out of memory). One thread at a
/// time per CapturedBatch; the model itself is shared. Interventions have to pass checkIntervention().
class CausalModel {
public:
    /// Refuses an SAE of another width or a layer that the model has not.
    static Result<CausalModel> create(const RewardModel& model, const Sae& sae);

    const RewardModel& model() const { return *m_model; }
    const Sae& sae() const { return *m_sae; }
    std::int64_t layer() const { return m_sae->config().layer; }

    /// One forward pass over pairs[members], as in building an index. Every pair has both answers.
    CapturedBatch capture(const std::vector<PreparedPair>& pairs, const std::vector<std::uint32_t>& members) const;

    /// The residual stream under the intervention: the very tensor `batch.hidden` where nothing changes; rows that do
    /// not change keep their bits. Row numbers that changed are appended to `changedRows` where given, rising.
    at::Tensor changedStream(const CapturedBatch& batch, const Intervention& intervention,
                             std::vector<std::int64_t>* changedRows = nullptr) const;

    /// Rewards under the intervention, in the batch's order. Only answers that a changed row reaches are run through
    /// the layers above (a change in the prompt reaches both), the others keep batch.rewards. `ran` is set to the
    /// number of pairs with such an answer and `which` to their positions in the batch, rising, where given. Which
    /// answers share a batch moves rewards by rounding alone.
    std::vector<RewardPair> rewards(const CapturedBatch& batch, const Intervention& intervention,
                                    std::size_t* ran = nullptr, std::vector<std::uint32_t>* which = nullptr) const;
    /// Rewards [R] float32 (float64) of all pairs when the layer's stream is `hidden`: for attribution and tests.
    at::Tensor rewardsOf(const CapturedBatch& batch, const at::Tensor& hidden) const;

    /// Per row, the reward if the text stopped at that token: [N] float32, on the CPU. The last row of each answer has
    /// the reward itself.
    std::vector<float> runningRewards(const CapturedBatch& batch, const at::Tensor& hidden) const;

private:
    CausalModel(const RewardModel& model, const Sae& sae) : m_model(&model), m_sae(&sae) {}
    const RewardModel* m_model;
    const Sae* m_sae;
};

}  // namespace saferscope
