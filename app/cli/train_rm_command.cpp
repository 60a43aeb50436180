// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/rank_process.h"
#include "app/cli/training_options.h"
#include "app/cli/workspace_run.h"
#include "core/data/content_hash.h"
#include "core/model/config.h"
#include "core/training/rendezvous.h"
#include "core/training/reward_trainer.h"

#include <memory>

namespace saferscope::cli {

namespace {

constexpr double freshLearningRate = 1e-3;  // the paper's 2e-5 is for a model that has already learned to read

struct FreshModel {
    std::int64_t hidden = 128;
    std::int64_t layers = 4;
    std::int64_t heads = 4;
    std::int64_t kvHeads = 2;
    std::int64_t intermediate = 384;
    std::int64_t vocabulary = 4096;
};

struct TrainRmOptions {
    RunOptions run;
    std::string baseModel;
    FreshModel fresh;
    RewardTrainingConfig config;
    CLI::Option* learningRate = nullptr;
    int ranks = 1;
};

Json freshModelJson(const FreshModel& fresh) {
    return {{"hidden_size", fresh.hidden},
            {"num_hidden_layers", fresh.layers},
            {"num_attention_heads", fresh.heads},
            {"num_key_value_heads", fresh.kvHeads},
            {"intermediate_size", fresh.intermediate}};
}

// Refused here and not by the worker: the shapes a transformer can have, and the trainer's own limits.
Status checkRequest(TrainRmOptions& options) {
    const FreshModel& fresh = options.fresh;
    if (options.baseModel.empty()) {
        if (fresh.hidden % fresh.heads != 0 || fresh.hidden / fresh.heads % 2 != 0) {
            return fail(ErrorCode::Usage,
                        "--hidden " + std::to_string(fresh.hidden) + " does not split into --heads " +
                            std::to_string(fresh.heads) + " of even width.",
                        "For example --hidden 128 --heads 4.");
        }
        if (fresh.heads % fresh.kvHeads != 0) {
            return fail(ErrorCode::Usage, "--heads has to be a multiple of --kv-heads.",
                        "For example --heads 4 --kv-heads 2.");
        }
        if (options.learningRate->count() == 0) {
            options.config.learningRate = freshLearningRate;
        }
    }
    if (options.ranks > 1 && !distributedAvailable()) {
        return tl::unexpected<Error>(distributedUnavailable());
    }
    options.config.seed = options.run.common.seed;
    if (const auto checked = rewardTrainingConfigFromJson(toJson(options.config)); !checked) {
        return fail(ErrorCode::Usage, checked.error().message, checked.error().hint);
    }
    return {};
}

// What torchrun or srun has made of this process, if it was one of them that has started it.
Result<std::optional<RankPlace>> checkRanks(const TrainRmOptions& options) {
    auto place = rankPlaceFromEnvironment();
    if (!place || !*place) {
        return place;
    }
    if (!distributedAvailable()) {
        return tl::unexpected<Error>(distributedUnavailable());
    }
    if (options.ranks > 1) {
        return fail(ErrorCode::Usage, "--ranks starts the other ranks, but RANK says that they are started already.",
                    "Leave --ranks out, or unset RANK and WORLD_SIZE.");
    }
    if (options.run.detach.detach || options.run.detach.queue) {
        return fail(ErrorCode::Usage, "A training that torchrun or srun has started cannot go into the background.",
                    "Leave --detach and --queue out, or use --ranks.");
    }
    return place;
}

Json paramsOf(const TrainRmOptions& options) {
    Json params = {{"config", toJson(options.config)}};
    if (options.baseModel.empty()) {
        params["fresh_model"] = freshModelJson(options.fresh);
        params["vocabulary_size"] = options.fresh.vocabulary;
    }
    if (options.run.maxTokens > 0) {
        params["max_tokens"] = options.run.maxTokens;
    }
    if (options.ranks > 1) {
        params["ranks"] = options.ranks;
    }
    return params;
}

std::vector<std::string> describeValues(const Json& values) {
    std::vector<std::string> lines;
    const auto steps = values.value("steps", std::uint64_t{0});
    lines.push_back(grouped(steps) + " steps, training loss " + number(values.value("train_loss", 0.0)));
    const auto held = values.value("validation_pairs", std::uint64_t{0});
    if (held > 0) {
        lines.push_back("Accuracy on " + grouped(held) +
                        " pairs held out of the training data: " + percent(values.value("accuracy", 0.0)));
    }
    return lines;
}

Status trainInWorkspace(TrainRmOptions& options) {
    auto workspace = openWorkspace(options.run.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    RunRequest request;
    request.kind = JobKind::TrainRewardModel;
    request.datasets = options.run.data;
    request.params = paramsOf(options);
    request.outputName = options.run.name;
    request.title = "Reward model from " + dataTitle(options.run);
    if (!options.baseModel.empty()) {
        const auto base = chooseArtifact(**workspace, ArtifactKind::Model, options.baseModel);
        if (!base) {
            return failure(base);
        }
        if (const auto config = loadModelConfig(base->path); !config) {
            return failure(config);
        }
        request.params["base_model"] = base->path.string();
        request.sources = {*base};
    }
    return executeInWorkspace(**workspace, request, options.run.common, options.run.detach, [](const FinishedRun& run) {
        auto lines = describeValues(run.result.values);
        lines.insert(lines.begin(), "Reward model \"" + run.artifact->name + "\" is in the workspace.");
        return lines;
    });
}

Status trainStandalone(const TrainRmOptions& options) {
    RunSpec spec;
    spec.kind = JobKind::TrainRewardModel;
    spec.title = "Reward model from " + options.run.file.file;
    spec.device = options.run.common.device;
    spec.seed = options.run.common.seed;
    spec.params = paramsOf(options);
    fillEncodingParams(options.run, spec.params);
    if (!options.baseModel.empty()) {
        const auto path = absolutePath(options.baseModel);
        if (const auto config = loadModelConfig(path); !config) {
            return failure(config);
        }
        const auto hash = folderContentHash(path);
        if (!hash) {
            return failure(hash);
        }
        spec.params["base_model"] = path.string();
        spec.inputs["model"] = *hash;
    }
    return executeStandalone(spec, options.run.file, options.run.standalone, options.run.common,
                             [](const RunResult& result) { return describeValues(result.values); });
}

void addConfigOptions(CLI::App* command, TrainRmOptions& options) {
    RewardTrainingConfig& config = options.config;
    options.learningRate = command
                               ->add_option("--learning-rate", config.learningRate,
                                            "Peak learning rate (default: 2e-5 with --model, 1e-3 for a new model)")
                               ->group("Training");
    const auto add = [command](const char* name, auto& value, const char* text) {
        command->add_option(name, value, text)->group("Training")->capture_default_str();
    };
    add("--weight-decay", config.weightDecay, "Weight decay, not on norms");
    add("--warmup", config.warmupFraction, "Share of steps that warm up; cosine decay after");
    add("--epochs", config.epochs, "Passes over the data");
    add("--max-gradient-norm", config.maxGradientNorm, "Gradient clipping; 0 = none");
    add("--batch-pairs", config.batchPairs, "Pairs per optimizer step");
    add("--micro-batch-tokens", config.microBatchTokens, "Tokens per forward pass; smaller needs less memory");
    add("--beta1", config.beta1, "AdamW");
    add("--beta2", config.beta2, "AdamW");
    add("--epsilon", config.epsilon, "AdamW");
    add("--language-model-weight", config.languageModelWeight,
        "Weight of a next-token loss beside the preference loss, for new models; 0 = off");
    add("--reward-weight", config.rewardWeight,
        "Weight of the preference loss; 0 = a base model that only reads, for others to start from");
    add("--center-rewards", config.centerRewards, "Weight of (r_chosen + r_rejected)^2; 0 = off");
    add("--validation-fraction", config.validationFraction, "Share of pairs held out to choose the best checkpoint");
    add("--evaluate-every", config.evaluateEvery, "Steps; 0 = ten times per run");
    add("--checkpoint-every", config.checkpointEvery, "Steps; 0 = ten times per run");
    add("--save-dtype", config.saveDtype, "float32, float16 or bfloat16");
    add("--dtype", config.dtype, "float32, or bfloat16 weights with float32 master copies in the optimizer");
    add("--lora-rank", config.loraRank,
        "Train low-rank factors beside the weights instead of the weights; merged when saved; 0 = off");
    add("--lora-alpha", config.loraAlpha, "LoRA adds alpha / rank times its product");
    add("--lora-targets", config.loraTargets, "all-linear, or some of q,k,v,o,gate,up,down");
    command
        ->add_flag("--gradient-checkpointing", config.gradientCheckpointing,
                   "Compute activations again in the backward pass: much less memory for a third more time")
        ->group("Training");
}

}  // namespace

void addTrainRmCommand(CommandSet& commands) {
    const auto options = std::make_shared<TrainRmOptions>();
    auto* command = commands.add(
        "train-rm", "Train a reward model on preference pairs (Bradley-Terry)",
        "  safer train-rm --workspace ws --data hh-train --epochs 2\n"
        "  safer train-rm --workspace ws --data hh-train --data helpful-train --model Llama-3.2-1B-Instruct\n"
        "  safer train-rm --data pairs.jsonl --output models/rm");
    addRunOptions(command, options->run, true);
    command
        ->add_option(
            "--model", options->baseModel,
            "Model to start from: a folder, of a language model too, or a name in the workspace (default: new weights)")
        ->type_name("NAME|DIR");
    const auto add = [command](const char* name, std::int64_t& value, const char* text) {
        command->add_option(name, value, text)
            ->group("New model")
            ->check(CLI::Range(1, 1 << 24))
            ->capture_default_str();
    };
    add("--hidden", options->fresh.hidden, "Width of the residual stream");
    add("--layers", options->fresh.layers, "Blocks");
    add("--heads", options->fresh.heads, "Attention heads");
    add("--kv-heads", options->fresh.kvHeads, "Key and value heads");
    add("--intermediate", options->fresh.intermediate, "Width of the feed-forward layers");
    add("--vocabulary", options->fresh.vocabulary, "Size of the tokenizer that is trained on the data");
    addConfigOptions(command, *options);
    command
        ->add_option("--ranks", options->ranks,
                     "Processes on this machine that train together, each with its share of every step's pairs")
        ->group("Training")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    commands.onRun(command, [options]() -> Status {
        const auto place = checkRanks(*options);
        if (!place) {
            return failure(place);
        }
        if (*place && (*place)->rank > 0) {
            return options->run.common.dryRun ? Status{} : becomeFollowingRank();
        }
        if (auto checked = checkRunOptions(options->run, true); !checked) {
            return checked;
        }
        if (auto checked = checkRequest(*options); !checked) {
            return checked;
        }
        return options->run.inWorkspace() ? trainInWorkspace(*options) : trainStandalone(*options);
    });
}

}  // namespace saferscope::cli
