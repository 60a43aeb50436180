// SPDX-License-Identifier: GPL-3.0-or-later
// The trainer with low-rank factors, with bfloat16 weights and with gradient checkpointing.
#include "core/training/adamw.h"
#include "core/training/reward_evaluation.h"
#include "core/training/reward_trainer.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/Parallel.h>
#include <cmath>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

RewardTrainingConfig quickConfig() {
    RewardTrainingConfig config;
    config.learningRate = 5e-3;
    config.epochs = 4;
    config.batchPairs = 8;
    config.warmupFraction = 0.1;
    return config;
}

RewardTrainingConfig loraConfig() {
    RewardTrainingConfig config = quickConfig();
    config.loraRank = 4;
    config.loraAlpha = 16.0;
    config.learningRate = 2e-2;
    return config;
}

struct Run {
    RewardModel model;
    RecordingObserver observer;
    Result<RewardTrainingOutcome> outcome = fail(ErrorCode::Failed, "not run");
};

Run train(const TrainingData& data, const RewardTrainingConfig& config, const std::filesystem::path& folder,
          std::uint64_t stopAt = 0) {
    at::set_num_threads(2);
    const at::ScalarType dtype = config.dtype == "bfloat16" ? at::kBFloat16 : at::kFloat;
    Run run{RewardModel::random(trainingConfig(), 21, {c10::kCPU, dtype}), {}};
    std::stop_source stop;
    run.observer.atStep = [&](std::uint64_t step) {
        if (step == stopAt) {
            stop.request_stop();
        }
    };
    run.outcome = trainRewardModelOnTokens(run.model, data, config, folder, run.observer, stop.get_token());
    return run;
}

std::filesystem::path newestStep(const std::filesystem::path& folder) {
    std::filesystem::path newest;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename().string().starts_with("step-") && entry.path() > newest) {
            newest = entry.path();
        }
    }
    return newest;
}

}  // namespace

TEST(low_rank_factors_learn_and_the_rest_stays) {
    const check::TemporaryFolder folder;
    const TrainingData data = plantedData(160, 40);
    RewardTrainingConfig config = loraConfig();
    config.epochs = 8;
    const auto before = copyOf(RewardModel::random(trainingConfig(), 21).parameters());
    const Run run = train(data, config, folder.path());
    CHECK_OK(run.outcome);
    CHECK(run.outcome->validationAccuracy > 0.9);
    const auto after = run.model.parameters();
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto& [name, weight] = after[i];
        CHECK_EQ(at::equal(weight, before[i].second), name != "score.weight");
        CHECK(!weight.requires_grad() && !weight.grad().defined());
    }
    // A checkpoint holds factors, head and their moments; nothing of the size of the model.
    const auto tensors = loadTensors(newestStep(folder.path()) / "tensors.safetensors");
    CHECK_OK(tensors);
    CHECK_EQ(tensors->size(), 3 * run.model.trainableParameters().size());
    for (const auto& [name, tensor] : *tensors) {
        CHECK(name.find("lora_") != std::string::npos || name.find("score.weight") != std::string::npos);
    }
    // What is saved is one ordinary model with the same rewards.
    const check::TemporaryFolder output;
    CHECK_OK(run.model.save(output.path()));
    const auto loaded = RewardModel::load(output.path());
    CHECK_OK(loaded);
    const auto saved = evaluateRewards(*loaded, data.heldOut, 4096, 0.0, {});
    const auto own = evaluateRewards(run.model, data.heldOut, 4096, 0.0, {});
    CHECK_NEAR(saved->accuracy(), run.outcome->validationAccuracy, 1e-12);
    CHECK_NEAR(saved->meanLoss(), own->meanLoss(), 1e-5);
}

TEST(a_low_rank_run_resumes_with_the_same_bits) {
    const TrainingData data = plantedData(50, 14);
    for (const char* dtype : {"float32", "bfloat16"}) {
        RewardTrainingConfig config = loraConfig();
        config.dtype = dtype;
        config.loraTargets = "q,v,gate";
        config.evaluateEvery = 5;
        config.checkpointEvery = 8;
        const check::TemporaryFolder whole;
        const Run straight = train(data, config, whole.path());
        CHECK_OK(straight.outcome);
        const check::TemporaryFolder folder;
        CHECK(!train(data, config, folder.path(), 13).outcome);
        const Run second = train(data, config, folder.path());
        CHECK_OK(second.outcome);
        CHECK(sameWeights(straight.model.trainableParameters(), second.model.trainableParameters()));
        CHECK_EQ(second.outcome->trainLoss, straight.outcome->trainLoss);
    }
}

