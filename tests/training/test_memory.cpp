// SPDX-License-Identifier: GPL-3.0-or-later
// The estimate against what training really allocates.
#include "core/tensor/device_memory.h"
#include "core/tensor/torch_errors.h"
#include "core/training/memory_check.h"
#include "tests/model/counting_allocator.h"
#include "tests/model/family_models.h"
#include "tests/support/sanitizers.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/Parallel.h>
#include <cstdio>
#include <fstream>
#include <memory>
#include <new>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

ModelConfig middleConfig() {
    ModelConfig config = trainingConfig(192, 6, 2000);
    config.heads = 6;
    config.kvHeads = 3;
    config.headDim = 32;
    config.intermediateSize = 512;
    config.maxPositions = 4096;
    return config;
}

struct Case {
    const char* name;
    std::int64_t rank = 0;
    const char* targets = "all-linear";
    bool recompute = false;
    double language = 0.0;
    const char* dtype = "float32";
};

RewardTrainingConfig trainingOf(const Case& one) {
    RewardTrainingConfig config;
    config.batchPairs = 8;
    config.checkpointEvery = 1000;
    config.microBatchTokens = 800;
    config.epochs = 1;
    config.validationFraction = 0.0;
    config.loraRank = one.rank;
    config.loraTargets = one.targets;
    config.gradientCheckpointing = one.recompute;
    config.languageModelWeight = one.language;
    config.dtype = one.dtype;
    return config;
}

/// Two steps; the model is made inside, so that everything counts.
void trainOnce(const Case& one, const TrainingData& data) {
    const bool narrow = std::string(one.dtype) == "bfloat16";
    RewardModel model = RewardModel::random(middleConfig(), 3, {c10::kCPU, narrow ? at::kBFloat16 : at::kFloat});
    const check::TemporaryFolder folder;
    RecordingObserver observer;
    CHECK_OK(trainRewardModelOnTokens(model, data, trainingOf(one), folder.path(), observer, {}));
}

std::uint64_t statusBytes(const char* key) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(key)) {
            return std::stoull(line.substr(std::string(key).size())) * 1024;
        }
    }
    return 0;
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all = {{"everything"},
                                          {"gradient checkpointing", 0, "all-linear", true},
                                          {"language loss", 0, "all-linear", false, 0.5},
                                          {"language loss, checkpointing", 0, "all-linear", true, 0.5},
                                          {"LoRA, every map", 8},
                                          {"LoRA q,v, checkpointing", 8, "q,v", true},
                                          {"bfloat16", 0, "all-linear", false, 0.0, "bfloat16"}};
    return all;
}

}  // namespace

TEST(resident_memory_is_as_estimated) {
    at::set_num_threads(2);
    const Case one{"everything"};
    const TrainingData data = plantedData(12, 0, 90, 4, 2000);
    const TrainingMemory need = estimateTrainingMemory(
        memoryRequest(middleConfig(), trainingOf(one), c10::Device(c10::kCPU), longestPair(data)));
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak starts anew
    const std::uint64_t before = statusBytes("VmRSS:");
    trainOnce(one, data);
    const std::uint64_t peak = statusBytes("VmHWM:");
    if (peak <= before) {
        return;  // a system that does not say
    }
    const double measured = static_cast<double>(peak - before);
    const double ratio = static_cast<double>(need.total()) / measured;
    std::printf("resident: estimated %.0f MB, measured %.0f MB, ratio %.2f\n", static_cast<double>(need.total()) / 1e6,
                measured / 1e6, ratio);
    CHECK(!check::memoryIsOurs || (ratio > 0.7 && ratio < 1.3));
}

TEST(allocated_bytes_are_as_estimated) {
    at::set_num_threads(2);
    const TrainingData data = plantedData(12, 0, 90, 4, 2000);
    for (const Case& one : cases()) {
        const TrainingMemory need = estimateTrainingMemory(
            memoryRequest(middleConfig(), trainingOf(one), c10::Device(c10::kCPU), longestPair(data)));
        std::int64_t peak = 0;
        {
            const CountedBytes counted;
            trainOnce(one, data);
            peak = counted.peak();
        }
        const double ratio = static_cast<double>(need.total()) / static_cast<double>(peak);
        std::printf(
            "%-30s estimated %4.0f MB (fixed %3.0f, kept %3.0f, logits %3.0f, passing %3.0f), measured %4.0f MB, ratio "
            "%.2f\n",
            one.name, static_cast<double>(need.total()) / 1e6, static_cast<double>(need.fixed()) / 1e6,
            static_cast<double>(need.activations) / 1e6, static_cast<double>(need.logits) / 1e6,
            static_cast<double>(need.passing) / 1e6, static_cast<double>(peak) / 1e6, ratio);
        CHECK(ratio > 0.7 && ratio < 1.3);
    }
}

