// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/model/reward_model.h"
#include "core/tensor/device.h"
#include "tests/bench/bench.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope::bench {

namespace {

ModelConfig shape(std::int64_t hidden, std::int64_t layers) {
    ModelConfig config;
    config.hiddenSize = hidden;
    config.intermediateSize = hidden * 3;
    config.layers = layers;
    config.heads = hidden / 32;
    config.kvHeads = config.heads / 2;
    config.headDim = 32;
    config.vocabularySize = 4096;
    config.maxPositions = 2048;
    config.ropeTheta = 500000.0;
    return config;
}

std::vector<std::int32_t> randomTokens(Random& random, std::size_t count) {
    std::vector<std::int32_t> tokens(count);
    for (auto& token : tokens) {
        token = static_cast<std::int32_t>(random.below(4096));
    }
    return tokens;
}

/// Prompts of about 60 tokens, answers with log-normal lengths around 150.
std::vector<PairTokens> realisticPairs(std::size_t count) {
    Random random(3);
    const auto answer = [&] {
        return static_cast<std::size_t>(std::clamp(150.0 * std::exp(0.6 * random.normal()), 8.0, 600.0));
    };
    std::vector<PairTokens> pairs(count);
    for (auto& pair : pairs) {
        pair.prompt = randomTokens(random, 40 + random.below(40));
        pair.chosen = randomTokens(random, answer());
        pair.rejected = randomTokens(random, answer());
    }
    return pairs;
}

template <class T>
std::vector<T> gather(const std::vector<T>& values, const std::vector<std::uint32_t>& indices) {
    std::vector<T> some;
    for (const auto index : indices) {
        some.push_back(values[index]);
    }
    return some;
}

/// The peer: every answer with its own copy of the prompt, sorted by length, padded to the longest of its batch.
std::vector<std::vector<PairTokens>> paddedBatches(const std::vector<PairTokens>& pairs, std::size_t batchSize) {
    std::vector<PairTokens> sequences;
    for (const auto& pair : pairs) {
        for (const auto* answer : {&pair.chosen, &pair.rejected}) {
            PairTokens sequence{pair.prompt, {}, {}};
            sequence.prompt.insert(sequence.prompt.end(), answer->begin(), answer->end());
            sequences.push_back(std::move(sequence));
        }
    }
    std::sort(sequences.begin(), sequences.end(), [](const auto& a, const auto& b) { return a.total() < b.total(); });
    std::vector<std::vector<PairTokens>> batches;
    for (std::size_t begin = 0; begin < sequences.size(); begin += batchSize) {
        const std::size_t end = std::min(sequences.size(), begin + batchSize);
        std::vector<PairTokens> batch(sequences.begin() + static_cast<std::ptrdiff_t>(begin),
                                      sequences.begin() + static_cast<std::ptrdiff_t>(end));
        const auto longest = static_cast<std::size_t>(batch.back().total());
        for (auto& sequence : batch) {
            sequence.prompt.resize(longest, 0);
        }
        batches.push_back(std::move(batch));
    }
    return batches;
}

void benchForward() {
    const auto pairs = realisticPairs(48);
    std::vector<std::int64_t> totals;
    for (const auto& pair : pairs) {
        totals.push_back(pair.total());
    }
    const auto groups = groupByLength(totals, 4096);
    const auto padded = paddedBatches(pairs, 16);
    for (const auto& [hidden, layers] : {std::pair<std::int64_t, std::int64_t>{128, 4}, {512, 8}}) {
        const RewardModel model = RewardModel::random(shape(hidden, layers), 1);
        const std::string name = "d " + std::to_string(hidden) + " x " + std::to_string(layers) + " layers";
        const auto forwardShared = [&] {
            const at::NoGradGuard guard;
            for (const auto& group : groups) {
                model.forward(packPairs(gather(pairs, group), at::kCPU));
            }
        };
        const auto forwardPadded = [&] {
            const at::NoGradGuard guard;
            for (const auto& batch : padded) {
                model.forward(packPairs(batch, at::kCPU));
            }
        };
        gain("forward-small-" + std::to_string(hidden), "rewards of 48 pairs, " + name,
             measureBoth(forwardShared, forwardPadded), "sorted, padded, prompt twice", {});
    }
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    saferscope::configureTorch();
    return saferscope::bench::runBenchmarks(argc, argv, {{"small", saferscope::bench::benchForward}});
}
