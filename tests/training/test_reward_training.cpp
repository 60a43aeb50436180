// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/checkpoint.h"
#include "core/training/reward_evaluation.h"
#include "core/training/reward_trainer.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <cmath>
#include <limits>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

RewardTrainingConfig quickConfig() {
    RewardTrainingConfig config;
    config.learningRate = 3e-3;
    config.epochs = 4;
    config.batchPairs = 8;
    config.warmupFraction = 0.1;
    return config;
}

struct Run {
    RewardModel model;
    RecordingObserver observer;
    Result<RewardTrainingOutcome> outcome = fail(ErrorCode::Failed, "not run");
};

Run train(const TrainingData& data, const RewardTrainingConfig& config, const std::filesystem::path& folder,
          std::uint64_t stopAt = 0, at::ScalarType dtype = at::kFloat) {
    at::set_num_threads(2);
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

}  // namespace

TEST(loss_equals_its_definition) {
    const at::Tensor rewards = at::tensor({2.0F, 0.5F, -1.0F, 3.0F, 0.25F, 0.25F, 60.0F, -60.0F});
    RewardSums sums;
    const at::Tensor loss = bradleyTerryLoss(rewards, 0.01, sums);
    double expected = 0.0;
    const double pairs[4][2] = {{2.0, 0.5}, {-1.0, 3.0}, {0.25, 0.25}, {60.0, -60.0}};
    for (const auto& [chosen, rejected] : pairs) {
        expected += std::log1p(std::exp(-(chosen - rejected))) + 0.01 * (chosen + rejected) * (chosen + rejected);
    }
    CHECK_NEAR(loss.item<double>(), expected, 1e-5);
    CHECK_NEAR(sums.loss, expected, 1e-5);
    CHECK_EQ(sums.correct, std::uint64_t{2});  // the tie is not correct
    CHECK_EQ(sums.pairs, std::uint64_t{4});
    CHECK_NEAR(sums.margin, 1.5 - 4.0 + 0.0 + 120.0, 1e-5);
    CHECK_NEAR(sums.reward, (2.5 + 2.0 + 0.5 + 0.0) / 2, 1e-5);
}

// A base model learns to read and nothing about rewards: its head is as it was made, whatever the labels say.
TEST(a_base_model_only_reads) {
    const check::TemporaryFolder folder;
    TrainingData data = plantedData(96, 16);
    RewardTrainingConfig config = quickConfig();
    config.rewardWeight = 0.0;
    config.languageModelWeight = 1.0;
    config.weightDecay = 0.0;
    const Run run = train(data, config, folder.path() / "a");
    CHECK_OK(run.outcome);
    CHECK_EQ(run.outcome->validationPairs, std::uint64_t{0});
    CHECK_EQ(run.outcome->bestStep, run.outcome->steps);
    CHECK(!run.observer.metrics.contains("eval_accuracy"));
    CHECK(run.observer.last("language_loss") < run.observer.first("language_loss"));
    const RewardModel fresh = RewardModel::random(trainingConfig(), 21, {c10::kCPU, at::kFloat});
    const auto headOf = [](const RewardModel& model) {
        for (const auto& [name, weight] : model.parameters()) {
            if (name == "score.weight") {
                return weight;
            }
        }
        return at::Tensor();
    };
    CHECK(headOf(fresh).defined());
    CHECK(at::equal(headOf(run.model), headOf(fresh)));

    config.languageModelWeight = 0.0;
    CHECK(!checkRewardTrainingConfig(config));
}

