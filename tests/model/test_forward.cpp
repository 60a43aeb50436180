// SPDX-License-Identifier: GPL-3.0-or-later
// forward() against the slow double-precision decoder of reference_decoder.h, and identities between its options.
#include "core/model/reward_model.h"
#include "tests/model/reference_decoder.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/core/grad_mode.h>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

constexpr double tolerance = 1e-4;

/// Rewards of all sequences and, per row of the packed batch, the residual streams, by the slow decoder.
struct Expected {
    std::vector<double> rewards;
    std::vector<at::Tensor> hidden;  ///< [layers + 1] of [N, d]
};

Expected expect(const RewardModel& model, const std::vector<PairTokens>& pairs) {
    const ReferenceDecoder reference(model);
    Expected expected;
    std::vector<std::vector<double>> rows(static_cast<std::size_t>(model.config().layers) + 1);
    const auto lay = [&rows](const ReferenceDecoder::Output& output, std::size_t begin) {
        for (std::size_t layer = 0; layer < output.hidden.size(); ++layer) {
            for (std::size_t row = begin; row < output.hidden[layer].size(); ++row) {
                const auto& values = output.hidden[layer][row];
                rows[layer].insert(rows[layer].end(), values.begin(), values.end());
            }
        }
    };
    for (const PairTokens& pair : pairs) {
        std::size_t begin = 0;  // the prompt's rows are there once, with the first answer
        for (const PairTokens& sequence : separately({pair})) {
            const auto output = reference.run(sequence.chosen);
            expected.rewards.push_back(output.reward);
            lay(output, begin);
            begin = pair.prompt.size();
        }
    }
    for (const auto& values : rows) {
        expected.hidden.push_back(at::tensor(values, at::kDouble).view({-1, model.config().hiddenSize}));
    }
    return expected;
}

}  // namespace

TEST(forward_agrees_with_the_slow_decoder) {
    const c10::InferenceMode inference;
    for (const bool scaled : {true, false}) {
        ModelConfig config = tinyConfig();
        if (!scaled) {
            config.ropeScaling.reset();
        }
        const RewardModel model = tinyModel(config);
        const auto pairs = mixedPairs();
        const PackedBatch batch = packPairs(pairs, c10::kCPU);
        const Expected expected = expect(model, pairs);
        const at::Tensor rewards = model.forward(batch).rewards;
        CHECK_EQ(rewards.size(0), static_cast<std::int64_t>(expected.rewards.size()));
        CHECK_EQ(rewards.scalar_type(), at::kFloat);
        const at::Tensor wanted = at::tensor(expected.rewards, at::kDouble);
        std::printf("rewards up to %.2f, largest difference %.2e\n", wanted.abs().max().item<double>(),
                    largestDifference(rewards, wanted));
        CHECK(wanted.std().item<double>() > 0.1);  // rewards that hardly differ would prove nothing
        CHECK(largestDifference(rewards, wanted) <= tolerance);
        for (std::int64_t layer = 0; layer <= config.layers; ++layer) {
            const ForwardResult result = model.forward(batch, {layer, false});
            const at::Tensor& slow = expected.hidden[static_cast<std::size_t>(layer)];
            CHECK_EQ(result.hidden.size(0), batch.ids.size(0));
            CHECK(largestDifference(result.hidden, slow) <= tolerance * std::max(1.0, slow.abs().max().item<double>()));
            CHECK(largestDifference(result.rewards, wanted) <= tolerance);
        }
    }
}

TEST(double_precision_agrees_to_twelve_digits) {
    const c10::InferenceMode inference;
    const RewardModel model = tinyModel(tinyConfig(), at::kDouble);
    const auto pairs = mixedPairs();
    const at::Tensor rewards = model.forward(packPairs(pairs, c10::kCPU)).rewards;
    CHECK_EQ(rewards.scalar_type(), at::kDouble);
    CHECK(largestDifference(rewards, at::tensor(expect(model, pairs).rewards, at::kDouble)) <= 1e-11);
}

TEST(biases_of_the_feed_forward_layers_agree_with_the_slow_decoder) {
    const c10::InferenceMode inference;
    ModelConfig config = tinyConfig();
    config.mlpBias = true;
    const RewardModel model = tinyModel(config, at::kDouble);  // biases between 0.5 and 1.5
    const auto pairs = mixedPairs();
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    const Expected expected = expect(model, pairs);
    CHECK(largestDifference(model.forward(batch).rewards, at::tensor(expected.rewards, at::kDouble)) <= 1e-11);
    for (std::int64_t layer = 0; layer <= config.layers; ++layer) {
        const ForwardResult result = model.forward(batch, {layer, false});
        const at::Tensor& slow = expected.hidden[static_cast<std::size_t>(layer)];
        CHECK(largestDifference(result.hidden, slow) <= 1e-11 * std::max(1.0, slow.abs().max().item<double>()));
    }
}

