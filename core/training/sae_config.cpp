// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/config_fields.h"
#include "core/training/sae_trainer.h"

#include <algorithm>

namespace saferscope {

namespace {

const auto eachField = [](auto& config, const auto& visit) {
    visit("layer", config.layer);
    visit("latents", config.latents);
    visit("k", config.k);
    visit("stage1_learning_rate", config.stage1LearningRate);
    visit("stage2_learning_rate", config.stage2LearningRate);
    visit("warmup_fraction", config.warmupFraction);
    visit("batch_tokens", config.batchTokens);
    visit("stage1_tokens", config.stage1Tokens);
    visit("stage2_tokens", config.stage2Tokens);
    visit("renormalise_every", config.renormaliseEvery);
    visit("auxiliary_weight", config.auxiliaryWeight);
    visit("dead_after_tokens", config.deadAfterTokens);
    visit("validation_fraction", config.validationFraction);
    visit("checkpoint_every", config.checkpointEvery);
    visit("seed", config.seed);
};

Status refuse(const char* name, const char* rule) {
    return fail(ErrorCode::InvalidInput, std::string("SAE training: \"") + name + "\" must be " + rule + ".");
}

}  // namespace

Json toJson(const SaeTrainingConfig& config) { return fieldsToJson(config, eachField); }

Result<SaeTrainingConfig> saeTrainingConfigFromJson(const Json& json) {
    auto config = fieldsFromJson<SaeTrainingConfig>(json, "Settings of the SAE training", eachField);
    if (config) {
        if (auto checked = checkSaeTrainingConfig(*config); !checked) {
            return failure(checked);
        }
    }
    return config;
}

Status checkSaeTrainingConfig(const SaeTrainingConfig& config) {
    const auto positive = [](double value) { return value > 0.0 && value <= 1e300; };
    if (config.layer < -1) {
        return refuse("layer", "a layer of the model, or -1 for three quarters of the depth");
    }
    if (config.latents < 1 || config.latents > (std::int64_t{1} << 24)) {
        return refuse("latents", "from 1 to 16,777,216");
    }
    if (config.k < 1 || config.k > config.latents) {
        return refuse("k", "from 1 to the number of latents");
    }
    if (!positive(config.stage1LearningRate) || !positive(config.stage2LearningRate)) {
        return refuse("stage1_learning_rate and stage2_learning_rate", "positive numbers");
    }
    if (!(config.warmupFraction >= 0.0 && config.warmupFraction <= 1.0)) {
        return refuse("warmup_fraction", "between 0 and 1");
    }
    if (config.batchTokens < 1 || config.batchTokens > (std::int64_t{1} << 24)) {
        return refuse("batch_tokens", "from 1 to 16,777,216");
    }
    if (config.stage1Tokens < -1 || config.stage2Tokens < -1) {
        return refuse("stage1_tokens and stage2_tokens", "a number of tokens, 0 for one pass or -1 to skip the stage");
    }
    if (config.stage1Tokens == -1 && config.stage2Tokens == -1) {
        return refuse("stage1_tokens or stage2_tokens", "given: with both stages skipped there is nothing to train");
    }
    if (config.renormaliseEvery < 0 || config.checkpointEvery < 0 || config.deadAfterTokens < 1) {
        return refuse("renormalise_every, checkpoint_every and dead_after_tokens", "zero (the last: one) or more");
    }
    if (!(config.auxiliaryWeight >= 0.0 && config.auxiliaryWeight <= 1e3)) {
        return refuse("auxiliary_weight", "between 0 (off) and 1000");
    }
    if (!(config.validationFraction >= 0.0 && config.validationFraction <= 0.9)) {
        return refuse("validation_fraction", "between 0 and 0.9");
    }
    return {};
}

Result<Sae> makeSae(const SaeTrainingConfig& config, const RewardModel& model) {
    if (auto checked = checkSaeTrainingConfig(config); !checked) {
        return failure(checked);
    }
    const std::int64_t depth = model.config().layers;
    SaeConfig wanted;
    wanted.inputSize = model.config().hiddenSize;
    wanted.latents = config.latents;
    wanted.k = config.k;
    wanted.layer = config.layer >= 0 ? config.layer : std::max<std::int64_t>(1, (3 * depth + 2) / 4);
    if (wanted.layer > depth) {
        return fail(ErrorCode::InvalidInput,
                    "The model has " + std::to_string(depth) + " layers: there is no residual stream " +
                        std::to_string(wanted.layer) + ".",
                    "Choose a layer from 0 (embeddings) to " + std::to_string(depth) + ".");
    }
    return Sae::random(wanted, config.seed, model.device());
}

}  // namespace saferscope
