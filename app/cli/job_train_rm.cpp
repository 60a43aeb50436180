// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_session.h"
#include "app/cli/worker_jobs.h"
#include "core/base/atomic_file.h"
#include "core/data/content_hash.h"
#include "core/data/pair_reader.h"
#include "core/jobs/job_params.h"
#include "core/tensor/device.h"
#include "core/text/bpe_trainer.h"
#include "core/training/reward_trainer.h"

#include <ATen/ATen.h>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> allTexts(const std::vector<PreferencePair>& pairs) {
    std::vector<std::string> texts;
    for (const auto& pair : pairs) {
        for (const auto& message : pair.prompt) {
            texts.push_back(message.content);
        }
        texts.push_back(pair.chosen);
        texts.push_back(pair.rejected);
    }
    return texts;
}

// Learned once per run: a resumed run takes the one it has begun with.
Status makeTokenizer(const JobContext& context, const TrainRewardModelParams& params,
                     const std::vector<PreferencePair>& pairs, const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error)) {
        return {};
    }
    if (params.vocabularySize < 300 || params.vocabularySize > 1'000'000) {
        return fail(ErrorCode::InvalidInput,
                    "A vocabulary of " + std::to_string(params.vocabularySize) + " tokens cannot be trained.",
                    "Choose between 300 (256 bytes and the special tokens) and 1,000,000.");
    }
    BpeTrainerOptions options;
    options.vocabularySize = static_cast<std::size_t>(params.vocabularySize);
    const auto tokenizer = trainBpeTokenizer(allTexts(pairs), options, context.progress());
    if (!tokenizer) {
        return failure(tokenizer);
    }
    const fs::path making = folder.string() + ".making";
    fs::remove_all(making, error);
    fs::create_directories(making, error);
    if (auto written = writeFileAtomically(making / "tokenizer.json", *tokenizer); !written) {
        return written;
    }
    if (auto written = writeFileAtomically(making / "tokenizer_config.json", llamaStyleTokenizerConfig()); !written) {
        return written;
    }
    return commitFolder(making, folder);
}

// config.json of a new model: what was asked for, the rest as Llama has it, sized for the tokenizer.
Result<ModelConfig> freshConfig(const TrainRewardModelParams& params, const Tokenizer& tokenizer) {
    Json json = {{"architectures", {"LlamaForSequenceClassification"}},
                 {"model_type", "llama"},
                 {"hidden_act", "silu"},
                 {"num_labels", 1},
                 {"rms_norm_eps", 1e-5},
                 {"rope_theta", 10000.0},
                 {"tie_word_embeddings", false},
                 {"max_position_embeddings", params.maxTokens},
                 {"torch_dtype", "float32"}};
    json.update(params.freshModel);
    json["vocab_size"] = tokenizer.vocabularySize();
    for (const auto& [key, token] : {std::pair{"pad_token_id", "[PAD]"}, std::pair{"bos_token_id", "<|begin_of_text|>"},
                                     std::pair{"eos_token_id", "<|eot_id|>"}}) {
        if (const auto id = tokenizer.idOf(token)) {
            json[key] = *id;
        }
    }
    return parseModelConfig(json, "The new model's configuration");
}

struct Start {
    RewardModel model;
    PairEncoder encoder;
    fs::path tokenizerFolder;
};

Result<Start> freshStart(const JobContext& context, const TrainRewardModelParams& params,
                         const std::vector<PreferencePair>& pairs, const LoadOptions& load) {
    const fs::path folder = context.paths.checkpoints() / "tokenizer";
    if (auto made = makeTokenizer(context, params, pairs, folder); !made) {
        return failure(made);
    }
    auto encoder = PairEncoder::load(folder, {params.dateString, params.maxTokens});
    if (!encoder) {
        return failure(encoder);
    }
    const auto config = freshConfig(params, encoder->tokenizer());
    if (!config) {
        return failure(config);
    }
    return Start{RewardModel::random(*config, context.spec.seed, load), std::move(*encoder), folder};
}

Result<Start> startFrom(const JobContext& context, const TrainRewardModelParams& params) {
    ModelOptions options;
    options.model = params.baseModel.string();
    options.device = context.spec.device;
    options.dateString = params.dateString;
    options.maxTokens = params.maxTokens;
    auto session = openModel(options);
    if (!session) {
        return failure(session);
    }
    return Start{std::move(session->model), std::move(session->encoder), params.baseModel};
}

at::ScalarType dtypeFromName(const std::string& name) {
    return name == "bfloat16" ? at::kBFloat16 : name == "float16" ? at::kHalf : at::kFloat;
}

}  // namespace

Result<Json> runTrainRewardModelJob(const JobContext& context) {
    const auto params = trainRewardModelParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto config = rewardTrainingConfigFromJson(params->config);
    if (!config) {
        return failure(config);
    }
    const auto device = parseDevice(context.spec.device);
    if (!device) {
        return failure(device);
    }
    const auto pairs = readAllPairs(params->data);
    if (!pairs) {
        return failure(pairs);
    }
    auto start = params->baseModel.empty() ? freshStart(context, *params, *pairs, {*device, at::kFloat})
                                           : startFrom(context, *params);
    if (!start) {
        return failure(start);
    }
    JobObserver observer(context);
    const auto outcome = trainRewardModel(start->model, start->encoder, *pairs, *config, trainerCheckpoints(context),
                                          observer, context.stop);
    if (!outcome) {
        return failure(outcome);
    }
    const auto written = writeOutput(context, [&](const fs::path& folder) -> Status {
        if (auto saved = start->model.save(folder, dtypeFromName(config->saveDtype)); !saved) {
            return saved;
        }
        return copyTokenizerFiles(start->tokenizerFolder, folder);
    });
    if (!written) {
        return failure(written);
    }
    const auto hash = folderContentHash(context.paths.output());
    if (!hash) {
        return failure(hash);
    }
    return Json{{"content_hash", *hash},
                {"steps", outcome->steps},
                {"best_step", outcome->bestStep},
                {"train_loss", outcome->trainLoss},
                {"accuracy", outcome->validationAccuracy},
                {"validation_pairs", outcome->validationPairs},
                {"pairs", pairs->size()},
                {"parameters", start->model.parameterCount()},
                {"vocabulary_size", start->encoder.tokenizer().vocabularySize()}};
}

}  // namespace saferscope::cli
