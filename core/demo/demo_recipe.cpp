// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_recipe.h"

namespace saferscope {

DemoRecipe demoRecipe() {
    DemoRecipe recipe;
    recipe.freshModel = {{"hidden_size", 128},       {"intermediate_size", 384}, {"num_hidden_layers", 4},
                         {"num_attention_heads", 4}, {"num_key_value_heads", 2}, {"max_position_embeddings", 512}};
    recipe.vocabularySize = 1536;
    const Json common = {{"weight_decay", 0.01}, {"warmup_fraction", 0.1}, {"batch_pairs", 32}, {"seed", 1}};
    recipe.baseConfig = common;
    recipe.baseConfig.update(
        {{"learning_rate", 2e-3}, {"epochs", 2.0}, {"reward_weight", 0.0}, {"language_model_weight", 1.0}});
    // It goes on reading: of a model this small the rewards alone would leave one dense direction, and the SAE nothing
    // to find.
    recipe.rewardConfig = common;
    recipe.rewardConfig.update(
        {{"learning_rate", 2e-3}, {"epochs", 3.0}, {"center_rewards", 0.01}, {"language_model_weight", 5.0}});
    // A sweep trains dozens of models and only counts their verdicts: one pass over the rewards.
    recipe.sweepConfig = common;
    recipe.sweepConfig.update({{"learning_rate", 1e-3}, {"epochs", 1.0}, {"center_rewards", 0.01}});
    recipe.saeConfig = {{"layer", 3},
                        {"latents", 1024},
                        {"k", 8},
                        {"batch_tokens", 2048},
                        {"stage1_tokens", 400000},
                        {"stage2_tokens", 1000000},
                        {"dead_after_tokens", 20000},
                        {"stage1_learning_rate", 1e-3},
                        {"stage2_learning_rate", 5e-4},
                        {"seed", 1}};
    recipe.maxTokens = 512;
    recipe.indexPairs = 3000;
    return recipe;
}

}  // namespace saferscope
