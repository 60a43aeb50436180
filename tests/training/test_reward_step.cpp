// SPDX-License-Identifier: GPL-3.0-or-later
// A training step against the plain way of taking it: padded, prompt twice, libtorch operations and its autograd.
#include "core/training/reward_step.h"
#include "tests/bench/peers/padded_training.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/Parallel.h>
#include <cmath>
#include <cstdio>
#include <numeric>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

ModelConfig randomShape(Random& random) {
    ModelConfig config = trainingConfig(16 + 8 * static_cast<std::int64_t>(random.below(4)),
                                        1 + static_cast<std::int64_t>(random.below(3)), 40);
    config.kvHeads = 1 + static_cast<std::int64_t>(random.below(2));
    config.heads = config.kvHeads * (1 + static_cast<std::int64_t>(random.below(3)));
    config.headDim = 2 + 2 * static_cast<std::int64_t>(random.below(8));
    config.intermediateSize = 5 + static_cast<std::int64_t>(random.below(40));
    return config;
}

std::vector<PairTokens> tokensOf(const std::vector<TrainingPair>& pairs, const std::vector<std::uint32_t>& batch) {
    std::vector<PairTokens> tokens;
    for (const std::uint32_t index : batch) {
        tokens.push_back(pairs[index].tokens);
    }
    return tokens;
}

struct Plan {
    std::int64_t passTokens;
    bool recompute;
    double maxGradientNorm;
};

/// A few steps of both from the same weights: losses, gradients and weights have to agree.
void compare(std::uint64_t seed, const Plan& plan) {
    at::set_num_threads(2);
    Random random(seed);
    RewardModel model = RewardModel::random(randomShape(random), seed);
    for (auto& [name, weight] : model.parameters()) {
        weight.mul_(weight.dim() == 2 ? 8.0 : 0.9);  // large enough for every part to matter
    }
    std::vector<TrainingPair> pairs;
    for (int i = 0; i < 12; ++i) {
        pairs.push_back(plantedPair(random, 2 + random.below(30)));
    }
    RewardTrainingConfig config;
    config.microBatchTokens = plan.passTokens;
    config.gradientCheckpointing = plan.recompute;
    config.maxGradientNorm = plan.maxGradientNorm;
    config.weightDecay = 0.1;
    config.epsilon = 1e-4;  // a gradient of nothing but rounding must not become a step of full size
    const auto group = ProcessGroup::single();
    bench::PaddedTrainer peer(
        model, {config.weightDecay, config.maxGradientNorm, config.beta1, config.beta2, config.epsilon, 3});
    RewardStep step(model, pairs, config, *group);
    for (int i = 0; i < 4; ++i) {
        std::vector<std::uint32_t> batch;
        for (std::uint64_t count = 1 + random.below(8); count > 0; --count) {
            batch.push_back(static_cast<std::uint32_t>(random.below(pairs.size())));
        }
        const double loss = peer.step(tokensOf(pairs, batch), 1e-3);  // clips its gradients in place
        const auto ours = step.run(batch, 1e-3, {});
        CHECK_OK(ours);
        CHECK_EQ(ours->fault, std::string());
        CHECK_NEAR(ours->sums.rewards.meanLoss(), loss, 1e-4 * (1.0 + std::abs(loss)));
        const double clip = std::min(1.0, plan.maxGradientNorm / (ours->gradientNorm + 1e-6));
        double squares = 0.0;
        for (const auto& [name, weight] : model.parameters()) {
            const at::Tensor difference = weight.grad() * clip - peer.weights().at(name).grad();
            squares += difference.square().sum().item<double>();
            CHECK((weight - peer.weights().at(name)).abs().max().item<double>() < 1e-4);
        }
        CHECK(std::sqrt(squares) <= 1e-4 * std::max(clip * ours->gradientNorm, 1e-3));
    }
}

}  // namespace

TEST(a_step_equals_the_padded_arrangement_on_random_shapes) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        compare(seed, {8192, false, 1.0});
    }
}

TEST(a_step_of_several_passes_equals_the_padded_arrangement) {
    for (std::uint64_t seed = 20; seed <= 26; ++seed) {
        compare(seed, {40, seed % 2 == 0, 0.05});
    }
}

// Gradients of a step before, and of one that was given up, are gone.
TEST(nothing_is_left_of_the_step_before) {
    Random random(4);
    std::vector<TrainingPair> pairs = {plantedPair(random, 10), plantedPair(random, 20)};
    const RewardTrainingConfig config;
    const auto group = ProcessGroup::single();
    const auto gradientsAfter = [&](const std::vector<std::vector<std::uint32_t>>& batches) {
        RewardModel model = RewardModel::random(trainingConfig(), 3);
        RewardStep step(model, pairs, config, *group);
        for (const auto& batch : batches) {
            CHECK_OK(step.run(batch, 0.0, {}));  // no step: the weights stay
        }
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = step.run({0}, 0.0, stop.get_token());
        CHECK_OK(stopped);
        CHECK(stopped->sums.stops);
        CHECK_OK(step.run({1}, 0.0, {}));
        std::vector<NamedTensor> gradients;
        for (const auto& [name, weight] : model.parameters()) {
            gradients.emplace_back(name, weight.grad().clone());
        }
        return gradients;
    };
    CHECK(sameWeights(gradientsAfter({}), gradientsAfter({{0, 1}, {0}})));
}
