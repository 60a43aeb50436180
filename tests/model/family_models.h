// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/model/tiny_model.h"

#include <string>
#include <vector>

/// A tiny configuration of each family with everything it can have switched on, and windows shorter than most texts of
/// mixedPairs().
namespace saferscope::testing {

struct NamedConfig {
    std::string name;
    ModelConfig config;
};

inline void slideWhere(ModelConfig& config, std::int64_t window, bool (*slides)(std::int64_t layer)) {
    config.slidingWindow = window;
    config.slides.clear();
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        config.slides.push_back(slides(layer));
    }
}

inline std::vector<NamedConfig> familyConfigs() {
    const ModelConfig llama = tinyConfig();
    ModelConfig plain = llama;
    plain.ropeScaling.reset();

    ModelConfig biased = llama;
    biased.queryKeyValueBias = biased.outputBias = biased.mlpBias = true;
    ModelConfig linear = plain;
    linear.ropeLinearFactor = 4.0;

    ModelConfig mistral = plain;
    mistral.family = "mistral";
    ModelConfig sliding = mistral;
    slideWhere(sliding, 6, [](std::int64_t) { return true; });

    ModelConfig qwen2 = plain;
    qwen2.family = "qwen2";
    qwen2.queryKeyValueBias = true;
    ModelConfig qwen2Sliding = qwen2;
    slideWhere(qwen2Sliding, 5, [](std::int64_t layer) { return layer >= 1; });

    ModelConfig qwen3 = plain;
    qwen3.family = "qwen3";
    qwen3.queryKeyNorm = true;
    ModelConfig qwen3Biased = qwen3;
    qwen3Biased.queryKeyValueBias = qwen3Biased.outputBias = true;

    ModelConfig gemma = plain;
    gemma.family = "gemma2";
    gemma.activation = Activation::GeluTanh;
    gemma.queryScalar = 12.0;
    gemma.scoreSoftcap = 3.0;  // low, so that it bends most scores
    gemma.logitSoftcap = 30.0;
    gemma.onePlusNorms = gemma.sandwichNorms = gemma.scaledEmbeddings = gemma.tiedEmbeddings = true;
    slideWhere(gemma, 7, [](std::int64_t layer) { return layer % 2 == 0; });

    return {{"llama", llama},
            {"llama with biases", biased},
            {"llama with linear scaling", linear},
            {"mistral", mistral},
            {"mistral, sliding", sliding},
            {"qwen2", qwen2},
            {"qwen2, sliding from block 1", qwen2Sliding},
            {"qwen3", qwen3},
            {"qwen3 with biases", qwen3Biased},
            {"gemma2", gemma}};
}

}  // namespace saferscope::testing
