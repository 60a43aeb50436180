// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward of one training step at the size of the demo, and a forward pass alone. Prints medians.
//   bench_training_step [threads] [steps]
#include "core/model/reward_model.h"
#include "core/tensor/device.h"
#include "tests/model/tiny_model.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

struct Seconds {
    double wall = 0.0;
    double processor = 0.0;  ///< of all threads; hardly disturbed by other programs
};

template <class Step>
Seconds median(int steps, Step&& step) {
    std::vector<double> walls;
    std::vector<double> processors;
    for (int i = 0; i < steps + 2; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t used = std::clock();
        step();
        if (i >= 2) {  // the first two warm up
            walls.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
            processors.push_back(static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC);
        }
    }
    std::sort(walls.begin(), walls.end());
    std::sort(processors.begin(), processors.end());
    return {walls[walls.size() / 2], processors[processors.size() / 2]};
}

void measure(std::int64_t width, int steps) {
    ModelConfig config = tinyConfig();
    config.hiddenSize = width;
    config.intermediateSize = 4 * width;
    config.layers = 4;
    config.headDim = 32;
    config.heads = width / 32;
    config.kvHeads = config.heads / 2;
    config.vocabularySize = 2048;
    RewardModel model = RewardModel::random(config, 1);
    Random random(5);
    std::vector<PairTokens> pairs;
    for (int i = 0; i < 32; ++i) {
        pairs.push_back({randomTokens(random, 36 + random.below(9), 2048),
                         randomTokens(random, 26 + random.below(9), 2048),
                         randomTokens(random, 26 + random.below(9), 2048)});
    }
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    const auto rows = static_cast<double>(batch.ids.size(0));

    model.requireGradients(true);
    const std::int64_t parameters = model.parameterCount();
    const Seconds training = median(steps, [&] {
        const at::Tensor rewards = model.forward(batch).rewards.view({-1, 2});
        const at::Tensor loss = -at::log_sigmoid(rewards.select(1, 0) - rewards.select(1, 1)).mean();
        loss.backward();
        for (auto& [name, tensor] : model.parameters()) {
            tensor.mutable_grad() = at::Tensor();
        }
    });
    model.requireGradients(false);
    const Seconds inference = median(steps, [&] {
        const c10::InferenceMode mode;
        model.forward(batch);
    });
    const double blockFlops = 2.0 * rows * static_cast<double>(parameters - config.vocabularySize * width);
    std::printf(
        "d %3d, %.0f rows, S %d: training %.1f ms (cpu %.1f; %.1f steps/s, %.0f tokens/s, %.0f GFLOP/s), "
        "forward %.1f ms (cpu %.1f; %.0f tokens/s)\n",
        int(width), rows, int(batch.slots), training.wall * 1e3, training.processor * 1e3, 1.0 / training.wall,
        rows / training.wall, 3e-9 * blockFlops / training.wall, inference.wall * 1e3, inference.processor * 1e3,
        rows / inference.wall);
}

}  // namespace

int main(int count, char** arguments) {
    configureTorch(count > 1 ? std::atoi(arguments[1]) : 2);
    const int steps = count > 2 ? std::atoi(arguments[2]) : 20;
    const ComputeReport report = inspectCompute();
    std::printf("%s, %d threads, fp32 product %.0f GFLOP/s, bf16 %s, libtorch %s\n", report.blas.c_str(),
                report.threads, report.fp32Gflops, report.bf16 ? "yes" : "no", report.torchVersion.c_str());
    for (const std::int64_t width : {128, 256}) {
        measure(width, steps);
    }
    return 0;
}
