// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "app/cli/workspace_run.h"
#include "core/base/atomic_file.h"
#include "core/jobs/code_version.h"
#include "core/model/reward_model.h"
#include "core/model/weight_dtype.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    std::string model;
    std::string dtype = "stored";
};

// The largest number that float16 holds is 65504; beyond it a weight would become infinite without a word.
Status checkFitsHalf(const RewardModel& model, at::ScalarType dtype) {
    if (dtype != at::kHalf || model.dtype() == at::kHalf) {
        return {};
    }
    for (const auto& [name, tensor] : model.parameters()) {
        if (tensor.abs().max().to(at::kDouble).item<double>() > 65504.0) {
            return fail(ErrorCode::InvalidInput, "The weight " + name + " holds numbers that float16 cannot.",
                        "Export it with --dtype bfloat16 or float32.");
        }
    }
    return {};
}

std::string readmeOf(const Artifact& artifact, const ModelConfig& config, const std::string& dtype) {
    std::string text =
        "# " + artifact.name +
        "\n\nA reward model: a decoder with a head that reads one number, the reward, at the last token of a "
        "conversation. Higher is better; only differences between answers to one prompt mean something.\n\n";
    text += "- family: " + config.family + ", " + std::to_string(config.layers) + " blocks, hidden size " +
            std::to_string(config.hiddenSize) + ", vocabulary " + std::to_string(config.vocabularySize) + "\n";
    text += "- weights: " + dtype + "\n";
    text += "- content hash in the workspace it comes from: " + artifact.contentHash + "\n";
    if (!artifact.runId.empty()) {
        text += "- trained by the run " + artifact.runId + " on " + artifact.createdAt + "\n";
    }
    for (const auto& [name, hash] : artifact.inputs.items()) {
        if (hash.is_string()) {
            text += "- made from: " + name + " " + hash.get<std::string>() + "\n";
        }
    }
    text += "- written by Saferscope " + std::string(codeVersion()) + "\n\n";
    text +=
        "```python\nfrom transformers import AutoModelForSequenceClassification, AutoTokenizer\n"
        "model = AutoModelForSequenceClassification.from_pretrained(\"PATH\")\n"
        "tokenizer = AutoTokenizer.from_pretrained(\"PATH\")\n"
        "ids = tokenizer.apply_chat_template(messages, return_tensors=\"pt\")\n"
        "reward = model(ids).logits[0, 0].item()\n```\n\n"
        "The template adds the beginning-of-text token: do not let the tokenizer add it a second time.\n";
    return text;
}

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    const auto artifact = chooseArtifact(work.workspace, ArtifactKind::Model, options.model);
    if (!artifact) {
        return failure(artifact);
    }
    const auto config = loadModelConfig(artifact->path);
    if (!config) {
        return failure(config);
    }
    auto folder = ExportFolder::create(options.target(), "model", options.force);
    if (!folder) {
        return failure(folder);
    }
    const std::string dtype = options.dtype == "stored" ? config->dtype : options.dtype;
    ProgressMeter meter("Writing the model", 2, work.progress);
    LoadOptions load;
    load.mapped = true;
    load.dtype = weightDtype(config->dtype);  // converted while it is saved, tensor by tensor where it differs
    const auto model = RewardModel::load(artifact->path, load);
    if (!model) {
        return failure(model);
    }
    meter.advance();
    Status done = guardTorch("Looking at the weights", [&] { return checkFitsHalf(*model, weightDtype(dtype)); });
    if (done) {
        done = model->save(folder->path(), weightDtype(dtype));
    }
    if (done) {
        done = copyTokenizerFiles(artifact->path, folder->path());
    }
    if (done) {
        done = writeFileAtomically(folder->path() / "README.md", readmeOf(*artifact, *config, dtype));
    }
    if (done && work.stop.stop_requested()) {
        done = fail(ErrorCode::Interrupted, "The export was stopped; nothing was written.");
    }
    ExportSummary summary;
    summary.rows = model->parameters().size();
    if (dtype != config->dtype) {
        summary.notes.push_back("The weights are stored as " + config->dtype + " and were written as " + dtype +
                                ": rewards differ by rounding.");
    }
    if (done) {
        done = folder->commit(summary.notes);
    }
    if (!done) {
        return failure(done);
    }
    meter.advance();
    meter.finish();
    return summary;
}

}  // namespace

void addExportModel(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "model",
                                  "A reward model as a Hugging Face folder with its tokenizer", "Folder to write");
    command->add_option("--model", options->model, "Reward model: a name or a folder (default: the newest)")
        ->type_name("NAME");
    command->add_option("--dtype", options->dtype, "How weights are stored; stored = as they are")
        ->check(CLI::IsMember({"stored", "float32", "bfloat16", "float16"}))
        ->capture_default_str();
    commands.onRun(command, [options] {
        return runExport("model", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
