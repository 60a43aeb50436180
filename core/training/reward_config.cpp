// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/lora_targets.h"
#include "core/training/config_fields.h"
#include "core/training/reward_trainer.h"

namespace saferscope {

namespace {

const auto eachField = [](auto& config, const auto& visit) {
    visit("learning_rate", config.learningRate);
    visit("weight_decay", config.weightDecay);
    visit("warmup_fraction", config.warmupFraction);
    visit("epochs", config.epochs);
    visit("max_gradient_norm", config.maxGradientNorm);
    visit("batch_pairs", config.batchPairs);
    visit("micro_batch_tokens", config.microBatchTokens);
    visit("beta1", config.beta1);
    visit("beta2", config.beta2);
    visit("epsilon", config.epsilon);
    visit("language_model_weight", config.languageModelWeight);
    visit("reward_weight", config.rewardWeight);
    visit("center_rewards", config.centerRewards);
    visit("validation_fraction", config.validationFraction);
    visit("evaluate_every", config.evaluateEvery);
    visit("checkpoint_every", config.checkpointEvery);
    visit("seed", config.seed);
    visit("save_dtype", config.saveDtype);
    visit("lora_rank", config.loraRank);
    visit("lora_alpha", config.loraAlpha);
    visit("lora_targets", config.loraTargets);
    visit("dtype", config.dtype);
    visit("gradient_checkpointing", config.gradientCheckpointing);
};

Status refuse(const char* name, const char* rule) {
    return fail(ErrorCode::InvalidInput, std::string("Reward model training: \"") + name + "\" must be " + rule + ".");
}

}  // namespace

Json toJson(const RewardTrainingConfig& config) { return fieldsToJson(config, eachField); }

Result<RewardTrainingConfig> rewardTrainingConfigFromJson(const Json& json) {
    auto config = fieldsFromJson<RewardTrainingConfig>(json, "Settings of the reward model training", eachField);
    if (config) {
        if (auto checked = checkRewardTrainingConfig(*config); !checked) {
            return failure(checked);
        }
    }
    return config;
}

Status checkRewardTrainingConfig(const RewardTrainingConfig& config) {
    const auto within = [](double value, double low, double high) { return value >= low && value <= high; };
    constexpr double largest = 1e300;
    if (!(config.learningRate > 0.0) || config.learningRate > largest) {
        return refuse("learning_rate", "a positive number");
    }
    if (!within(config.weightDecay, 0.0, largest)) {
        return refuse("weight_decay", "zero or more");
    }
    if (!within(config.warmupFraction, 0.0, 1.0)) {
        return refuse("warmup_fraction", "between 0 and 1");
    }
    if (!(config.epochs > 0.0) || config.epochs > 1e6) {
        return refuse("epochs", "more than 0 and at most a million");
    }
    if (!within(config.maxGradientNorm, 0.0, largest)) {
        return refuse("max_gradient_norm", "zero (no clipping) or more");
    }
    if (config.batchPairs < 1) {
        return refuse("batch_pairs", "1 or more");
    }
    if (config.microBatchTokens < 1) {
        return refuse("micro_batch_tokens", "1 or more");
    }
    if (!within(config.beta1, 0.0, 0.999999) || !within(config.beta2, 0.0, 0.9999999)) {
        return refuse("beta1 and beta2", "from 0 to below 1");
    }
    if (!(config.epsilon > 0.0) || config.epsilon > 1.0) {
        return refuse("epsilon", "more than 0 and at most 1");
    }
    if (!within(config.languageModelWeight, 0.0, largest)) {
        return refuse("language_model_weight", "zero (off) or more");
    }
    if (!within(config.rewardWeight, 0.0, largest)) {
        return refuse("reward_weight", "zero (a base model that only reads) or more");
    }
    if (config.rewardWeight == 0.0 && config.languageModelWeight == 0.0) {
        return refuse("reward_weight or language_model_weight", "above 0, or there is nothing to learn");
    }
    if (!within(config.centerRewards, 0.0, largest)) {
        return refuse("center_rewards", "zero or more");
    }
    if (!within(config.validationFraction, 0.0, 0.9)) {
        return refuse("validation_fraction", "between 0 and 0.9");
    }
    if (config.evaluateEvery < 0 || config.checkpointEvery < 0) {
        return refuse("evaluate_every and checkpoint_every", "zero (ten times per run) or more");
    }
    if (config.saveDtype != "float32" && config.saveDtype != "bfloat16" && config.saveDtype != "float16") {
        return refuse("save_dtype", "float32, bfloat16 or float16");
    }
    if (config.loraRank < 0 || config.loraRank > 4096) {
        return refuse("lora_rank", "zero (every weight is trained) to 4096");
    }
    if (!(config.loraAlpha > 0.0) || config.loraAlpha > 1e6) {
        return refuse("lora_alpha", "more than 0 and at most a million");
    }
    if (auto targets = parseLoraTargets(config.loraTargets); !targets) {
        return failure(targets);
    }
    if (config.dtype != "float32" && config.dtype != "bfloat16") {
        return refuse("dtype", "float32 or bfloat16");
    }
    return {};
}

}  // namespace saferscope
