// SPDX-License-Identifier: GPL-3.0-or-later
// The first stage on general texts: what it changes, what it leaves alone, and that it resumes to the bit.
#include "core/sae/sae_config_file.h"
#include "core/training/activation_source.h"
#include "core/training/sae_trainer.h"
#include "core/training/text_windows.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>

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
    config.stage1Tokens = 2000;
    config.stage2Tokens = 600;
    config.deadAfterTokens = 1000;
    config.checkpointEvery = 12;
    return config;
}

/// Windows of the ids 20 to 39 only.
TextWindows windows(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    TextWindows texts;
    for (std::size_t i = 0; i < count; ++i) {
        TrainingPair window;
        for (std::uint64_t left = 16 + random.below(17); left > 0; --left) {
            window.tokens.prompt.push_back(static_cast<std::int32_t>(20 + random.below(20)));
        }
        texts.tokens += window.tokens.total();
        texts.windows.push_back(std::move(window));
    }
    texts.fingerprint = std::to_string(seed) + "/" + std::to_string(count);
    return texts;
}

const RewardModel& fixedModel() {
    static const RewardModel model = RewardModel::random(trainingConfig(), 13);
    return model;
}

struct Run {
    Sae sae;
    RecordingObserver observer;
    Result<SaeTrainingOutcome> outcome = fail(ErrorCode::Failed, "not run");
    std::vector<NamedTensor> weights() const {
        return {{"p", sae.preBias}, {"l", sae.latentBias}, {"e", sae.encoder}, {"d", sae.decoder}};
    }
};

Run train(const TrainingData& data, const SaeTrainingConfig& config, const TextWindows* texts,
          const std::filesystem::path& folder, std::uint64_t stopAt = 0, std::int64_t bufferTokens = 0,
          const Sae* start = nullptr) {
    at::set_num_threads(2);
    Run run{start == nullptr ? *makeSae(config, fixedModel()) : *start, {}};
    for (at::Tensor* tensor : {&run.sae.preBias, &run.sae.latentBias, &run.sae.encoder, &run.sae.decoder}) {
        *tensor = tensor->clone();
    }
    std::stop_source stop;
    run.observer.atStep = [&](std::uint64_t step) {
        if (step == stopAt) {
            stop.request_stop();
        }
    };
    run.outcome = trainSaeOnTokens(run.sae, fixedModel(), data, config, folder, run.observer, stop.get_token(),
                                   bufferTokens, texts);
    return run;
}

}  // namespace

TEST(an_epoch_of_windows_holds_every_token_once) {
    const at::NoGradGuard noGradients;
    const TextWindows texts = windows(30, 3);
    std::vector<at::Tensor> single;
    for (std::uint32_t i = 0; i < texts.windows.size(); ++i) {
        const PackedBatch packed = packTrainingPairs(texts.windows, std::vector<std::uint32_t>{i}, c10::kCPU);
        single.push_back(standardise(fixedModel().forward(packed, {1, false}).hidden));
    }
    const at::Tensor expected = at::cat(single);
    for (const std::int64_t buffer : {1 << 20, 150}) {
        ActivationSource source(fixedModel(), texts.windows, 1, 64, buffer, 9);
        CHECK_EQ(source.tokensPerEpoch(), texts.tokens);
        std::vector<at::Tensor> batches;
        for (std::int64_t rows = 0; rows < texts.tokens; rows += batches.back().size(0)) {
            batches.push_back(*source.next({}, {}));
        }
        const at::Tensor met = at::cat(batches);
        CHECK_EQ(met.size(0), expected.size(0));
        // Nothing is met that is not expected, nothing expected is left out, and the sums agree.
        const at::Tensor distance = at::cdist(met, expected);
        CHECK(std::get<0>(distance.min(1)).max().item<double>() < 1e-2);
        CHECK(std::get<0>(distance.min(0)).max().item<double>() < 1e-2);
        CHECK(at::allclose(met.sum(0), expected.sum(0), 1e-3, 1e-2));
    }
}

TEST(texts_are_what_stage_1_reads_and_pairs_what_stage_2_reads) {
    const check::TemporaryFolder folder;
    const TrainingData data = plantedData(60, 12, 10);
    const TextWindows texts = windows(120, 3);
    SaeTrainingConfig config = quickConfig();
    config.auxiliaryWeight = 0.0;  // dead latents are remembered across stages
    config.renormaliseEvery = 1;   // as at the end of a stage that is run alone
    const Run plain = train(data, config, nullptr, folder.path() / "plain");
    const Run whole = train(data, config, &texts, folder.path() / "whole");
    CHECK_OK(plain.outcome);
    CHECK_OK(whole.outcome);
    CHECK(largestWeightDifference(plain.weights(), whole.weights()) > 1e-2);
    CHECK_EQ(whole.outcome->stage1Tokens, 2000);
    CHECK_EQ(whole.outcome->stage2Tokens, 600);
    CHECK_EQ(whole.sae.config().trainedOn, std::string("sentence_ends"));
    CHECK_EQ(whole.outcome->allTokenQuality.tokens, plain.outcome->allTokenQuality.tokens);  // the held-out pairs

    // The stages one after another: texts only, then pairs only.
    SaeTrainingConfig first = config;
    first.stage2Tokens = -1;
    SaeTrainingConfig second = config;
    second.stage1Tokens = -1;
    const Run stage1 = train(data, first, &texts, folder.path() / "first");
    CHECK_OK(stage1.outcome);
    const Run stage2 = train(data, second, nullptr, folder.path() / "second", 0, 0, &stage1.sae);
    CHECK_OK(stage2.outcome);
    CHECK(largestWeightDifference(whole.weights(), stage2.weights()) < 1e-4);
    // The same of other pairs is something else, and stage 1 does not look at the pairs at all.
    const TrainingData other = plantedData(60, 12, 10, 2);
    const Run otherFirst = train(other, first, &texts, folder.path() / "other-first");
    CHECK(sameWeights(stage1.weights(), otherFirst.weights()));
    const Run otherSecond = train(other, second, nullptr, folder.path() / "other-second", 0, 0, &stage1.sae);
    CHECK(largestWeightDifference(whole.weights(), otherSecond.weights()) > 1e-3);
}

