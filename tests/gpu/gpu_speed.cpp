// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"
#include "core/tensor/device_memory.h"
#include "core/tensor/torch_errors.h"
#include "core/training/adamw.h"
#include "core/training/sae_optimizer.h"
#include "tests/gpu/gpu_check.h"
#include "tests/model/tiny_model.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <chrono>
#include <cmath>

namespace saferscope::gpu {

namespace {

at::Tensor activations(std::int64_t rows, std::int64_t width, c10::Device device) {
    Random random(4);
    at::Tensor values = at::empty({rows, width}, at::kFloat);
    for (std::int64_t i = 0; i < values.numel(); ++i) {
        values.data_ptr<float>()[i] = static_cast<float>(random.normal());
    }
    return standardise(values).to(device);
}

SaeConfig saeConfig(std::int64_t width, std::int64_t latents, std::int64_t k) {
    SaeConfig config;
    config.inputSize = width;
    config.latents = latents;
    config.k = k;
    return config;
}

}  // namespace

double secondsOf(c10::Device device, int repeats, const std::function<void()>& work) {
    work();
    work();
    std::vector<double> seconds;
    for (int i = 0; i < repeats; ++i) {
        waitFor(device);
        const auto start = std::chrono::steady_clock::now();
        work();
        waitFor(device);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

void checkSae(const Setup& setup, Report& report) {
    Sae host = Sae::random(saeConfig(64, 512, 8), 3, c10::kCPU);
    Sae device = Sae::random(saeConfig(64, 512, 8), 3, setup.device);
    const at::Tensor x = activations(256, 64, c10::kCPU);
    const at::Tensor there = x.to(setup.device);
    const SparseLatents a = host.encode(x);
    const SparseLatents b = device.encode(there);
    report.limit("SAE: latents", relativeDifference(b.values, a.values), 1e-4);
    report.limit("SAE: reconstruction", relativeDifference(device.reconstruct(there, b), host.reconstruct(x, a)), 1e-3);
    SaeOptimizer ofHost(host, {});
    SaeOptimizer ofDevice(device, {});
    double worst = 0.0;
    double first = 0.0;
    double last = 0.0;
    for (int step = 0; step < 20; ++step) {
        const double wanted = ofHost.step(x, 1e-3).loss;
        last = ofDevice.step(there, 1e-3).loss;
        first = step == 0 ? last : first;
        worst = std::max(worst, std::abs(last - wanted) / std::max(wanted, 1e-9));
    }
    report.limit("SAE: 20 losses, CPU and device", worst, 1e-2);
    report.fact("SAE: the loss falls", last < first);
}

void checkMemory(const Setup& setup, Report& report) {
    ErrorCode code = ErrorCode::Failed;
    const auto before = freeDeviceBytes(setup.device);
    const auto outcome = guardTorch("Training", [&]() -> Status {
        // 16 TB in pieces that each could be had: memory that fills up, not one absurd request. The CPU would swap.
        std::vector<at::Tensor> kept;
        const std::int64_t piece = setup.device.is_cpu() ? std::int64_t{1} << 44 : std::int64_t{1} << 30;
        for (int i = 0; i < 4096; ++i) {
            kept.push_back(at::empty({piece}, at::TensorOptions(setup.device).dtype(at::kFloat)));
        }
        return {};
    });
    if (!outcome) {
        code = outcome.error().code;
    }
    report.fact("memory that runs out is told as that", code == ErrorCode::OutOfMemory);
    const at::Tensor ones = at::ones({64, 64}, at::TensorOptions(setup.device));
    report.fact("work goes on afterwards", at::mm(ones, ones).sum().item<double>() == 64.0 * 64.0 * 64.0);
    report.fact("free memory was known before", before.value_or(1) > 0);
}

void measureSpeed(const Setup& setup, Report& report) {
    ModelConfig config;
    config.hiddenSize = setup.quick ? 64 : 1024;
    config.intermediateSize = 4 * config.hiddenSize;
    config.layers = setup.quick ? 2 : 12;
    config.headDim = setup.quick ? 16 : 64;
    config.heads = config.hiddenSize / config.headDim;
    config.kvHeads = config.heads / 4;
    config.vocabularySize = 8000;
    config.maxPositions = 4096;
    Random random(8);
    std::vector<PairTokens> pairs(setup.quick ? 4 : 32);
    for (PairTokens& pair : pairs) {
        pair = {testing::randomTokens(random, 60, 8000), testing::randomTokens(random, 100, 8000),
                testing::randomTokens(random, 100, 8000)};
    }
    const PackedBatch batch = packPairs(pairs, setup.device);
    const auto tokens = static_cast<double>(batch.ids.size(0));
    const int repeats = setup.quick ? 1 : 7;
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        const std::string name = dtype == at::kFloat ? "float32" : "bfloat16";
        RewardModel model = RewardModel::random(config, 5, {setup.device, dtype});
        {
            const at::NoGradGuard noGradients;
            report.measure("speed: forward, " + name,
                           tokens / secondsOf(setup.device, repeats, [&] { model.forward(batch); }), "tokens/s");
        }
        for (const std::int64_t rank : {0, 16}) {
            if (rank > 0) {
                model.attachLora({rank, 16.0, *parseLoraTargets("all-linear"), 1});
            }
            AdamW optimizer(model.trainableParameters(), {});
            model.requireGradients(true);
            for (const bool recompute : {false, true}) {
                ForwardOptions options;
                options.recomputeBlocks = recompute;
                const double seconds = secondsOf(setup.device, repeats, [&] {
                    optimizer.zeroGradients();
                    model.forward(batch, options).rewards.square().mean().backward();
                    optimizer.collectGradients();
                    optimizer.gradientNorm();
                    optimizer.step(1e-6, 1.0);
                });
                report.measure("speed: training step of " + std::to_string(batch.ids.size(0)) + " tokens, " + name +
                                   (rank > 0 ? ", LoRA" : "") + (recompute ? ", checkpointing" : ""),
                               1e3 * seconds, "ms");
            }
            model.requireGradients(false);
        }
    }
    const SaeConfig shape = setup.quick ? saeConfig(64, 512, 8) : saeConfig(2048, 16384, 64);
    Sae sae = Sae::random(shape, 3, setup.device);
    SaeOptimizer optimizer(sae, {});
    const at::Tensor x = activations(setup.quick ? 128 : 2048, shape.inputSize, setup.device);
    report.measure("speed: SAE step, " + std::to_string(shape.inputSize) + " x " + std::to_string(shape.latents) +
                       ", " + std::to_string(x.size(0)) + " tokens",
                   1e3 * secondsOf(setup.device, repeats, [&] { optimizer.step(x, 1e-4); }), "ms");
    report.measure("speed: SAE encoding",
                   static_cast<double>(x.size(0)) / secondsOf(setup.device, repeats, [&] { sae.encode(x); }),
                   "tokens/s");
}

}  // namespace saferscope::gpu
