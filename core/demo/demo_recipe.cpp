// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_recipe.h"

namespace saferscope {

DemoRecipe demoRecipe() {
    DemoRecipe recipe;
    recipe.freshModel = {{"hidden_size", 128},       {"intermediate_size", 384}, {"num_hidden_layers", 4},
                         {"num_attention_heads", 4}, {"num_key_value_heads", 2}, {"max_position_embeddings", 512}};
    recipe.vocabularySize = 1536;
    recipe.rewardConfig = {
        {"learning_rate", 2e-3}, {"weight_decay", 0.01},   {"warmup_fraction", 0.1},       {"epochs", 4.0},
        {"batch_pairs", 32},     {"center_rewards", 0.01}, {"language_model_weight", 5.0}, {"seed", 1}};
    recipe.saeConfig = {{"layer", 3},
                        {"latents", 1024},
                        {"k", 8},
                        {"batch_tokens", 2048},
                        {"stage1_tokens", 400000},
                        {"stage2_tokens", 400000},
                        {"stage1_learning_rate", 1e-3},
                        {"stage2_learning_rate", 5e-4},
                        {"seed", 1}};
    recipe.maxTokens = 512;
    recipe.indexPairs = 3000;
    return recipe;
}

}  // namespace saferscope
