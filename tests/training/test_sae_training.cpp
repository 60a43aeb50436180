// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/sae_trainer.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/Parallel.h>
#include <limits>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

SaeTrainingConfig quickConfig() {
    SaeTrainingConfig config;
    config.layer = 1;
    config.latents = 64;
    config.k = 4;
    config.batchTokens = 64;
    config.stage1LearningRate = 2e-3;
    config.stage2LearningRate = 1e-3;
    config.stage1Tokens = 2500;
    config.stage2Tokens = 900;
    config.deadAfterTokens = 1000;
    config.checkpointEvery = 12;
    return config;
}

struct Run {
    Sae sae;
    RecordingObserver observer;
    Result<SaeTrainingOutcome> outcome = fail(ErrorCode::Failed, "not run");
    std::vector<NamedTensor> weights() const {
        return {{"p", sae.preBias}, {"l", sae.latentBias}, {"e", sae.encoder}, {"d", sae.decoder}};
    }
};

const RewardModel& fixedModel() {
    static const RewardModel model = RewardModel::random(trainingConfig(), 13);
    return model;
}

Run train(const TrainingData& data, const SaeTrainingConfig& config, const std::filesystem::path& folder,
          std::uint64_t stopAt = 0, std::int64_t bufferTokens = 0) {
    at::set_num_threads(2);
    Run run{*makeSae(config, fixedModel()), {}};
    std::stop_source stop;
    run.observer.atStep = [&](std::uint64_t step) {
        if (step == stopAt) {
            stop.request_stop();
        }
    };
    run.outcome =
        trainSaeOnTokens(run.sae, fixedModel(), data, config, folder, run.observer, stop.get_token(), bufferTokens);
    return run;
}

}  // namespace

TEST(both_stages_run_and_the_loss_falls) {
    const check::TemporaryFolder folder;
    const TrainingData data = plantedData(60, 12, 10);
    Run run = train(data, quickConfig(), folder.path());
    CHECK_OK(run.outcome);
    const auto& loss = run.observer.metrics["loss"];
    CHECK(loss.back().second < 0.6 * loss.front().second);
    const auto& stage = run.observer.metrics["stage"];
    CHECK_EQ(stage.front().second, 1.0);
    CHECK_EQ(stage.back().second, 2.0);
    CHECK_EQ(run.outcome->steps, loss.size());
    CHECK_EQ(run.sae.config().trainedOn, std::string("sentence_ends"));
    CHECK_EQ(run.sae.config().layer, 1);
    CHECK(run.sae.decoder.norm(2, 1).sub(1.0).abs().max().item<double>() < 1e-5);
    CHECK(run.outcome->quality.tokens > 0 && run.outcome->quality.tokens < run.outcome->allTokenQuality.tokens);
    CHECK_NEAR(run.outcome->quality.fvu, 0.3, 0.29);
    CHECK_NEAR(run.outcome->allTokenQuality.fvu, 0.3, 0.29);
    CHECK(run.outcome->quality.l0 > 1.0 && run.outcome->quality.l0 <= 4.0);
    std::int64_t heldOutTokens = 0;
    for (const TrainingPair& pair : data.heldOut) {
        heldOutTokens += pair.tokens.total();
    }
    CHECK_EQ(run.outcome->allTokenQuality.tokens, heldOutTokens);
    for (const char* name : {"fvu", "l0", "dead_fraction", "learning_rate", "eval_fvu"}) {
        CHECK(run.observer.metrics.contains(name));
    }
    CHECK_EQ(run.observer.lastProgress.done, std::uint64_t{3400});
}

TEST(resuming_gives_the_same_bits_in_both_stages) {
    const TrainingData data = plantedData(40, 6, 10);
    for (const std::int64_t buffer : {0, 200}) {  // all activations in memory; in blocks
        const check::TemporaryFolder whole;
        const Run straight = train(data, quickConfig(), whole.path(), 0, buffer);
        CHECK_OK(straight.outcome);
        for (const std::uint64_t stopAt : {6, 25, 47}) {
            CHECK(stopAt < straight.outcome->steps);
            const check::TemporaryFolder folder;
            const Run first = train(data, quickConfig(), folder.path(), stopAt, buffer);
            CHECK(!first.outcome);
            CHECK(first.outcome.error().code == ErrorCode::Interrupted);
            CHECK_EQ(first.observer.checkpoints.back(), stopAt);
            const Run second = train(data, quickConfig(), folder.path(), 0, buffer);
            CHECK_OK(second.outcome);
            CHECK(sameWeights(straight.weights(), second.weights()));
            CHECK_EQ(second.outcome->quality.fvu, straight.outcome->quality.fvu);
        }
    }
}

