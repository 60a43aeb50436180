// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/model/reward_model.h"

#include <ATen/ATen.h>
#include <vector>

/// A model small enough for loops, with everything a real one has: grouped-query attention, llama3 RoPE scaling that
/// touches all three ranges of wavelengths, a head size that is not d / heads, norms that are not one.
namespace saferscope::testing {

inline ModelConfig tinyConfig() {
    ModelConfig config;
    config.hiddenSize = 24;
    config.intermediateSize = 40;
    config.layers = 3;
    config.heads = 6;
    config.kvHeads = 2;
    config.headDim = 8;
    config.vocabularySize = 97;
    config.maxPositions = 256;
    config.ropeTheta = 500.0;
    config.ropeScaling = Llama3RopeScaling{8.0, 1.0, 4.0, 64};
    config.padTokenId = 96;
    return config;
}

/// Random weights large enough that every part of the network matters for the reward.
inline RewardModel tinyModel(const ModelConfig& config = tinyConfig(), at::ScalarType dtype = at::kFloat,
                             std::uint64_t seed = 7) {
    RewardModel model = RewardModel::random(config, seed, {c10::kCPU, dtype});
    Random random(seed + 1);
    for (auto& [name, tensor] : model.parameters()) {
        if (tensor.dim() == 1) {
            at::Tensor host = at::empty(tensor.sizes(), at::kDouble);
            for (std::int64_t i = 0; i < host.numel(); ++i) {
                host.data_ptr<double>()[i] = 0.5 + random.uniform();
            }
            tensor.copy_(host);
        } else {
            tensor.mul_(10.0);
        }
    }
    return model;
}

inline std::vector<std::int32_t> randomTokens(Random& random, std::uint64_t count, std::int64_t vocabulary = 97) {
    std::vector<std::int32_t> tokens(count);
    for (auto& token : tokens) {
        token = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(vocabulary)));
    }
    return tokens;
}

/// Pairs of unlike lengths, an empty prompt and two single sequences among them.
inline std::vector<PairTokens> mixedPairs(std::uint64_t seed = 3) {
    Random random(seed);
    std::vector<PairTokens> pairs;
    for (const auto& [prompt, chosen, rejected] : std::vector<std::array<std::uint64_t, 3>>{
             {5, 7, 3}, {0, 4, 9}, {20, 1, 1}, {11, 13, 0}, {0, 1, 0}, {3, 30, 22}}) {
        pairs.push_back({randomTokens(random, prompt), randomTokens(random, chosen), randomTokens(random, rejected)});
    }
    return pairs;
}

/// Every sequence of the pairs as a pair of its own, in lastTokens order.
inline std::vector<PairTokens> separately(const std::vector<PairTokens>& pairs) {
    std::vector<PairTokens> singles;
    for (const PairTokens& pair : pairs) {
        for (const auto* answer : {&pair.chosen, &pair.rejected}) {
            if (answer == &pair.rejected && answer->empty()) {
                continue;
            }
            PairTokens single;
            single.chosen = pair.prompt;
            single.chosen.insert(single.chosen.end(), answer->begin(), answer->end());
            singles.push_back(std::move(single));
        }
    }
    return singles;
}

inline double largestDifference(const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

}  // namespace saferscope::testing
