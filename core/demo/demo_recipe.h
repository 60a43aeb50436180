// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/demo/demo_generator.h"

#include <cstddef>
#include <cstdint>

namespace saferscope {

/// Everything the demo workspace is made of, sized so that two cores need less than three minutes for it,
/// and less than 20 s for one training from the base with its evaluation.
struct DemoRecipe {
    DemoOptions data;
    Json freshModel;  ///< TrainRewardModelParams::freshModel
    std::int64_t vocabularySize = 0;
    Json baseConfig;    ///< RewardTrainingConfig of the base model, which only reads
    Json rewardConfig;  ///< the same of the reward model that is looked into, from the base
    Json sweepConfig;   ///< the same of the reward models of a sweep, from the base
    Json saeConfig;     ///< SaeTrainingConfig
    std::uint32_t maxTokens = 0;
    std::size_t indexPairs = 0;  ///< the first so many training pairs are indexed
};
DemoRecipe demoRecipe();

}  // namespace saferscope
