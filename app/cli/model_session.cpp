// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_session.h"

#include "core/tensor/device.h"
#include "core/tensor/device_memory.h"
#include "core/tensor/finite_check.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <cmath>

namespace saferscope::cli {

void addEncodingOptions(CLI::App* command, ModelOptions& options) {
    command->add_option("--max-tokens", options.maxTokens, "Longer conversations lose tokens")
        ->type_name("N")
        ->check(CLI::Range(2, 1000000))
        ->capture_default_str();
    command->add_option("--truncation-side", options.truncationSide, "Where they lose them")
        ->check(CLI::IsMember({"left", "right"}))
        ->capture_default_str();
    command->add_option("--date-string", options.dateString, "Date that chat templates show")
        ->type_name("TEXT")
        ->capture_default_str();
}

void addDtypeOption(CLI::App* command, std::string& dtype) {
    command
        ->add_option(
            "--dtype", dtype,
            "Compute in float32 or bfloat16; auto: in bfloat16 if the model is stored so and the device is fast in it")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16"}))
        ->capture_default_str();
}

void addForwardOptions(CLI::App* command, ModelOptions& options) {
    addDtypeOption(command, options.dtype);
    command->add_option("--label", options.label, "Of a model with several labels: the one that is the reward")
        ->type_name("NAME|N");
    command->add_option("--batch-tokens", options.batchTokens, "Tokens per forward pass; smaller needs less memory")
        ->type_name("N")
        ->check(CLI::Range(1, 100000000))
        ->capture_default_str();
}

Result<PairEncoder> openEncoder(const ModelOptions& options) {
    EncodingOptions encoding;
    encoding.dateString = options.dateString;
    encoding.maxTokens = options.maxTokens;
    encoding.truncationSide = options.truncationSide == "right" ? TruncationSide::Right : TruncationSide::Left;
    return PairEncoder::load(options.model, encoding);
}

std::string computeDtype(const std::string& asked, const std::string& stored, c10::Device device) {
    if (asked != "auto") {
        return asked;
    }
    return stored == "bfloat16" && (device.is_cuda() || cpuMultipliesBfloat16()) ? "bfloat16" : "float32";
}

Result<ModelSession> openModel(const ModelOptions& options) {
    const auto device = parseDevice(options.device);
    if (!device) {
        return failure(device);
    }
    // Small files first: what is wrong with them is said before weights are read.
    const auto config = loadModelConfig(options.model);
    if (!config) {
        return failure(config);
    }
    auto encoder = openEncoder(options);
    if (!encoder) {
        return failure(encoder);
    }
    configureTorch();
    LoadOptions load;
    load.device = *device;
    load.dtype = computeDtype(options.dtype, config->dtype, *device) == "bfloat16" ? at::kBFloat16 : at::kFloat;
    load.mapped = !options.training;
    load.freshHeadSeed = options.freshHeadSeed;
    if (!options.label.empty()) {
        load.label = options.label;
    }
    auto model = RewardModel::load(options.model, load);
    if (!model) {
        return failure(model);
    }
    const auto vocabulary = static_cast<std::int64_t>(encoder->tokenizer().vocabularySize());
    if (vocabulary > model->config().vocabularySize) {
        return fail(ErrorCode::InvalidInput,
                    "The tokenizer of " + options.model + " has " + std::to_string(vocabulary) +
                        " tokens, but the model only " + std::to_string(model->config().vocabularySize) + ".",
                    "Use the tokenizer.json that belongs to this model.");
    }
    if (!options.training) {
        model->prepareInference();
    }
    return ModelSession{std::move(*model), std::move(*encoder)};
}

Status checkSaeFits(const SaeConfig& sae, const ModelConfig& model, const std::string& saeName,
                    const std::string& modelName) {
    if (sae.inputSize != model.hiddenSize) {
        return fail(ErrorCode::InvalidInput,
                    "The SAE " + saeName + " reads activations of width " + std::to_string(sae.inputSize) +
                        ", but the model " + modelName + " has width " + std::to_string(model.hiddenSize) + ".",
                    "Use an SAE that was trained on this model.");
    }
    if (sae.layer < 0) {
        return fail(ErrorCode::InvalidInput, "The SAE " + saeName + " does not say which layer it reads.",
                    "Say it with --layer N.");
    }
    if (sae.layer > model.layers) {
        return fail(ErrorCode::InvalidInput,
                    "The SAE " + saeName + " reads layer " + std::to_string(sae.layer) + ", but the model " +
                        modelName + " has only " + std::to_string(model.layers) + " blocks.",
                    "Layers are numbered 0 (embeddings) to the number of blocks.");
    }
    return {};
}

Result<Sae> openFittingSae(const std::filesystem::path& saePath, const std::filesystem::path& model,
                           const std::string& deviceName) {
    const auto device = parseDevice(deviceName);
    if (!device) {
        return failure(device);
    }
    auto sae = Sae::load(saePath, {}, {}, *device);
    if (!sae) {
        return failure(sae);
    }
    const auto config = loadModelConfig(model);
    if (!config) {
        return failure(config);
    }
    if (auto fits = checkSaeFits(sae->config(), *config, saePath.string(), model.string()); !fits) {
        return failure(fits);
    }
    return sae;
}

PairTokens pairTokens(const EncodedPair& pair) {
    const std::size_t shortest = std::min(pair.chosen.ids.size(), pair.rejected.ids.size());
    const std::size_t shared = std::min<std::size_t>(pair.sharedPrefix, shortest > 0 ? shortest - 1 : 0);
    const auto split = static_cast<std::ptrdiff_t>(shared);
    PairTokens tokens;
    tokens.prompt.assign(pair.chosen.ids.begin(), pair.chosen.ids.begin() + split);
    tokens.chosen.assign(pair.chosen.ids.begin() + split, pair.chosen.ids.end());
    tokens.rejected.assign(pair.rejected.ids.begin() + split, pair.rejected.ids.end());
    return tokens;
}

Result<std::vector<EncodedPair>> encodePairs(const PairEncoder& encoder, const std::vector<PreferencePair>& pairs) {
    std::vector<EncodedPair> result;
    result.reserve(pairs.size());
    for (const auto& pair : pairs) {
        auto encoded = encoder.encode(pair);
        if (!encoded) {
            return fail(encoded.error().code, "Pair " + pair.id + ": " + encoded.error().message, encoded.error().hint);
        }
        result.push_back(std::move(*encoded));
    }
    return result;
}

Status forwardPairs(const RewardModel& model, const std::vector<EncodedPair>& pairs, std::int64_t batchTokens,
                    const ForwardOptions& options, const BatchCallback& onBatch, const std::stop_token& stop) {
    std::vector<PairTokens> tokens;
    std::vector<std::int64_t> totals;
    tokens.reserve(pairs.size());
    for (const auto& pair : pairs) {
        tokens.push_back(pairTokens(pair));
        totals.push_back(tokens.back().total());
    }
    return guardTorch("Running the model", [&]() -> Status {
        const c10::InferenceMode inference;
        for (const auto& members : groupByLength(totals, batchTokens)) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Interrupted.", "Run the command again to start over.");
            }
            std::vector<PairTokens> chosen;
            chosen.reserve(members.size());
            for (const auto member : members) {
                chosen.push_back(tokens[member]);
            }
            const PackedBatch batch = packPairs(chosen, model.device());
            if (auto done = onBatch(members, batch, model.forward(batch, options)); !done) {
                return done;
            }
        }
        return {};
    });
}