TEST(checkpointing_activations_changes_no_bit) {
    const TrainingData data = plantedData(40, 10);
    for (const double language : {0.0, 0.5}) {
        for (const std::int64_t rank : {0, 3}) {
            RewardTrainingConfig config = quickConfig();
            config.loraRank = rank;
            config.languageModelWeight = language;
            config.microBatchTokens = 60;
            config.epochs = 1;
            const check::TemporaryFolder a;
            const check::TemporaryFolder b;
            const Run kept = train(data, config, a.path());
            config.gradientCheckpointing = true;
            const Run again = train(data, config, b.path());
            CHECK_OK(kept.outcome);
            CHECK_OK(again.outcome);
            CHECK(sameWeights(kept.model.trainableParameters(), again.model.trainableParameters()));
            CHECK(kept.observer.last("grad_norm") == again.observer.last("grad_norm"));
        }
    }
}

// What a run that ran out of memory needs: smaller forward passes from the checkpoint on.
TEST(a_run_goes_on_with_smaller_passes) {
    const TrainingData data = plantedData(40, 10);
    RewardTrainingConfig config = quickConfig();
    const check::TemporaryFolder whole;
    const Run straight = train(data, config, whole.path());
    const check::TemporaryFolder folder;
    CHECK(!train(data, config, folder.path(), 7).outcome);
    config.microBatchTokens = 50;
    config.gradientCheckpointing = true;
    const Run second = train(data, config, folder.path());
    CHECK_OK(second.outcome);
    CHECK_EQ(second.observer.metrics.at("loss").front().first, std::uint64_t{8});
    CHECK(largestWeightDifference(straight.model.parameters(), second.model.parameters()) < 1e-2);
    config.batchPairs = 4;
    CHECK(!train(data, config, folder.path()).outcome);
}

// Least squares from 1 with steps of 2e-4, a tenth of what bfloat16 can tell apart there: with master copies the narrow
// weights follow the wide ones to their own rounding (2^-9); without them they would stand still.
TEST(master_copies_carry_what_bfloat16_would_lose) {
    const at::Tensor target = at::linspace(0.9, 0.95, 64).view({8, 8});
    at::Tensor wide = at::ones({8, 8});
    at::Tensor narrow = at::ones({8, 8}, at::kBFloat16);
    at::Tensor bare = at::ones({8, 8});  // rounded to bfloat16 after every step
    AdamW ofWide({{"w", wide}}, {});
    AdamW ofNarrow({{"w", narrow}}, {});
    AdamW ofBare({{"w", bare}}, {});
    const auto step = [&target](AdamW& optimizer, at::Tensor& weight) {
        optimizer.zeroGradients();
        weight.mutable_grad() = ((weight.detach().to(at::kFloat) - target) * 2.0).to(weight.scalar_type());
        optimizer.collectGradients();
        CHECK(optimizer.step(2e-4, 1.0));
    };
    for (int t = 0; t < 250; ++t) {
        step(ofWide, wide);
        step(ofNarrow, narrow);
        step(ofBare, bare);
        bare.copy_(bare.to(at::kBFloat16));
    }
    CHECK(at::equal(bare, at::ones({8, 8})));
    CHECK((wide - 1.0).abs().min().item<double>() > 0.03);
    CHECK((narrow.to(at::kFloat) - wide).abs().max().item<double>() <= 1.0 / 512 + 1e-3);
}

TEST(bfloat16_training_follows_float32) {
    const TrainingData data = plantedData(160, 40);
    RewardTrainingConfig config = quickConfig();
    config.epochs = 6;
    const check::TemporaryFolder a;
    const check::TemporaryFolder b;
    const Run wide = train(data, config, a.path());
    config.dtype = "bfloat16";
    const Run narrow = train(data, config, b.path());
    CHECK_OK(wide.outcome);
    CHECK_OK(narrow.outcome);
    std::printf("training loss %.4f float32, %.4f bfloat16\n", wide.outcome->trainLoss, narrow.outcome->trainLoss);
    CHECK_NEAR(narrow.outcome->trainLoss, wide.outcome->trainLoss, 0.1);
    CHECK_NEAR(narrow.outcome->validationAccuracy, wide.outcome->validationAccuracy, 0.1);
}

TEST(impossible_settings_are_refused_by_name) {
    for (const auto& [key, value] : std::vector<std::pair<const char*, Json>>{{"lora_rank", -1},
                                                                              {"lora_rank", 100000},
                                                                              {"lora_alpha", 0.0},
                                                                              {"lora_targets", "q,x"},
                                                                              {"dtype", "float16"}}) {
        Json json = toJson(RewardTrainingConfig{});
        json[key] = value;
        const auto config = rewardTrainingConfigFromJson(json);
        CHECK(!config);
        CHECK(config.error().code == ErrorCode::InvalidInput);
    }
}
