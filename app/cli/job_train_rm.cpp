// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_session.h"
#include "app/cli/rank_team.h"
#include "app/cli/worker_jobs.h"
#include "core/base/atomic_file.h"
#include "core/data/content_hash.h"
#include "core/data/pair_reader.h"
#include "core/experiments/apply.h"
#include "core/jobs/code_version.h"
#include "core/jobs/job_params.h"
#include "core/tensor/device.h"
#include "core/tensor/device_memory.h"
#include "core/text/bpe_trainer.h"
#include "core/training/memory_check.h"
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
                         const RewardTrainingConfig& training, const std::vector<PreferencePair>& pairs,
                         const LoadOptions& load) {
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
    if (auto fits = checkMemoryBeforeLoading(*config, training, load.device); !fits) {
        return failure(fits);
    }
    return Start{RewardModel::random(*config, context.spec.seed, load), std::move(*encoder), folder};
}

Result<Start> startFrom(const JobContext& context, const TrainRewardModelParams& params,
                        const RewardTrainingConfig& training, c10::Device device) {
    const auto config = loadModelConfig(params.baseModel);
    if (!config) {
        return failure(config);
    }
    if (auto fits = checkMemoryBeforeLoading(*config, training, device); !fits) {
        return failure(fits);
    }
    ModelOptions options;
    options.model = params.baseModel.string();
    options.device = context.spec.device;
    options.dtype = training.dtype;
    options.training = true;
    options.freshHeadSeed = context.spec.seed;
    options.dateString = params.dateString;
    options.maxTokens = params.maxTokens;
    auto session = openModel(options);
    if (!session) {
        return failure(session);
    }
    return Start{std::move(session->model), std::move(session->encoder), params.baseModel};
}

struct TrainingPairs {
    std::vector<PreferencePair> pairs;
    std::optional<DatasetManifest> manifest;  ///< of what a plan has made of the data
};

// The data set as it is, or as the plan changes it while it is read: no changed copy lies anywhere.
Result<TrainingPairs> readTrainingPairs(const TrainRewardModelParams& params) {
    auto all = readAllPairs(params.data);
    if (!all) {
        return failure(all);
    }
    TrainingPairs result;
    if (params.plan.empty()) {
        result.pairs = std::move(*all);
        return result;
    }
    const auto json = readJsonFile(params.plan);
    if (!json) {
        return failure(json);
    }
    auto plan = experimentPlanFromJson(*json, params.plan.string());
    if (!plan) {
        return failure(plan);
    }
    auto applier = PlanApplier::create(std::move(*plan));
    if (!applier) {
        return failure(applier);
    }
    result.pairs.reserve(all->size());
    for (auto& pair : *all) {
        auto changed = applier->next(std::move(pair));
        if (!changed) {
            return failure(changed);
        }
        if (*changed) {
            result.pairs.push_back(std::move(**changed));
        }
    }
    auto manifest = applier->finish(codeVersion());
    if (!manifest) {
        return failure(manifest);
    }
    result.manifest = std::move(*manifest);
    return result;
}

at::ScalarType dtypeFromName(const std::string& name) {
    return name == "bfloat16" ? at::kBFloat16 : name == "float16" ? at::kHalf : at::kFloat;
}

}  // namespace

Result<Json> trainRewardModelOnRank(const JobContext& context, RankTeam& team) {
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
    const auto data = readTrainingPairs(*params);
    if (!data) {
        return failure(data);
    }
    const auto* pairs = &data->pairs;
    const LoadOptions load{*device, dtypeFromName(config->dtype)};
    if (auto turn = team.awaitTurn(context.stop); !turn) {
        return failure(turn);
    }
    auto start = params->baseModel.empty() ? freshStart(context, *params, *config, *pairs, load)
                                           : startFrom(context, *params, *config, *device);
    if (!start) {
        return failure(start);
    }
    const auto ranks = team.form(*device, context.stop);
    if (!ranks) {
        return failure(ranks);
    }
    JobObserver observer(context);
    if (config->dtype == "bfloat16" && device->is_cpu() && !cpuMultipliesBfloat16()) {
        observer.onMessage("This CPU has no instructions for bfloat16: training is slower than in float32.");
    }
    const auto outcome = trainRewardModel(start->model, start->encoder, *pairs, *config, trainerCheckpoints(context),
                                          observer, context.stop, *ranks);
    if (!outcome) {
        return failure(outcome);
    }
    if (!team.leads()) {
        return Json::object();  // rank 0 writes what they have made together
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
    Json values = {{"content_hash", *hash},
                   {"steps", outcome->steps},
                   {"best_step", outcome->bestStep},
                   {"train_loss", outcome->trainLoss},
                   {"validation_pairs", outcome->validationPairs},
                   {"pairs", pairs->size()},
                   {"parameters", start->model.parameterCount()},
                   {"vocabulary_size", start->encoder.tokenizer().vocabularySize()}};
    if (outcome->validationPairs > 0) {
        values["accuracy"] = outcome->validationAccuracy;
    }
    if (data->manifest) {
        values["changed_pairs"] = data->manifest->plan.entries.size();
        values["data_hash"] = data->manifest->contentHash;
        values["plan"] = describeManifest(*data->manifest);
    }
    return values;
}

}  // namespace saferscope::cli
