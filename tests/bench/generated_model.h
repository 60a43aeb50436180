// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"
#include "core/sae/sae.h"

namespace saferscope::bench {

/// The shape of Llama-3.2-1B (973 M weights beside the embeddings), with fewer layers or words where asked.
ModelConfig llamaShape(std::int64_t layers = 16, std::int64_t vocabulary = 128256);

/// A model with generated weights, in seconds where RewardModel::random() takes minutes: normal numbers drawn once and
/// laid out again and again. The numbers are bfloat16's, so that models of both dtypes are the same network. Ends the
/// program with a sentence when there is no room for its file (which is sparse).
RewardModel generatedModel(const ModelConfig& config, at::ScalarType dtype);

/// 2048 x 16384, k 64, random directions.
Sae generatedSae(std::int64_t inputSize, std::int64_t layer);

}  // namespace saferscope::bench
