// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/reward_trainer.h"
#include "tests/gpu/gpu_check.h"
#include "tests/training/tiny_training.h"

#include <filesystem>
#include <unistd.h>

namespace saferscope::gpu {

namespace {

using testing::RecordingObserver;

struct Run {
    RewardModel model;
    RecordingObserver observer;
    double accuracy = 0.0;
};

RewardTrainingConfig configOf(const Setup& setup) {
    RewardTrainingConfig config;
    config.learningRate = 2e-3;
    config.batchPairs = 16;
    config.microBatchTokens = 400;
    config.epochs = setup.quick ? 1.0 : 5.0;  // of 160 pairs: 10 or 50 steps
    return config;
}

Run train(c10::Device device, RewardTrainingConfig config) {
    const at::ScalarType dtype = config.dtype == "bfloat16" ? at::kBFloat16 : at::kFloat;
    Run run{RewardModel::random(testing::trainingConfig(64, 3), 21, {device, dtype}), {}, 0.0};
    const auto folder = std::filesystem::temp_directory_path() / ("gpu-check-" + std::to_string(::getpid()));
    const auto outcome =
        trainRewardModelOnTokens(run.model, testing::plantedData(160, 60, 14), config, folder, run.observer, {});
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    TORCH_CHECK(outcome.has_value(), outcome ? "" : outcome.error().message);
    run.accuracy = outcome->validationAccuracy;
    return run;
}

/// The largest distance of the two loss curves over their first `steps`.
double curveDistance(const Run& a, const Run& b, std::size_t steps) {
    const auto& one = a.observer.metrics.at("loss");
    const auto& two = b.observer.metrics.at("loss");
    double worst = one.size() == two.size() ? 0.0 : 1e9;
    for (std::size_t i = 0; i < std::min({steps, one.size(), two.size()}); ++i) {
        worst = std::max(worst, std::abs(one[i].second - two[i].second));
    }
    return worst;
}

double weightDistance(const Run& a, const Run& b) {
    double worst = 0.0;
    const auto one = a.model.trainableParameters();
    const auto two = b.model.trainableParameters();
    for (std::size_t i = 0; i < one.size(); ++i) {
        worst = std::max(worst, relativeDifference(one[i].second, two[i].second));
    }
    return worst;
}

}  // namespace

void checkTraining(const Setup& setup, Report& report) {
    const RewardTrainingConfig config = configOf(setup);
    const Run host = train(c10::kCPU, config);
    const Run device = train(setup.device, config);
    report.limit("training: first 10 losses, CPU and device, float32", curveDistance(host, device, 10), 2e-3);
    report.limit("training: all losses, CPU and device, float32", curveDistance(host, device, 1000), 0.1);
    report.limit("training: held-out accuracy, CPU and device", std::abs(host.accuracy - device.accuracy), 0.1);
    report.fact("training: the loss falls", device.observer.last("loss") < device.observer.first("loss"));

    RewardTrainingConfig again = config;
    again.gradientCheckpointing = true;
    report.limit("gradient checkpointing: weights", weightDistance(train(setup.device, again), device), 0.02);

    RewardTrainingConfig lora = config;
    lora.loraRank = 8;
    lora.learningRate = 1e-2;
    const Run loraHost = train(c10::kCPU, lora);
    const Run loraDevice = train(setup.device, lora);
    report.limit("LoRA: first 10 losses, CPU and device", curveDistance(loraHost, loraDevice, 10), 5e-3);
    report.fact("LoRA: the loss falls", loraDevice.observer.last("loss") < loraDevice.observer.first("loss"));

    RewardTrainingConfig narrow = config;
    narrow.dtype = "bfloat16";
    report.limit("bfloat16 with master copies: all losses, against float32",
                 curveDistance(train(setup.device, narrow), device, 1000), 0.2);
    narrow.loraRank = 8;
    narrow.gradientCheckpointing = true;
    narrow.languageModelWeight = 0.1;
    const Run all = train(setup.device, narrow);
    report.fact("bfloat16, LoRA, checkpointing and language loss together",
                all.observer.last("loss") < 2.0 && all.observer.last("language_loss") > 0.0);
}

}  // namespace saferscope::gpu