TEST(a_vector_added_to_a_stream_is_found_there) {
    const at::NoGradGuard noGradients;
    const auto pairs = mixedPairs();
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    const at::Tensor vector = at::arange(24, at::kDouble) / 10.0 - 1.0;
    for (std::int64_t layer = 0; layer <= tinyConfig().layers; ++layer) {
        RewardModel model = tinyModel(tinyConfig(), at::kDouble);
        const at::Tensor before = model.forward(batch, {layer, true}).hidden.clone();
        const std::int64_t count = model.parameterCount();
        model.addToStream(layer, vector);
        CHECK(largestDifference(model.forward(batch, {layer, true}).hidden, before + vector) <= 1e-12);
        CHECK_EQ(model.config().mlpBias, layer > 0);
        CHECK_EQ(model.parameterCount() - count, layer > 0 ? 3 * (2 * 40 + 24) : 0);
        model.addToStream(layer, -vector);
        CHECK(largestDifference(model.forward(batch, {layer, true}).hidden, before) <= 1e-12);
    }
}

TEST(training_mode_computes_the_same) {
    RewardModel model = tinyModel();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    at::Tensor plain;
    {
        const c10::InferenceMode inference;
        plain = model.forward(batch).rewards;
    }
    model.requireGradients(true);
    const at::Tensor rewards = model.forward(batch).rewards;
    CHECK(rewards.requires_grad());
    CHECK(largestDifference(rewards.detach(), plain) <= 1e-5);
}

TEST(pairs_equal_their_sequences_computed_apart) {
    const c10::InferenceMode inference;
    const RewardModel model = tinyModel();
    const auto pairs = mixedPairs();
    const at::Tensor together = model.forward(packPairs(pairs, c10::kCPU)).rewards;
    CHECK(largestDifference(together, model.forward(packPairs(separately(pairs), c10::kCPU)).rewards) <= 1e-5);
}

TEST(answers_do_not_see_each_other) {
    const c10::InferenceMode inference;
    const RewardModel model = tinyModel();
    auto pairs = mixedPairs();
    pairs.resize(1);
    const at::Tensor before = model.forward(packPairs(pairs, c10::kCPU)).rewards;
    pairs[0].chosen[2] = (pairs[0].chosen[2] + 1) % 97;
    const at::Tensor after = model.forward(packPairs(pairs, c10::kCPU)).rewards;
    CHECK(std::abs((after - before)[0].item<double>()) > 1e-4);
    CHECK(std::abs((after - before)[1].item<double>()) <= 1e-6);
    pairs[0].prompt[1] = (pairs[0].prompt[1] + 1) % 97;
    CHECK(((model.forward(packPairs(pairs, c10::kCPU)).rewards - after).abs() > 1e-4).all().item<bool>());
}

TEST(rewards_from_a_captured_stream_are_the_rewards) {
    const c10::InferenceMode inference;
    const RewardModel model = tinyModel();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const at::Tensor rewards = model.forward(batch).rewards;
    for (std::int64_t layer = 0; layer <= model.config().layers; ++layer) {
        const ForwardResult stopped = model.forward(batch, {layer, true});
        CHECK(!stopped.rewards.defined());
        CHECK(largestDifference(model.rewardsFromHidden(batch, stopped.hidden, layer), rewards) <= 1e-5);
        // A changed stream must change them.
        CHECK(largestDifference(model.rewardsFromHidden(batch, stopped.hidden.flip(1), layer), rewards) > 1e-2);
    }
}

TEST(long_sequences_are_tiled_without_a_difference) {
    // 2 x 6 heads x 2600 x 2600 scores are 324 MB: several tiles without gradients, one piece with them.
    ModelConfig config = tinyConfig();
    config.layers = 2;
    RewardModel model = tinyModel(config);
    Random random(9);
    const std::vector<PairTokens> pairs = {
        {randomTokens(random, 1200), randomTokens(random, 900), randomTokens(random, 500)},
        {randomTokens(random, 10), randomTokens(random, 20), randomTokens(random, 5)}};
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    at::Tensor tiled;
    {
        const c10::InferenceMode inference;
        tiled = model.forward(batch, {2, false}).rewards;
    }
    model.requireGradients(true);
    CHECK(largestDifference(model.forward(batch, {2, false}).rewards.detach(), tiled) <= 2e-5);
}

TEST(half_precision_stays_close) {
    const c10::InferenceMode inference;
    const auto pairs = mixedPairs();
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    const at::Tensor exact = tinyModel().forward(batch).rewards;
    const ForwardResult result = tinyModel(tinyConfig(), at::kBFloat16).forward(batch, {1, false});
    CHECK_EQ(result.rewards.scalar_type(), at::kFloat);
    CHECK_EQ(result.hidden.scalar_type(), at::kBFloat16);
    const double relative = (result.rewards - exact).norm().item<double>() / exact.norm().item<double>();
    std::printf("bfloat16 rewards: relative error %.3f\n", relative);
    CHECK(relative < 0.05);
}

TEST(what_cannot_be_computed_is_an_exception) {
    const RewardModel model = tinyModel();
    const auto throws = [](auto&& work) {
        try {
            work();
        } catch (const std::exception&) {
            return true;
        }
        return false;
    };
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const std::vector<PairTokens> outside = {{{1, 2}, {97}, {3}}};
    CHECK(throws([&] { model.forward(packPairs(outside, c10::kCPU)); }));
    CHECK(throws([&] { model.forward(batch, {4, false}); }));
    CHECK(throws([&] { model.rewardsFromHidden(batch, at::zeros({3, 24}), 1); }));
    const std::vector<PairTokens> empty(1);
    CHECK(throws([&] { packPairs(empty, c10::kCPU); }));
}