TEST(a_planted_signal_is_learned_and_the_best_weights_stay) {
    const check::TemporaryFolder folder;
    const TrainingData data = plantedData(160, 40);
    RewardTrainingConfig config = quickConfig();
    config.epochs = 8;
    Run run = train(data, config, folder.path());
    CHECK_OK(run.outcome);
    CHECK_EQ(run.outcome->steps, std::uint64_t{160});
    CHECK(run.outcome->validationAccuracy > 0.9);
    CHECK(run.outcome->trainLoss < 0.35);
    CHECK(run.observer.first("loss") > 0.5);
    CHECK(run.observer.last("margin") > 0.5);
    CHECK_EQ(run.observer.metrics["loss"].size(), std::size_t{160});
    CHECK_EQ(run.observer.metrics["eval_accuracy"].size(), std::size_t{10});
    for (const char* name :
         {"accuracy", "mean_reward", "learning_rate", "grad_norm", "tokens_per_second", "eval_loss"}) {
        CHECK(run.observer.metrics.contains(name));
    }
    CHECK_EQ(run.observer.lastProgress.done, std::uint64_t{160});
    // The weights that are left are the ones the outcome talks about.
    const auto sums = evaluateRewards(run.model, data.heldOut, 4096, 0.0, {});
    CHECK_NEAR(sums->accuracy(), run.outcome->validationAccuracy, 1e-12);
    double best = 0.0;
    for (const auto& [step, accuracy] : run.observer.metrics["eval_accuracy"]) {
        best = std::max(best, accuracy);
    }
    CHECK_NEAR(run.outcome->validationAccuracy, best, 1e-12);
    CHECK(!run.model.parameters().front().second.requires_grad());
    CHECK(!run.model.parameters().front().second.grad().defined());
}

TEST(a_few_pairs_are_learned_by_heart) {
    const check::TemporaryFolder folder;
    Random random(3);
    TrainingData data = plantedData(12, 0);
    for (TrainingPair& pair : data.training) {  // labels at random: nothing to generalise from
        if (random.below(2) == 0) {
            std::swap(pair.tokens.chosen, pair.tokens.rejected);
        }
    }
    RewardTrainingConfig config = quickConfig();
    config.epochs = 100;
    config.batchPairs = 12;
    config.learningRate = 1e-2;
    Run run = train(data, config, folder.path());
    CHECK_OK(run.outcome);
    CHECK(run.outcome->trainLoss < 0.05);
    CHECK_EQ(run.observer.last("accuracy"), 1.0);
    CHECK_EQ(run.outcome->validationPairs, std::uint64_t{0});
    CHECK_EQ(run.outcome->bestStep, run.outcome->steps);
}

TEST(gradients_add_up_whatever_the_micro_batch) {
    const TrainingData data = plantedData(24, 0, 12);
    RewardTrainingConfig config = quickConfig();
    config.batchPairs = 24;
    config.epochs = 1;
    config.warmupFraction = 0;
    config.weightDecay = 0;
    std::vector<std::vector<NamedTensor>> weights;
    std::vector<double> losses;
    for (const std::int64_t tokens : {1 << 20, 100, 1}) {
        const check::TemporaryFolder folder;
        config.microBatchTokens = tokens;
        config.epsilon = 1e-3;  // Adam's first step is g / |g|: keep tiny gradients from deciding it by their sign
        Run run = train(data, config, folder.path());
        CHECK_OK(run.outcome);
        CHECK_EQ(run.outcome->steps, std::uint64_t{1});
        weights.push_back(copyOf(run.model.parameters()));
        losses.push_back(run.observer.last("loss"));
    }
    const auto initial = RewardModel::random(trainingConfig(), 21).parameters();
    CHECK(largestWeightDifference(weights[0], initial) > 1e-4);
    CHECK(largestWeightDifference(weights[0], weights[1]) < 1e-5);
    CHECK(largestWeightDifference(weights[0], weights[2]) < 1e-5);
    CHECK_NEAR(losses[0], losses[2], 1e-6);
}

TEST(resuming_gives_the_same_bits) {
    const TrainingData data = plantedData(50, 14);
    RewardTrainingConfig config = quickConfig();
    config.microBatchTokens = 120;
    config.evaluateEvery = 5;
    config.checkpointEvery = 8;
    const check::TemporaryFolder whole;
    const Run straight = train(data, config, whole.path());
    CHECK_OK(straight.outcome);
    for (const std::uint64_t stopAt : {4, 5, 27}) {
        const check::TemporaryFolder folder;
        const Run first = train(data, config, folder.path(), stopAt);
        CHECK(!first.outcome);
        CHECK(first.outcome.error().code == ErrorCode::Interrupted);
        CHECK_EQ(first.observer.checkpoints.back(), stopAt);
        const Run second = train(data, config, folder.path());
        CHECK_OK(second.outcome);
        CHECK(sameWeights(straight.model.parameters(), second.model.parameters()));
        CHECK_EQ(second.outcome->bestStep, straight.outcome->bestStep);
        CHECK_EQ(second.outcome->trainLoss, straight.outcome->trainLoss);
        CHECK_EQ(second.observer.metrics.at("loss").front().first, stopAt + 1);
    }
}

