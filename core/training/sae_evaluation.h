// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/model/reward_model.h"
#include "core/sae/sae.h"
#include "core/training/training_pair.h"

#include <optional>
#include <span>
#include <stop_token>

namespace saferscope {

struct SaeEvaluation {
    SaeQuality sentenceEnds;
    SaeQuality allTokens;
};

/// How well the SAE rebuilds the raw residual stream of these pairs at its layer. Nothing when a stop was requested.
std::optional<SaeEvaluation> evaluateSae(const Sae& sae, const RewardModel& model,
                                         const std::vector<TrainingPair>& pairs, std::span<const std::uint32_t> which,
                                         std::stop_token stop, const ProgressCallback& progress = {});

/// Geometric median of the rows of x [N, d] (Weiszfeld's iteration in double): where b_pre starts.
at::Tensor geometricMedian(const at::Tensor& x);

}  // namespace saferscope
