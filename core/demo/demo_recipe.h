// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/demo/demo_generator.h"

#include <cstddef>
#include <cstdint>

namespace saferscope {

/// Everything the demo workspace is made of, sized so that two cores need less than three minutes.
struct DemoRecipe {
    DemoOptions data;
    Json freshModel;  ///< TrainRewardModelParams::freshModel
    std::int64_t vocabularySize = 0;
    Json rewardConfig;  ///< RewardTrainingConfig
    Json saeConfig;     ///< SaeTrainingConfig
    std::uint32_t maxTokens = 0;
    std::size_t indexPairs = 0;  ///< the first so many training pairs are indexed
};
DemoRecipe demoRecipe();

}  // namespace saferscope
