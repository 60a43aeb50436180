// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/steering_profile.h"

namespace saferscope {

class RewardModel;

/// Whether a profile can be written into a model's weights so that every reward is the steered one: only where it adds
/// the same vector at every token. Else an error that says why in one sentence. Needs no torch.
Status foldability(const SteeringProfile& profile);

/// The vector [d] that a foldable profile adds: sum of coefficient * values. Empty where it adds nothing.
std::vector<float> foldedVector(const SteeringProfile& profile);

/// Does it to a model in memory (library causal_model): low-rank factors are merged first, then the vector goes into
/// the embeddings (layer 0) or the bias of the down projection below the layer. Refused as by foldability(), and where
/// the width or the layer does not fit. Rounded to the model's dtype.
Status foldSteering(RewardModel& model, const SteeringProfile& profile);

}  // namespace saferscope