TEST(a_run_on_texts_resumes_to_the_same_bits) {
    const TrainingData data = plantedData(40, 6, 10);
    const TextWindows texts = windows(60, 4);
    for (const std::int64_t buffer : {0, 200}) {  // all activations in memory; in blocks
        const check::TemporaryFolder whole;
        const Run straight = train(data, quickConfig(), &texts, whole.path(), 0, buffer);
        CHECK_OK(straight.outcome);
        for (const std::uint64_t stopAt : {6, 25, 37}) {
            CHECK(stopAt < straight.outcome->steps);
            CHECK_EQ(straight.observer.metrics.at("stage")[stopAt - 1].second, stopAt < 30 ? 1.0 : 2.0);
            const check::TemporaryFolder folder;
            const Run first = train(data, quickConfig(), &texts, folder.path(), stopAt, buffer);
            CHECK(!first.outcome && first.outcome.error().code == ErrorCode::Interrupted);
            const Run second = train(data, quickConfig(), &texts, folder.path(), 0, buffer);
            CHECK_OK(second.outcome);
            CHECK(sameWeights(straight.weights(), second.weights()));
            CHECK_EQ(second.outcome->quality.fvu, straight.outcome->quality.fvu);
        }
    }
}

TEST(a_run_goes_on_with_its_own_texts_only) {
    const TrainingData data = plantedData(40, 6, 10);
    const TextWindows texts = windows(60, 4);
    const TextWindows changed = windows(60, 5);
    const check::TemporaryFolder folder;
    CHECK(!train(data, quickConfig(), &texts, folder.path(), 6).outcome);
    for (const TextWindows* others : {&changed, static_cast<const TextWindows*>(nullptr)}) {
        const Run refused = train(data, quickConfig(), others, folder.path());
        CHECK(!refused.outcome && refused.outcome.error().code == ErrorCode::InvalidInput);
    }
    CHECK_OK(train(data, quickConfig(), &texts, folder.path()).outcome);
    const check::TemporaryFolder without;
    CHECK(!train(data, quickConfig(), nullptr, without.path(), 6).outcome);
    CHECK(train(data, quickConfig(), &texts, without.path()).outcome.error().code == ErrorCode::InvalidInput);
}

TEST(few_texts_are_read_again_and_a_stage_left_out_takes_none) {
    const TrainingData data = plantedData(40, 6, 10);
    const TextWindows few = windows(10, 4);
    const check::TemporaryFolder folder;
    const Run repeated = train(data, quickConfig(), &few, folder.path() / "few");
    CHECK_OK(repeated.outcome);
    CHECK_EQ(repeated.outcome->stage1Tokens, 2000);
    CHECK(std::any_of(repeated.observer.messages.begin(), repeated.observer.messages.end(),
                      [](const std::string& text) { return text.find("read again") != std::string::npos; }));
    SaeTrainingConfig once = quickConfig();
    once.stage1Tokens = 0;
    CHECK_EQ(train(data, once, &few, folder.path() / "once").outcome->stage1Tokens, few.tokens);
    SaeTrainingConfig skipped = quickConfig();
    skipped.stage1Tokens = -1;
    const Run refused = train(data, skipped, &few, folder.path() / "skipped");
    CHECK(!refused.outcome && refused.outcome.error().code == ErrorCode::InvalidInput);
}

TEST(the_configuration_names_the_texts) {
    const check::TemporaryFolder folder;
    SaeConfig config = makeSae(quickConfig(), fixedModel())->config();
    const Json plain = saeConfigJson(config);
    CHECK(!plain.contains("stage1_texts"));
    config.stage1Texts = {{"web.jsonl.gz", std::string(64, 'a')}, {"b.txt", "parts-" + std::string(64, '0')}};
    config.stage1TextTokens = 100'000'000'000;
    const auto path = folder.path() / saeConfigName;
    CHECK_OK(writeJsonFile(path, saeConfigJson(config)));
    const auto back = readSaeConfig(path);
    CHECK_OK(back);
    CHECK(back->stage1Texts == config.stage1Texts);
    CHECK_EQ(back->stage1TextTokens, config.stage1TextTokens);
    for (const Json& broken :
         {Json(3), Json{{"files", 3}, {"tokens", 1}}, Json{{"files", Json::array()}, {"tokens", -1}},
          Json{{"files", {{{"name", "x"}}}}, {"tokens", 1}}, Json{{"files", {"x"}}, {"tokens", 1}},
          Json{{"files", Json::array()}}}) {
        Json json = saeConfigJson(config);
        json["stage1_texts"] = broken;
        CHECK_OK(writeJsonFile(path, json));
        const auto refused = readSaeConfig(path);
        CHECK(!refused && refused.error().message.find("stage1_texts") != std::string::npos);
    }
}
