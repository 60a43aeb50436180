// SPDX-License-Identifier: GPL-3.0-or-later
// What a device makes of the shapes that people use: shares of its own rate on the model's matrix products.
#include "core/sae/sae.h"
#include "core/training/adamw.h"
#include "core/training/sae_optimizer.h"
#include "tests/gpu/gpu_check.h"
#include "tests/model/tiny_model.h"

#include <ATen/core/grad_mode.h>
#include <cmath>

namespace saferscope::gpu {

namespace {

struct LargeShape {
    const char* name;
    std::int64_t hidden;
    std::int64_t inner;
    std::int64_t layers;
    std::int64_t heads;
    std::int64_t headDim;
};

ModelConfig configOf(const LargeShape& shape) {
    ModelConfig config;
    config.hiddenSize = shape.hidden;
    config.intermediateSize = shape.inner;
    config.layers = shape.layers;
    config.heads = shape.heads;
    config.kvHeads = shape.heads >= 8 ? 8 : shape.heads;
    config.headDim = shape.headDim;
    config.vocabularySize = 8192;
    config.maxPositions = 4096;
    config.ropeTheta = 500000.0;
    return config;
}

/// Prompts of 40 to 80 tokens, answers log-normal with median 150, as in tests/bench.
std::vector<PairTokens> lifelikePairs(std::size_t count) {
    Random random(3);
    const auto tokens = [&random](double length) {
        return testing::randomTokens(random, static_cast<std::uint64_t>(length), 8192);
    };
    const auto answer = [&random] { return std::clamp(150.0 * std::exp(0.6 * random.normal()), 8.0, 800.0); };
    std::vector<PairTokens> pairs(count);
    for (PairTokens& pair : pairs) {
        pair = {tokens(40.0 + static_cast<double>(random.below(41))), tokens(answer()), tokens(answer())};
    }
    return pairs;
}

/// Weights of a block's projections.
double blockWeights(const ModelConfig& config) {
    const auto projected =
        static_cast<double>(2 * config.heads + 2 * config.kvHeads) * static_cast<double>(config.headDim);
    return static_cast<double>(config.hiddenSize) * (projected + 3.0 * static_cast<double>(config.intermediateSize));
}

/// Operations per second on the products of one block.
double productRate(const Setup& setup, const ModelConfig& config, std::int64_t rows, int repeats) {
    const at::TensorOptions options = at::TensorOptions(setup.device).dtype(at::kBFloat16);
    const std::int64_t queries = config.heads * config.headDim;
    const auto random = [&options](std::int64_t out, std::int64_t in) { return at::randn({out, in}, options) * 0.02; };
    const std::vector<at::Tensor> weights = {
        random(queries + 2 * config.kvHeads * config.headDim, config.hiddenSize), random(config.hiddenSize, queries),
        random(2 * config.intermediateSize, config.hiddenSize), random(config.hiddenSize, config.intermediateSize)};
    std::vector<at::Tensor> inputs;
    for (const at::Tensor& weight : weights) {
        inputs.push_back(random(rows, weight.size(1)));
    }
    const double seconds = secondsOf(setup.device, repeats, [&] {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            at::linear(inputs[i], weights[i]);
        }
    });
    return 2.0 * static_cast<double>(rows) * blockWeights(config) / seconds;
}

void measureShape(const Setup& setup, const LargeShape& shape, Report& report) {
    const ModelConfig config = configOf(shape);
    const std::string name = std::string("large: ") + shape.name + ", bfloat16, ";
    const int repeats = setup.quick ? 1 : 7;
    const auto pairs = lifelikePairs(setup.quick ? 2 : 24);
    const PackedBatch batch = packPairs(pairs, setup.device);
    const auto rows = static_cast<double>(batch.ids.size(0));
    const double rate = productRate(setup, config, batch.ids.size(0), repeats);
    report.measure(name + "products of a block", rate * 1e-12, "TFLOP/s");
    const double operations = 2.0 * rows * blockWeights(config) * static_cast<double>(config.layers);
    RewardModel model = RewardModel::random(config, 5, {setup.device, at::kBFloat16});
    {
        const at::NoGradGuard noGradients;
        const double seconds = secondsOf(setup.device, repeats, [&] {
            model.forward(batch, {3 * config.layers / 4, false});
        });
        report.measure(name + "index forward", rows / seconds, "tokens/s");
        report.measure(name + "index forward, share of the products' rate (wanted 45)",
                       100.0 * operations / seconds / rate, "%");
    }
    AdamW optimizer(model.trainableParameters(), {});
    model.requireGradients(true);
    const double step = secondsOf(setup.device, repeats, [&] {
        optimizer.zeroGradients();
        model.forward(batch, {-1, false, true}).rewards.square().mean().backward();
        optimizer.collectGradients();
        optimizer.gradientNorm();
        optimizer.step(1e-6, 1.0);
    });
    model.requireGradients(false);
    // Forward, and twice that backward; what checkpointing computes again is its price, not work done.
    report.measure(name + "training step, share of the products' rate (wanted 40)",
                   100.0 * 3.0 * operations / step / rate, "%");
    report.measure(name + "training on 50,000 such pairs, projected",
                   step * 50000.0 / static_cast<double>(pairs.size()) / 60.0, "minutes");
}

void measureSae(const Setup& setup, Report& report) {
    const int repeats = setup.quick ? 1 : 7;
    SaeConfig shape;
    shape.inputSize = setup.quick ? 64 : 2048;
    shape.latents = setup.quick ? 512 : 16384;
    shape.k = setup.quick ? 8 : 64;
    Sae sae = Sae::random(shape, 3, setup.device);
    SaeOptimizer optimizer(sae, {});
    const at::Tensor x =
        standardise(at::randn({setup.quick ? 128 : 8192, shape.inputSize}, at::TensorOptions(setup.device)));
    const at::Tensor weights = sae.encoder.t();
    const double product = secondsOf(setup.device, repeats, [&] { at::mm(x, weights); });
    const double step = secondsOf(setup.device, repeats, [&] { optimizer.step(x, 1e-4); });
    report.measure("large: SAE step of " + std::to_string(x.size(0)) + " tokens, " + std::to_string(shape.inputSize) +
                       " x " + std::to_string(shape.latents) + ", over its encoder product (wanted 1.6)",
                   step / product, "x");
}

}  // namespace

void measureLarge(const Setup& setup, Report& report) {
    measureSae(setup, report);
    if (setup.quick) {
        measureShape(setup, {"a small stand-in", 64, 128, 2, 4, 16}, report);
        return;
    }
    measureShape(setup, {"1B shape", 2048, 8192, 16, 32, 64}, report);
    measureShape(setup, {"3B shape", 3072, 8192, 28, 24, 128}, report);
}

}  // namespace saferscope::gpu
