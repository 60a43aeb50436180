// SPDX-License-Identifier: GPL-3.0-or-later
// forward() after prepareInference() against the plain way.
#include "core/model/reward_model.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

/// The largest difference as a share of the largest value.
double distance(const at::Tensor& a, const at::Tensor& b) {
    return ((a.to(at::kDouble) - b.to(at::kDouble)).abs().max() / b.to(at::kDouble).abs().max().clamp_min(1e-9))
        .item<double>();
}

ModelConfig randomConfig(Random& random) {
    ModelConfig config = tinyConfig();
    config.kvHeads = 1 + static_cast<std::int64_t>(random.below(3));
    config.heads = config.kvHeads * (1 + static_cast<std::int64_t>(random.below(4)));
    config.headDim = 2 * (1 + static_cast<std::int64_t>(random.below(20)));
    config.hiddenSize = 8 * (1 + static_cast<std::int64_t>(random.below(20)));
    config.intermediateSize = 8 * (1 + static_cast<std::int64_t>(random.below(60)));
    config.layers = 1 + static_cast<std::int64_t>(random.below(4));
    config.mlpBias = random.below(3) == 0;
    if (random.below(2) == 0) {
        config.ropeScaling.reset();
    }
    return config;
}

std::vector<PairTokens> randomPairs(Random& random) {
    std::vector<PairTokens> pairs;
    const auto tokens = [&](std::uint64_t least, std::uint64_t most) {
        return randomTokens(random, least + random.below(most - least + 1));
    };
    for (std::uint64_t i = 0; i < 1 + random.below(6); ++i) {
        pairs.push_back({tokens(0, 30), tokens(1, 90), random.below(5) == 0 ? tokens(0, 0) : tokens(1, 40)});
    }
    return pairs;
}

/// The same weights in another dtype, with the numbers of `dtype` exactly.
RewardModel twin(const RewardModel& model, at::ScalarType dtype) {
    RewardModel other = RewardModel::random(model.config(), 1, {c10::kCPU, dtype});
    const auto from = model.parameters();
    const auto to = other.parameters();
    for (std::size_t i = 0; i < to.size(); ++i) {
        to[i].second.copy_(from[i].second);
    }
    return other;
}

/// One network three times, and a batch for it.
struct Models {
    Models(Random& random, at::ScalarType dtype, std::uint64_t seed)
        : config(randomConfig(random)),
          prepared(tinyModel(config, dtype, seed)),
          exact(twin(prepared, at::kDouble)),
          plain(twin(prepared, dtype)),
          batch(packPairs(randomPairs(random), c10::kCPU)) {
        prepared.prepareInference();
    }
    ModelConfig config;
    RewardModel prepared;
    RewardModel exact;
    RewardModel plain;
    PackedBatch batch;
};

}  // namespace

TEST(prepared_passes_equal_plain_ones_on_random_shapes) {
    const at::NoGradGuard noGradients;
    Random random(11);
    double worst = 0.0;
    for (int i = 0; i < 25; ++i) {
        const auto& [config, prepared, exact, plain, batch] =
            Models(random, at::kFloat, 20 + static_cast<std::uint64_t>(i));
        for (std::int64_t layer = -1; layer <= config.layers; ++layer) {
            const ForwardResult wanted = exact.forward(batch, {layer, false});
            const ForwardResult usual = plain.forward(batch, {layer, false});
            const ForwardResult given = prepared.forward(batch, {layer, false});
            CHECK_EQ(given.rewards.scalar_type(), at::kFloat);
            CHECK_EQ(given.rewards.sizes(), wanted.rewards.sizes());
            worst = std::max(worst, distance(given.rewards, wanted.rewards));
            CHECK(distance(given.rewards, wanted.rewards) <
                  std::max(2e-5, 8 * distance(usual.rewards, wanted.rewards)));
            if (layer >= 0) {
                CHECK(distance(given.hidden, wanted.hidden) <
                      std::max(1e-5, 3 * distance(usual.hidden, wanted.hidden)));
                const at::Tensor stopped = prepared.forward(batch, {layer, true}).hidden;
                CHECK(at::equal(stopped, given.hidden));
                // Going on from the captured stream gives the very rewards of the whole pass.
                CHECK(at::equal(prepared.rewardsFromHidden(batch, given.hidden, layer), given.rewards));
                const at::Tensor everywhere = prepared.rewardsAtEveryToken(batch, given.hidden, layer);
                CHECK(distance(everywhere.index_select(0, batch.lastTokens), given.rewards) < 2e-5);
            }
        }
    }
    std::printf("largest relative difference of rewards to float64: %.1e\n", worst);
}