TEST(parameters_are_counted_exactly) {
    for (const ModelConfig& config : {middleConfig(), trainingConfig(), trainingConfig(24, 3, 50)}) {
        RewardModel model = RewardModel::random(config, 1);
        CHECK_EQ(parameterCount(config), static_cast<std::uint64_t>(model.parameterCount()));
        for (const char* targets : {"all-linear", "q", "k,o", "gate,down"}) {
            model.attachLora({5, 1.0, *parseLoraTargets(targets), 1});
            std::int64_t trained = 0;
            for (const auto& [name, tensor] : model.trainableParameters()) {
                trained += tensor.numel();
            }
            TrainingMemoryRequest request;
            request.model = config;
            request.loraRank = 5;
            request.loraTargets = targets;
            CHECK_EQ(trainedParameterCount(request), static_cast<std::uint64_t>(trained));
        }
    }
}

// Llama-3.2-1B, by hand: 973.1 M weights in blocks and norms, 262.7 M in the embedding; 16 bytes each in float32, 20 in
// bfloat16 with master copies and float32 gradient sums.
TEST(the_fixed_part_of_a_known_model) {
    TrainingMemoryRequest request;
    request.model.hiddenSize = 2048;
    request.model.intermediateSize = 8192;
    request.model.layers = 16;
    request.model.heads = 32;
    request.model.kvHeads = 8;
    request.model.headDim = 64;
    request.model.vocabularySize = 128256;
    CHECK_NEAR(static_cast<double>(parameterCount(request.model)), 1235.8e6, 0.2e6);
    const auto count = static_cast<double>(parameterCount(request.model));
    CHECK_NEAR(static_cast<double>(estimateTrainingMemory(request).fixed()), 16.0 * count, 1.0);
    request.bfloat16 = true;
    CHECK_NEAR(static_cast<double>(estimateTrainingMemory(request).fixed()), 20.0 * count, 1.0);
    request.loraRank = 16;  // 11.3 M factors
    CHECK_NEAR(static_cast<double>(estimateTrainingMemory(request).fixed()), 2.0 * count + 20.0 * 11.27e6, 0.01e9);
}

TEST(what_does_not_fit_is_refused_with_numbers_and_advice) {
    ModelConfig config = middleConfig();
    config.layers = 4'000'000;  // terabytes
    const RewardTrainingConfig training;
    const Status refused = checkMemoryBeforeLoading(config, training, c10::Device(c10::kCPU));
    CHECK(!refused);
    CHECK(refused.error().code == ErrorCode::OutOfMemory);
    CHECK(refused.error().message.find("GB for weights, gradients and the optimizer") != std::string::npos);
    CHECK(refused.error().message.find("free on cpu") != std::string::npos);
    for (const char* option : {"--lora-rank", "--dtype bfloat16"}) {
        CHECK(refused.error().hint.find(option) != std::string::npos);
    }
    CHECK(refused.error().hint.find("--micro-batch-tokens") == std::string::npos);  // it would not help
    CHECK_OK(checkMemoryBeforeLoading(middleConfig(), training, c10::Device(c10::kCPU)));
    CHECK(freeDeviceBytes(c10::Device(c10::kCPU)).value_or(1) > 0);
}

TEST(every_way_to_run_out_of_memory_is_told_as_one) {
    const auto codeOf = [](const std::exception& exception) { return torchError(exception, "Training").code; };
    CHECK(codeOf(std::bad_alloc()) == ErrorCode::OutOfMemory);
    CHECK(codeOf(std::runtime_error("CUDA out of memory. Tried to allocate 2.00 GiB")) == ErrorCode::OutOfMemory);
    CHECK(codeOf(std::runtime_error("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")) ==
          ErrorCode::OutOfMemory);
    CHECK(codeOf(std::runtime_error("a shape does not fit")) == ErrorCode::Failed);
    try {
        at::empty({std::int64_t{1} << 52});
        CHECK(false);
    } catch (const std::exception& exception) {
        CHECK(codeOf(exception) == ErrorCode::OutOfMemory);
    }
    CHECK_EQ(memoryText(31'400'000'000), std::string("31 GB"));
    CHECK_EQ(memoryText(4'230'000'000), std::string("4.2 GB"));
    CHECK_EQ(memoryText(850'000'000), std::string("850 MB"));
    CHECK_EQ(memoryText(3), std::string("1 MB"));
}

TEST(parameters_of_every_family_are_counted_as_they_are) {
    for (const auto& [name, given] : familyConfigs()) {
        ModelConfig config = given;
        for (const bool bias : {false, true}) {
            config.headBias = bias;
            const RewardModel model = RewardModel::random(config, 1);
            CHECK_EQ(parameterCount(config), static_cast<std::uint64_t>(model.parameterCount()));
        }
    }
}