TEST(a_finished_run_is_not_trained_again_and_another_one_not_resumed) {
    const TrainingData data = plantedData(30, 5, 10);
    const check::TemporaryFolder folder;
    const Run first = train(data, quickConfig(), folder.path());
    CHECK_OK(first.outcome);
    const Run second = train(data, quickConfig(), folder.path());
    CHECK_OK(second.outcome);
    CHECK(!second.observer.metrics.contains("loss"));
    CHECK(sameWeights(first.weights(), second.weights()));
    SaeTrainingConfig other = quickConfig();
    other.k = 5;
    CHECK(train(data, other, folder.path()).outcome.error().code == ErrorCode::InvalidInput);
}

TEST(stages_can_be_left_out) {
    const TrainingData data = plantedData(30, 0, 10);
    SaeTrainingConfig config = quickConfig();
    config.stage2Tokens = -1;
    const check::TemporaryFolder folder;
    Run tokens = train(data, config, folder.path() / "tokens");
    CHECK_OK(tokens.outcome);
    CHECK_EQ(tokens.sae.config().trainedOn, std::string("tokens"));
    CHECK_EQ(tokens.observer.last("stage"), 1.0);
    config = quickConfig();
    config.stage1Tokens = -1;
    config.stage2Tokens = 0;  // one pass
    Run ends = train(data, config, folder.path() / "ends");
    CHECK_OK(ends.outcome);
    CHECK_EQ(ends.observer.first("stage"), 2.0);
    TrainingData mute = data;
    for (TrainingPair& pair : mute.training) {
        std::fill(pair.sentenceEnd.begin(), pair.sentenceEnd.end(), std::uint8_t{0});
    }
    Run none = train(mute, quickConfig(), folder.path() / "mute");
    CHECK_OK(none.outcome);
    CHECK_EQ(none.sae.config().trainedOn, std::string("tokens"));
    CHECK(!none.observer.messages.empty());
    CHECK(train(mute, config, folder.path() / "nothing").outcome.error().code == ErrorCode::InvalidInput);
}

TEST(non_finite_training_fails_in_the_same_step_and_keeps_its_checkpoint) {
    at::set_num_threads(2);
    const TrainingData data = plantedData(40, 5, 10);
    const check::TemporaryFolder folder;
    Sae sae = *makeSae(quickConfig(), fixedModel());
    RecordingObserver observer;
    observer.atStep = [&](std::uint64_t step) {
        if (step == 15) {
            sae.encoder[2][3] = std::numeric_limits<float>::quiet_NaN();
        }
    };
    const auto outcome = trainSaeOnTokens(sae, fixedModel(), data, quickConfig(), folder.path(), observer, {});
    CHECK(!outcome);
    CHECK(outcome.error().message.find("step 16") != std::string::npos);
    CHECK(outcome.error().message.find("step-00000012") != std::string::npos);
    SaeTrainingConfig wild = quickConfig();
    wild.stage1LearningRate = 1e38;
    CHECK(!train(data, wild, folder.path() / "wild").outcome);
}

TEST(an_sae_of_another_width_is_refused) {
    const check::TemporaryFolder folder;
    SaeConfig config;
    config.inputSize = 24;
    config.latents = 32;
    config.k = 2;
    config.layer = 1;
    Sae sae = Sae::random(config, 1);
    RecordingObserver observer;
    const auto outcome =
        trainSaeOnTokens(sae, fixedModel(), plantedData(5, 0), quickConfig(), folder.path(), observer, {});
    CHECK(!outcome);
    CHECK(outcome.error().code == ErrorCode::InvalidInput);
    CHECK(outcome.error().message.find("24") != std::string::npos);
}
