// SPDX-License-Identifier: GPL-3.0-or-later
// Gradient checkpointing: the same bits, less memory.
#include "core/model/recompute.h"
#include "tests/model/counting_allocator.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

struct Outcome {
    at::Tensor rewards;
    at::Tensor hidden;
    std::vector<NamedTensor> gradients;
};

/// Rewards and, with `layer`, the captured stream both go into the loss: gradients arrive in the middle of the network
/// as they do from a language loss.
Outcome backwardOf(RewardModel& model, const PackedBatch& batch, std::int64_t layer, bool recompute) {
    model.requireGradients(true);
    ForwardOptions options;
    options.captureLayer = layer;
    options.recomputeBlocks = recompute;
    const ForwardResult forward = model.forward(batch, options);
    at::Tensor loss = forward.rewards.square().sum();
    if (layer >= 0) {
        loss = loss + model.nextTokenLogits(forward.hidden).to(at::kFloat).square().mean();
    }
    loss.backward();
    Outcome outcome{forward.rewards.detach(), layer >= 0 ? forward.hidden.detach() : at::Tensor(), {}};
    for (const auto& [name, weight] : model.trainableParameters()) {
        CHECK(weight.grad().defined());
        outcome.gradients.emplace_back(name, weight.grad().clone());
    }
    model.requireGradients(false);
    return outcome;
}

ModelConfig deepConfig() {
    ModelConfig config = tinyConfig();
    config.layers = 6;
    return config;
}

}  // namespace

TEST(gradients_are_the_same_bits_with_and_without) {
    at::set_num_threads(2);
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    for (const at::ScalarType dtype : {at::kFloat, at::kDouble, at::kBFloat16}) {
        for (const bool lora : {false, true}) {
            for (const std::int64_t layer : {-1, 2, 6}) {
                RewardModel model = tinyModel(deepConfig(), dtype);
                if (lora) {
                    model.attachLora({3, 6.0, *parseLoraTargets("q,v,down"), 2});
                    const at::NoGradGuard noGradients;
                    for (auto& [name, weight] : model.trainableParameters()) {
                        weight.add_(0.01);
                    }
                }
                const Outcome kept = backwardOf(model, batch, layer, false);
                const Outcome again = backwardOf(model, batch, layer, true);
                CHECK(at::equal(kept.rewards, again.rewards));
                CHECK(layer < 0 || at::equal(kept.hidden, again.hidden));
                for (std::size_t i = 0; i < kept.gradients.size(); ++i) {
                    CHECK(kept.gradients[i].second.abs().max().item<double>() > 0.0);
                    // A stream that is read in the middle has three readers, which are added up in another order.
                    const at::Tensor& one = kept.gradients[i].second;
                    const at::Tensor& two = again.gradients[i].second;
                    const double precision = dtype == at::kBFloat16 ? 0.1 : dtype == at::kFloat ? 1e-5 : 1e-13;
                    CHECK(layer == 2 ? largestDifference(one, two) < precision * one.abs().max().item<double>()
                                     : at::equal(one, two));
                }
            }
        }
    }
}

TEST(gradients_still_accumulate_over_micro_batches) {
    RewardModel model = tinyModel(deepConfig(), at::kDouble);
    const auto pairs = mixedPairs();
    const PackedBatch one = packPairs({pairs.data(), 2}, c10::kCPU);
    const PackedBatch two = packPairs({pairs.data() + 2, 2}, c10::kCPU);
    std::vector<std::vector<at::Tensor>> gradients;
    for (const bool recompute : {false, true}) {
        model.requireGradients(true);
        for (const PackedBatch* batch : {&one, &two}) {
            ForwardOptions options;
            options.recomputeBlocks = recompute;
            model.forward(*batch, options).rewards.square().sum().backward();
        }
        gradients.emplace_back();
        for (const auto& [name, weight] : model.parameters()) {
            gradients.back().push_back(weight.grad().clone());
        }
        model.requireGradients(false);
    }
    for (std::size_t i = 0; i < gradients[0].size(); ++i) {
        CHECK(at::equal(gradients[0][i], gradients[1][i]));
    }
}

TEST(without_gradients_nothing_is_run_twice) {
    int runs = 0;
    const auto run = [&runs](const at::Tensor& x) {
        ++runs;
        return x * 2.0;
    };
    const at::Tensor x = at::ones({3});
    CHECK(!recomputed(run, x, {at::Tensor()}).requires_grad());
    CHECK_EQ(runs, 1);
    const at::Tensor weight = at::ones({3}).requires_grad_(true);
    {
        const at::NoGradGuard noGradients;
        recomputed(run, x, {weight});
    }
    CHECK_EQ(runs, 2);
    // An input that needs no gradient, as with frozen embeddings: the weights still get theirs.
    const auto scaled = [&runs, weight](const at::Tensor& input) {
        ++runs;
        return input * weight;
    };
    recomputed(scaled, x * 5.0, {weight}).sum().backward();
    CHECK_EQ(runs, 4);
    CHECK(at::equal(weight.grad(), at::full({3}, 5.0F)));
}

// The context a block was given may be gone when the backward pass runs.
TEST(the_batch_may_be_gone_before_the_backward_pass) {
    RewardModel model = tinyModel();
    model.requireGradients(true);
    at::Tensor loss;
    {
        const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
        ForwardOptions options;
        options.recomputeBlocks = true;
        loss = model.forward(batch, options).rewards.sum();
    }
    loss.backward();
    for (const auto& [name, weight] : model.parameters()) {
        CHECK(weight.grad().defined() && at::isfinite(weight.grad()).all().item<bool>());
    }
}

// Bytes that the allocator handed out at the peak of a step, on a model where activations are most of it.
TEST(the_peak_is_lower) {
    ModelConfig config = deepConfig();
    config.layers = 12;
    RewardModel model = tinyModel(config);
    Random random(9);
    std::vector<PairTokens> pairs(8);
    for (PairTokens& pair : pairs) {
        pair = {randomTokens(random, 40), randomTokens(random, 40), randomTokens(random, 40)};
    }
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    std::int64_t peaks[2] = {};
    for (const bool recompute : {false, true}) {
        const CountedBytes counted;
        backwardOf(model, batch, -1, recompute);
        peaks[recompute ? 1 : 0] = counted.peak();
    }
    std::printf("peak of a step: %.1f MB kept, %.1f MB computed again\n", peaks[0] / 1e6, peaks[1] / 1e6);
    CHECK(peaks[1] * 3 < peaks[0]);
}