TEST(bfloat16_with_a_wide_residual_stream_is_nearer_the_truth) {
    const at::NoGradGuard noGradients;
    Random random(12);
    double ours = 0.0;
    double usual = 0.0;
    for (int i = 0; i < 12; ++i) {
        const auto& [config, prepared, exact, plain, batch] =
            Models(random, at::kBFloat16, 50 + static_cast<std::uint64_t>(i));
        const at::Tensor wanted = exact.forward(batch, {config.layers, false}).hidden;
        const ForwardResult given = prepared.forward(batch, {config.layers, false});
        CHECK_EQ(given.hidden.scalar_type(), at::kFloat);
        const double error = distance(given.hidden, wanted);
        const double plainError = distance(plain.forward(batch, {config.layers, false}).hidden, wanted);
        ours += error;
        usual += plainError;
        CHECK(error < std::max(0.02, 1.5 * plainError));
    }
    std::printf("mean error of the last stream: %.4f prepared, %.4f plain bfloat16\n", ours / 12, usual / 12);
    CHECK(ours < usual);
}

TEST(a_changed_weight_is_never_overlooked) {
    const at::NoGradGuard noGradients;
    ModelConfig config = tinyConfig();
    config.hiddenSize = 256;
    config.intermediateSize = 512;  // large enough to be packed
    config.mlpBias = true;
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    for (const std::string part : {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj.weight", "up_proj.weight",
                                   "down_proj.weight", "gate_proj.bias", "up_proj.bias", "down_proj.bias",
                                   "input_layernorm", "post_attention_layernorm", "embed_tokens", "norm", "score"}) {
        RewardModel prepared = tinyModel(config);
        prepared.prepareInference();
        const at::Tensor before = prepared.forward(batch).rewards;
        for (const auto& [name, tensor] : prepared.parameters()) {
            if (name.find(part) != std::string::npos) {
                tensor.mul_(0.5);
            }
        }
        const RewardModel plain = twin(prepared, at::kFloat);
        const at::Tensor after = prepared.forward(batch).rewards;
        CHECK(!at::equal(before, after));
        CHECK(distance(after, plain.forward(batch).rewards) < 1e-4);
    }
}

TEST(training_and_adapters_go_back_to_the_plain_way) {
    ModelConfig config = tinyConfig();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    RewardModel model = tinyModel(config);
    const at::Tensor plain = model.forward(batch).rewards;
    model.prepareInference();
    CHECK(!model.forward(batch).rewards.requires_grad());
    model.requireGradients(true);
    const at::Tensor rewards = model.forward(batch).rewards;
    CHECK(rewards.requires_grad());
    rewards.sum().backward();
    // What raw kernels write is not seen by libtorch's versions.
    for (auto& [name, tensor] : model.parameters()) {
        const at::NoGradGuard noGradients;
        const std::int64_t count = tensor.numel();
        for (std::int64_t i = 0; i < count; ++i) {
            tensor.data_ptr<float>()[i] *= 0.9F;
        }
    }
    model.requireGradients(false);
    CHECK(distance(model.forward(batch).rewards, plain) > 1e-3);

    model.prepareInference();
    LoraSettings adapters;
    adapters.targets.fill(true);
    model.attachLora(adapters);
    for (auto& [name, tensor] : model.trainableParameters()) {
        tensor.add_(0.1);
    }
    const at::Tensor adapted = model.forward(batch).rewards;
    model.prepareInference();  // has no effect with factors
    CHECK(at::equal(adapted, model.forward(batch).rewards));
    model.mergeLora();
    model.prepareInference();
    CHECK(distance(model.forward(batch).rewards, adapted) < 1e-4);

    const at::Tensor vector = at::ones({config.hiddenSize});
    RewardModel twinModel = twin(model, at::kFloat);
    model.addToStream(2, vector);
    twinModel.addToStream(2, vector);
    CHECK(distance(model.forward(batch).rewards, twinModel.forward(batch).rewards) < 1e-5);
    model.prepareInference();
    CHECK(distance(model.forward(batch).rewards, twinModel.forward(batch).rewards) < 1e-5);
}

TEST(gradients_through_a_prepared_model_are_those_of_a_plain_one) {
    RewardModel model = tinyModel();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const auto gradient = [&] {
        const at::Tensor hidden = model.forward(batch, {1, true}).hidden.detach().requires_grad_(true);
        model.rewardsFromHidden(batch, hidden, 1).sum().backward();
        return hidden.grad().clone();
    };
    const at::Tensor plain = gradient();
    model.prepareInference();
    CHECK(distance(gradient(), plain) < 1e-4);
}

TEST(more_threads_change_a_prepared_pass_by_rounding_alone) {
    const at::NoGradGuard noGradients;
    RewardModel model = tinyModel();
    model.prepareInference();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const at::Tensor one = model.forward(batch).rewards;
    CHECK(at::equal(one, model.forward(batch).rewards));
    at::set_num_threads(2);
    const at::Tensor two = model.forward(batch).rewards;
    at::set_num_threads(threads);
    CHECK(distance(two, one) < 1e-5);
}
