// SPDX-License-Identifier: GPL-3.0-or-later
// Steps per second of both trainers at the demo's size, and of the SAE step at the published size. Start it as a worker
// is started: OMP_WAIT_POLICY=passive. Arguments: threads.
#include "core/tensor/device.h"
#include "core/training/activation_source.h"
#include "core/training/reward_trainer.h"
#include "core/training/sae_optimizer.h"
#include "core/training/sae_trainer.h"
#include "tests/training/tiny_training.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::testing;
using Clock = std::chrono::steady_clock;

namespace {

double seconds(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class Silent : public TrainingObserver {
public:
    void onProgress(const Progress&) override {}
    void onMetrics(std::uint64_t step, const std::map<std::string, double>& values) override {
        if (values.contains("loss")) {
            m_times.push_back(seconds(m_last));
        }
        m_last = Clock::now();
        steps = step;
    }
    void onMessage(const std::string&) override {}
    void onCheckpoint(std::uint64_t, const std::filesystem::path&) override { m_last = Clock::now(); }
    double median() {
        std::sort(m_times.begin(), m_times.end());
        return m_times[m_times.size() / 2];
    }
    std::uint64_t steps = 0;

private:
    std::vector<double> m_times;
    Clock::time_point m_last = Clock::now();
};

std::int64_t tokensOf(const TrainingData& data) {
    std::int64_t total = 0;
    for (const TrainingPair& pair : data.training) {
        total += pair.tokens.total();
    }
    return total;
}

void demoSize(std::int64_t d, std::int64_t layers, const std::filesystem::path& folder) {
    ModelConfig config = trainingConfig(d, layers, 3000);
    config.heads = d / 32;
    config.kvHeads = d / 32;
    config.headDim = 32;
    config.intermediateSize = 3 * d;
    RewardModel model = RewardModel::random(config, 1);
    const TrainingData data = plantedData(1600, 80, 34, 1, 3000);  // about 100 rows a pair
    RewardTrainingConfig reward;
    reward.learningRate = 1e-3;
    reward.epochs = 1;
    Silent rewardTimes;
    auto start = Clock::now();
    const auto outcome = trainRewardModelOnTokens(model, data, reward, folder / "reward", rewardTimes, {});
    if (!outcome) {
        std::printf("%s\n", outcome.error().message.c_str());
        return;
    }
    std::printf(
        "reward model d %ld, %ld layers, %ld weights: %ld rows per pair, median step %.1f ms = %.1f steps/s, "
        "%llu steps with evaluations and checkpoints %.1f s, accuracy %.3f\n",
        d, layers, model.parameterCount(), tokensOf(data) / 1600, 1e3 * rewardTimes.median(), 1 / rewardTimes.median(),
        static_cast<unsigned long long>(outcome->steps), seconds(start), outcome->validationAccuracy);

    SaeTrainingConfig saeConfig;
    saeConfig.latents = 1024;
    saeConfig.k = 16;
    saeConfig.batchTokens = 2048;
    saeConfig.stage1Tokens = 2 * tokensOf(data);
    saeConfig.stage2Tokens = tokensOf(data) / 2;
    Sae sae = *makeSae(saeConfig, model);
    Silent saeTimes;
    start = Clock::now();
    const auto trained = trainSaeOnTokens(sae, model, data, saeConfig, folder / "sae", saeTimes, {});
    if (!trained) {
        std::printf("%s\n", trained.error().message.c_str());
        return;
    }
    std::printf(
        "SAE 1024 x %ld, k 16, 2048 tokens: median step %.1f ms = %.1f steps/s, %llu steps with activations, "
        "checkpoints and quality %.1f s, fvu %.3f\n",
        d, 1e3 * saeTimes.median(), 1 / saeTimes.median(), static_cast<unsigned long long>(trained->steps),
        seconds(start), trained->allTokenQuality.fvu);
}

/// What the kernels cost where other programs take turns on the cores: processor time of this one.
double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void publishedSize() {
    SaeConfig config;
    config.inputSize = 2048;
    config.latents = 16384;
    config.k = 64;
    Sae sae = Sae::random(config, 1);
    SaeOptimizer optimizer(sae, {});
    const at::Tensor x = at::randn({2048, 2048});
    const at::Tensor weights = sae.encoder.t();
    std::vector<double> times;
    std::vector<double> processor;
    std::vector<double> product;
    for (int step = 0; step < 7; ++step) {
        const auto start = Clock::now();
        const double before = processorSeconds();
        optimizer.step(x, 1e-4);
        processor.push_back(1e3 * (processorSeconds() - before));
        times.push_back(1e3 * seconds(start));
        const double beforeProduct = processorSeconds();
        at::mm(x, weights);
        product.push_back(1e3 * (processorSeconds() - beforeProduct));
    }
    for (auto* values : {&times, &processor, &product}) {
        std::sort(values->begin(), values->end());
    }
    std::printf(
        "SAE 16384 x 2048, k 64, 2048 tokens: median step %.0f ms, %.0f ms of processor time; the encoder's "
        "product alone takes %.0f of it\n",
        times[3], processor[3], product[3]);
}

}  // namespace

int main(int argc, char** argv) {
    configureTorch(argc > 1 ? std::atoi(argv[1]) : 0);
    const auto folder = std::filesystem::temp_directory_path() / ("saferscope-bench-" + std::to_string(::getpid()));
    demoSize(128, 3, folder / "small");
    demoSize(192, 4, folder / "large");
    publishedSize();
    std::filesystem::remove_all(folder);
}