Result<std::vector<PairReward>> rewardPairs(const RewardModel& model, const std::vector<EncodedPair>& encoded,
                                            const std::vector<PreferencePair>& pairs, std::int64_t batchTokens,
                                            const std::function<void(std::size_t)>& onDone,
                                            const std::stop_token& stop) {
    std::vector<PairReward> rewards(encoded.size());
    const auto take = [&](const std::vector<std::uint32_t>& members, const PackedBatch&,
                          const ForwardResult& result) -> Status {
        const at::Tensor values = result.rewards.to(at::kCPU).to(at::kDouble).contiguous();
        const double* data = values.data_ptr<double>();
        for (std::size_t i = 0; i < members.size(); ++i) {
            PairReward& reward = rewards[members[i]];
            reward = {data[2 * i], data[2 * i + 1]};
            if (!std::isfinite(reward.chosen) || !std::isfinite(reward.rejected)) {
                return fail(ErrorCode::Failed,
                            "The reward of pair " + pairs[members[i]].id + " is not a finite number.",
                            "The model's weights may be damaged, or --dtype float32 is needed." +
                                notFiniteRemark(model.parameters()));
            }
        }
        onDone(members.size());
        return {};
    };
    if (auto done = forwardPairs(model, encoded, batchTokens, {}, take, stop); !done) {
        return failure(done);
    }
    return rewards;
}

}  // namespace saferscope::cli