TEST(a_finished_run_is_not_trained_again) {
    const TrainingData data = plantedData(30, 10);
    const check::TemporaryFolder folder;
    const Run first = train(data, quickConfig(), folder.path());
    CHECK_OK(first.outcome);
    const Run second = train(data, quickConfig(), folder.path());
    CHECK_OK(second.outcome);
    CHECK(!second.observer.metrics.contains("loss"));
    CHECK(sameWeights(first.model.parameters(), second.model.parameters()));
    RewardTrainingConfig other = quickConfig();
    other.learningRate *= 2;
    CHECK(train(data, other, folder.path()).outcome.error().code == ErrorCode::InvalidInput);
}

TEST(a_diverging_run_fails_in_the_same_step_and_keeps_its_checkpoint) {
    const TrainingData data = plantedData(40, 10);
    const check::TemporaryFolder folder;
    RewardTrainingConfig config = quickConfig();
    config.learningRate = 1e38;  // the weights overflow within a step or two
    config.checkpointEvery = 1;
    config.weightDecay = 1e6;
    const Run run = train(data, config, folder.path());
    CHECK(!run.outcome);
    CHECK(run.outcome.error().code == ErrorCode::Failed);
    CHECK(run.outcome.error().message.find("step") != std::string::npos);
    CHECK(run.outcome.error().message.find("not a finite") != std::string::npos ||
          run.outcome.error().message.find("no longer a finite") != std::string::npos);
}

TEST(a_nan_in_one_weight_is_caught_and_the_last_finite_checkpoint_stays) {
    at::set_num_threads(2);
    const TrainingData data = plantedData(40, 10);
    for (const char* name : {"score.weight", "model.layers.1.mlp.down_proj.weight", "model.norm.weight"}) {
        const check::TemporaryFolder folder;
        RewardTrainingConfig config = quickConfig();
        config.checkpointEvery = 2;
        RewardModel model = RewardModel::random(trainingConfig(), 21);
        RecordingObserver observer;
        bool found = false;
        observer.atStep = [&](std::uint64_t step) {
            if (step != 7) {
                return;
            }
            const at::NoGradGuard noGradients;
            for (auto& [key, weight] : model.parameters()) {
                if (key == name) {
                    at::Tensor(weight).view({-1})[0].fill_(std::numeric_limits<float>::quiet_NaN());
                    found = true;
                }
            }
        };
        const auto outcome = trainRewardModelOnTokens(model, data, config, folder.path(), observer, {});
        CHECK(found);
        CHECK(!outcome);
        CHECK(outcome.error().message.find("step 8") != std::string::npos ||
              outcome.error().message.find("after step 7") != std::string::npos);
        CHECK(outcome.error().message.find("step-00000006") != std::string::npos);
        CHECK_EQ(observer.checkpoints.back(), std::uint64_t{6});
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            if (entry.path().filename().string().starts_with("step-")) {
                const auto tensors = loadTensors(entry.path() / "tensors.safetensors");
                CHECK_OK(tensors);
                for (const auto& [key, tensor] : *tensors) {
                    CHECK(at::isfinite(tensor).all().item<bool>());
                }
            }
        }
    }
}

TEST(bf16_weights_learn_through_their_master_copies) {
    const check::TemporaryFolder folder;
    RewardTrainingConfig config = quickConfig();
    config.epochs = 8;
    const Run run = train(plantedData(160, 40), config, folder.path(), 0, at::kBFloat16);
    CHECK_OK(run.outcome);
    CHECK(run.outcome->validationAccuracy > 0.85);
    CHECK(run.model.parameters().front().second.scalar_type() == at::kBFloat16);
}

TEST(nothing_to_train_on_is_refused) {
    const check::TemporaryFolder folder;
    CHECK(train(TrainingData{}, quickConfig(), folder.path()).outcome.error().code == ErrorCode::InvalidInput);
    RewardTrainingConfig config = quickConfig();
    config.batchPairs = 0;
    CHECK(train(plantedData(4, 0), config, folder.path()).outcome.error().code == ErrorCode::InvalidInput);
}
