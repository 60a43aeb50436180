// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/memory_estimate.h"
#include "core/training/reward_trainer.h"
#include "core/training/training_pair.h"

#include <c10/core/Device.h>

namespace saferscope {

/// The question a run asks. `longestPair` in tokens; 0 where the data are not known yet.
TrainingMemoryRequest memoryRequest(const ModelConfig& model, const RewardTrainingConfig& config, c10::Device device,
                                    std::int64_t longestPair);

/// Tokens of the longest pair, held out ones among them.
std::int64_t longestPair(const TrainingData& data);

/// Before the weights are read: refuses (ErrorCode::OutOfMemory) a run whose weights, gradients and optimizer do not
/// fit on the device alone, with the numbers and what to change. Where the free memory is not known nothing is refused.
Status checkMemoryBeforeLoading(const ModelConfig& model, const RewardTrainingConfig& config, c10::Device device);

/// With the model loaded and the data known: the same, says what the run will need as a message, and warns where the
/// activations make it tight.
Status checkTrainingMemory(const RewardModel& model, const TrainingData& data, const RewardTrainingConfig& config,
                           TrainingObserver& observer);

}  // namespace saferscope
