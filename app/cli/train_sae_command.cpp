// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/stage1_texts.h"
#include "app/cli/training_options.h"
#include "app/cli/workspace_run.h"
#include "core/data/content_hash.h"
#include "core/model/config.h"
#include "core/training/sae_trainer.h"

#include <algorithm>
#include <memory>

namespace saferscope::cli {

namespace {

struct TrainSaeOptions {
    RunOptions run;
    std::string model;
    std::string dtype = "auto";
    Stage1TextOptions texts;
    SaeTrainingConfig config;
    CLI::Option* latents = nullptr;
    CLI::Option* k = nullptr;
};

// The paper's 16,384 latents and k = 64 belong to width 2048; other widths keep the proportions.
Status fitConfig(TrainSaeOptions& options, const ModelConfig& model, const std::string& modelName) {
    if (options.latents->count() == 0) {
        options.config.latents = 8 * model.hiddenSize;
    }
    if (options.k->count() == 0) {
        options.config.k = std::max<std::int64_t>(8, model.hiddenSize / 32);
    }
    if (options.config.layer > model.layers) {
        return fail(ErrorCode::InvalidInput,
                    "--layer " + std::to_string(options.config.layer) + " does not exist: " + modelName + " has " +
                        std::to_string(model.layers) + " blocks.",
                    "Layers are numbered 0 (embeddings) to " + std::to_string(model.layers) + ".");
    }
    options.config.seed = options.run.common.seed;
    if (const auto checked = saeTrainingConfigFromJson(toJson(options.config)); !checked) {
        return fail(ErrorCode::Usage, checked.error().message, checked.error().hint);
    }
    return {};
}

Json paramsOf(const TrainSaeOptions& options, const std::filesystem::path& model) {
    Json params = {{"config", toJson(options.config)}, {"model", model.string()}, {"dtype", options.dtype}};
    if (options.run.maxTokens > 0) {
        params["max_tokens"] = options.run.maxTokens;
    }
    return params;
}

std::vector<std::string> describeValues(const Json& values) {
    std::string steps = grouped(values.value("steps", std::uint64_t{0})) + " steps";
    if (values.contains("stage1_text_tokens")) {
        steps += ", stage 1 on " + grouped(values.value("stage1_text_tokens", std::uint64_t{0})) + " tokens of texts";
    }
    return {steps,
            "On held-out sentence ends: FVU " + number(values.value("fvu", 0.0)) + ", L0 " +
                number(values.value("l0", 0.0), 1) + ", dead features " + percent(values.value("dead_fraction", 0.0)),
            "On every held-out token:   FVU " + number(values.value("all_tokens_fvu", 0.0)) + ", L0 " +
                number(values.value("all_tokens_l0", 0.0), 1)};
}

Status addTexts(const TrainSaeOptions& options, Json& params, Json& inputs) {
    const auto added =
        requestStage1Texts(options.texts, options.run.file.skipBad, options.config.stage1Tokens, params, inputs);
    if (added && options.run.common.dryRun && !options.texts.files.empty()) {
        printNote(describeStage1Texts(options.texts, options.config.stage1Tokens));
    }
    return added;
}

Status trainInWorkspace(TrainSaeOptions& options) {
    auto workspace = openWorkspace(options.run.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto model = chooseArtifact(**workspace, ArtifactKind::Model, options.model);
    if (!model) {
        return failure(model);
    }
    const auto config = loadModelConfig(model->path);
    if (!config) {
        return failure(config);
    }
    if (auto fits = fitConfig(options, *config, model->name); !fits) {
        return fits;
    }
    RunRequest request;
    request.kind = JobKind::TrainSae;
    request.datasets = options.run.data;
    request.params = paramsOf(options, model->path);
    if (auto texts = addTexts(options, request.params, request.inputs); !texts) {
        return texts;
    }
    request.sources = {*model};
    request.outputName = options.run.name;
    request.title = "SAE of " + model->name;
    return executeInWorkspace(**workspace, request, options.run.common, options.run.detach, [](const FinishedRun& run) {
        auto lines = describeValues(run.result.values);
        lines.insert(lines.begin(), "SAE \"" + run.artifact->name + "\" is in the workspace.");
        return lines;
    });
}

Status trainStandalone(TrainSaeOptions& options) {
    if (options.model.empty()) {
        return fail(ErrorCode::Usage, "Without a workspace train-sae needs --model DIR.",
                    "Name the reward model whose activations it learns.");
    }
    const auto path = absolutePath(options.model);
    const auto config = loadModelConfig(path);
    if (!config) {
        return failure(config);
    }
    if (auto fits = fitConfig(options, *config, path.string()); !fits) {
        return fits;
    }
    const auto hash = folderContentHash(path);
    if (!hash) {
        return failure(hash);
    }
    RunSpec spec;
    spec.kind = JobKind::TrainSae;
    spec.title = "SAE of " + path.filename().string();
    spec.device = options.run.common.device;
    spec.seed = options.run.common.seed;
    spec.params = paramsOf(options, path);
    fillEncodingParams(options.run, spec.params);
    spec.inputs["model"] = *hash;
    if (auto texts = addTexts(options, spec.params, spec.inputs); !texts) {
        return texts;
    }
    return executeStandalone(spec, options.run.file, options.run.standalone, options.run.common,
                             [](const RunResult& result) { return describeValues(result.values); });
}

void addConfigOptions(CLI::App* command, TrainSaeOptions& options) {
    SaeTrainingConfig& config = options.config;
    command
        ->add_option("--layer", config.layer,
                     "Residual stream to read: 0 embeddings, N after block N (default: three quarters of the depth)")
        ->group("Training")
        ->check(CLI::Range(0, 100000));
    options.latents = command->add_option("--latents", config.latents, "Size of the dictionary (default: 8 x width)")
                          ->group("Training");
    options.k = command->add_option("--k", config.k, "Latents kept per token (default: width / 32, at least 8)")
                    ->group("Training");
    const auto add = [command](const char* name, auto& value, const char* text) {
        command->add_option(name, value, text)->group("Training")->capture_default_str();
    };
    addStage1TextOptions(command, options.texts);
    add("--stage1-learning-rate", config.stage1LearningRate, "Stage 1: every token");
    add("--stage2-learning-rate", config.stage2LearningRate, "Stage 2: sentence ends");
    add("--warmup", config.warmupFraction, "Share of steps that warm up");
    add("--batch-tokens", config.batchTokens, "Activations per optimizer step");
    add("--stage1-tokens", config.stage1Tokens, "Activations to train on; 0 = one pass over its data");
    add("--stage2-tokens", config.stage2Tokens, "The same for sentence ends");
    add("--renormalise-every", config.renormaliseEvery, "Steps between projections to unit-norm directions");
    add("--auxiliary-weight", config.auxiliaryWeight,
        "Weight of the loss that revives dead latents; 0 = the paper's plain loss");
    add("--dead-after-tokens", config.deadAfterTokens, "Silent for so many activations is dead");
    add("--validation-fraction", config.validationFraction, "Share of pairs held out to measure quality");
    add("--checkpoint-every", config.checkpointEvery, "Steps; 0 = ten times per run");
}

}  // namespace

void addTrainSaeCommand(CommandSet& commands) {
    const auto options = std::make_shared<TrainSaeOptions>();
    auto* command = commands.add(
        "train-sae", "Train a sparse autoencoder on the activations of a reward model",
        "  safer train-sae --workspace ws --data hh-train\n"
        "  safer train-sae --data pairs.jsonl --model models/rm --layer 3 --latents 1024 --k 16 --output saes/sae\n"
        "  safer train-sae --workspace ws --data hh-train --stage1-texts web-*.jsonl.gz --stage1-tokens 100000000");
    addRunOptions(command, options->run, true);
    command
        ->add_option("--model", options->model,
                     "Reward model: a name in the workspace or a folder (default: the newest)")
        ->type_name("NAME|DIR");
    addDtypeOption(command, options->dtype);
    addConfigOptions(command, *options);
    commands.onRun(command, [options]() -> Status {
        if (auto checked = checkRunOptions(options->run, true); !checked) {
            return checked;
        }
        return options->run.inWorkspace() ? trainInWorkspace(*options) : trainStandalone(*options);
    });
}

}  // namespace saferscope::cli
