// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/reward_trainer.h"
#include "core/training/sae_trainer.h"
#include "tests/tensor/torch_check.h"

using namespace saferscope;

TEST(reward_settings_survive_json) {
    RewardTrainingConfig config;
    config.learningRate = 3e-4;
    config.batchPairs = 7;
    config.seed = 18446744073709551615ULL;
    config.saveDtype = "bfloat16";
    const Json json = toJson(config);
    const auto back = rewardTrainingConfigFromJson(*parseJson(dumpJson(json), "test"));
    CHECK_OK(back);
    CHECK(toJson(*back) == json);
    CHECK_EQ(back->seed, config.seed);
    CHECK_EQ(rewardTrainingConfigFromJson(Json::object())->batchPairs, 32);  // the defaults
}

TEST(sae_settings_survive_json) {
    SaeTrainingConfig config;
    config.latents = 512;
    config.k = 8;
    config.stage1Tokens = -1;
    config.stage2Tokens = 123456789012;
    const Json json = toJson(config);
    const auto back = saeTrainingConfigFromJson(*parseJson(dumpJson(json), "test"));
    CHECK_OK(back);
    CHECK(toJson(*back) == json);
}

TEST(impossible_settings_are_refused_by_name) {
    const auto refused = [](const auto& result, const std::string& name) {
        CHECK(!result);
        CHECK(result.error().message.find(name) != std::string::npos);
        CHECK(result.error().code == ErrorCode::InvalidInput);
    };
    for (const Json& json :
         {Json{{"learning_rate", 0}}, Json{{"learning_rate", -1e-5}}, Json{{"learning_rate", "fast"}},
          Json{{"batch_pairs", 0}}, Json{{"batch_pairs", 2.5}}, Json{{"seed", -3}}, Json{{"epochs", 0}},
          Json{{"warmup_fraction", 1.5}}, Json{{"validation_fraction", 1}}, Json{{"beta2", 1.0}},
          Json{{"save_dtype", "int8"}}, Json{{"learnign_rate", 1e-3}}}) {
        refused(rewardTrainingConfigFromJson(json), json.begin().key());
    }
    for (const Json& json : {Json{{"k", 0}}, Json{{"k", 20000}}, Json{{"latents", -5}}, Json{{"layer", -2}},
                             Json{{"batch_tokens", 0}}, Json{{"stage1_tokens", -2}}, Json{{"auxiliary_weight", -1}},
                             Json{{"dead_after_tokens", 0}}, Json{{"tokens", 3}}}) {
        refused(saeTrainingConfigFromJson(json), json.begin().key());
    }
    refused(rewardTrainingConfigFromJson(Json::array()), "Settings");
    CHECK(!saeTrainingConfigFromJson(Json{{"stage1_tokens", -1}, {"stage2_tokens", -1}}));
}

TEST(sae_layer_defaults_to_three_quarters_of_the_depth) {
    ModelConfig model;
    model.hiddenSize = 8;
    model.intermediateSize = 8;
    model.heads = model.kvHeads = 1;
    model.headDim = 8;
    model.vocabularySize = 10;
    model.maxPositions = 16;
    SaeTrainingConfig config;
    config.latents = 16;
    config.k = 2;
    for (const auto& [depth, layer] :
         {std::pair{1, 1}, std::pair{2, 2}, std::pair{3, 2}, std::pair{4, 3}, std::pair{16, 12}}) {
        model.layers = depth;
        const auto sae = makeSae(config, RewardModel::random(model, 1));
        CHECK_OK(sae);
        CHECK_EQ(sae->config().layer, layer);
        CHECK_EQ(sae->config().inputSize, 8);
    }
    config.layer = 17;
    CHECK(!makeSae(config, RewardModel::random(model, 1)));
}
