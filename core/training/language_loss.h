// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"
#include "core/training/training_pair.h"

#include <cstdint>
#include <vector>

namespace saferscope {

/// Cross entropy of the next token, summed over the batch's targets, as a scalar that carries gradients.
/// `hidden` [N, d] is residual stream L. Every row predicts the token after it, the shared prompt's last row the first
/// token of the chosen answer; the last rows of both answers predict nothing.
at::Tensor languageLoss(const RewardModel& model, const PackedBatch& batch, const at::Tensor& hidden);

/// How many targets the pairs of a step have: their tokens but two per pair (one for a single sequence).
std::int64_t languageTargets(const std::vector<TrainingPair>& pairs, const std::vector<std::uint32_t>& batch);

}  // namespace saferscope
