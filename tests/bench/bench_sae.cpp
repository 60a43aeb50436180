// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"
#include "core/sae/screened_encoder.h"
#include "core/tensor/device.h"
#include "core/training/sae_optimizer.h"
#include "tests/bench/bench.h"
#include "tests/bench/peers/published_sae.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <string>

namespace saferscope::bench {

namespace {

constexpr double learningRate = 5e-4;

SaeConfig paperShape() {
    SaeConfig config;
    config.inputSize = 2048;
    config.latents = 16384;
    config.k = 64;
    return config;
}

std::string shapeText(const std::string& work, std::int64_t tokens) {
    std::string text = work;
    text += ", ";
    text += std::to_string(tokens);
    return text + " tokens, 2048 x 16384, k 64";
}

void benchEncode() {
    const SaeConfig config = paperShape();
    const Sae sae = Sae::random(config, 1);
    at::manual_seed(1);
    const std::int64_t tokens = 2048;
    const at::Tensor h = at::randn({tokens, config.inputSize});
    const at::NoGradGuard guard;
    const auto encode = [&] { sae.encode(h); };
    const std::string work = shapeText("SAE encode + top-k", tokens);
    gain("sae-encode", work,
         measureBoth(
             encode,
             [&] { at::topk(at::mm(standardise(h) - sae.preBias, sae.encoder.t()) + sae.latentBias, config.k); }),
         "product + at::topk", {});
    cost("sae-encode-product", work,
         measureBoth(
             encode, [&] { at::mm(h, sae.encoder.t()); }, 7),
         "the encoder product alone", atMost(1.25));
}

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

/// Highest resident memory during one call, above what was held before it.
double peakOf(const std::function<void()>& work) {
    const std::uint64_t before = residentBytes();
    resetPeakResident();
    work();
    return megabytes(peakResidentBytes() - std::min(before, peakResidentBytes()));
}

void benchStep() {
    const SaeConfig config = paperShape();
    const std::int64_t tokens = quick() ? 2048 : 8192;
    at::manual_seed(1);
    const at::Tensor x = standardise(at::randn({tokens, config.inputSize}));
    Sae sae = Sae::random(config, 1);
    PublishedSae published(sae);
    SaeOptimizerSettings settings;
    SaeOptimizer optimizer(sae, settings);
    const auto ours = [&] { optimizer.step(x, learningRate); };
    const auto theirs = [&] { published.step(x, learningRate); };
    // First calls: later ones find what was freed still in the heap.
    absolute("sae-step-memory", "the step's memory above its weights and moments", peakOf(ours), "MB", {});
    absolute("sae-step-memory-published", "the published step's memory above its weights and moments", peakOf(theirs),
             "MB", {});
    const std::string work = shapeText("SAE training step", tokens);
    gain("sae-step-published", work, measureBoth(ours, theirs, quick() ? 3 : 5), "the published dense step",
         atLeast(4.0));
    cost("sae-step-product", work,
         measureBoth(
             ours,
             [&] {
                 const at::NoGradGuard guard;
                 at::mm(x, sae.encoder.t());
             },
             quick() ? 3 : 5),
         "the encoder product alone", atMost(1.35));
}

/// Where a step's time goes, in milliseconds of this machine.
void benchPhases() {
    const SaeConfig config = paperShape();
    const std::int64_t tokens = quick() ? 2048 : 8192;
    at::manual_seed(1);
    const at::Tensor x = standardise(at::randn({tokens, config.inputSize}));
    Sae sae = Sae::random(config, 1);
    const at::NoGradGuard guard;
    at::Tensor indices = at::empty({tokens, config.k}, at::kLong);
    at::Tensor values = at::empty({tokens, config.k}, at::kFloat);
    const auto topK = [&](const ScreenedEncoder& encoder) {
        return encoder.topK(x, config.k, indices.data_ptr<std::int64_t>(), values.data_ptr<float>());
    };
    const ScreenedEncoder screened(sae.encoder, sae.latentBias);
    const at::Tensor narrow = x.to(at::kBFloat16);
    const PackedLinear packed(sae.encoder.to(at::kBFloat16));
    const std::string suffix = ", " + std::to_string(tokens) + " tokens";
    absolute("sae-phase-pack", "rounding, bounding and packing the encoder",
             measure([&] { const ScreenedEncoder fresh(sae.encoder, sae.latentBias); }), {});
    absolute("sae-phase-product", "the bfloat16 product" + suffix, measure([&] {
                 for (std::int64_t begin = 0; begin < tokens; begin += 1024) {
                     packed.applyWide(narrow.narrow(0, begin, 1024));
                 }
             }),
             {});
    absolute("sae-phase-topk", "the screened top k, product included" + suffix, measure([&] { topK(screened); }), {});
    const ScreenReport report = topK(screened);
    figure("sae-scores-per-token", "float32 scores per token behind the bfloat16 product",
           static_cast<double>(report.scored) / static_cast<double>(report.rows), "", {});
    figure("sae-rows-in-full", "rows whose certificate failed", static_cast<double>(report.inFull), "", {});
    SaeOptimizer screening(sae, {});
    absolute("sae-phase-step", "the whole step" + suffix, measure([&] { screening.step(x, learningRate); }), {});
    SaeOptimizerSettings settings;
    settings.screening = SaeOptimizerSettings::Screening::Never;
    SaeOptimizer plain(sae, settings);
    absolute("sae-phase-step-plain", "the whole step in float32" + suffix,
             measure([&] { plain.step(x, learningRate); }), {});
    absolute("sae-phase-gradients", "gradients without an update in float32" + suffix,
             measure([&] { plain.gradients(x); }, 3), {});
}

/// Both from the same start on the same batches: the losses they report.
void benchCurve() {
    SaeConfig config;
    config.inputSize = 512;
    config.latents = 4096;
    config.k = 32;
    at::manual_seed(2);
    Sae sae = Sae::random(config, 1);
    PublishedSae published(sae);
    SaeOptimizer optimizer(sae, {});
    // Activations with structure to learn: sparse sums of hidden directions, and some noise.
    const at::Tensor directions = at::randn({1024, config.inputSize});
    double largest = 0.0;
    double first = 0.0;
    double last = 0.0;
    constexpr int steps = 20;
    for (int step = 0; step < steps; ++step) {
        const at::Tensor code = at::relu(at::randn({1024, 1024}) - 2.0);
        const at::Tensor x = standardise(at::matmul(code, directions) + at::randn({1024, config.inputSize}));
        const double ours = optimizer.step(x, learningRate).loss;
        const double theirs = published.step(x, learningRate);
        largest = std::max(largest, std::abs(ours - theirs) / theirs);
        first = step == 0 ? ours : first;
        last = ours;
    }
    figure("sae-loss-curve", "largest relative difference of the losses, ours and the published step, 20 steps",
           largest, "", atMost(1e-3));
    remark("The loss fell from " + std::to_string(first) + " to " + std::to_string(last) +
           " over those 20 steps (512 x 4096, k 32, 1024 tokens a step, the same batches and the same start).");
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    saferscope::configureTorch();
    using namespace saferscope::bench;
    return runBenchmarks(
        argc, argv, {{"encode", benchEncode}, {"step", benchStep}, {"curve", benchCurve}, {"phases", benchPhases}});
}
