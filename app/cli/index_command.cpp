// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/training_options.h"
#include "app/cli/workspace_run.h"
#include "core/data/content_hash.h"

#include <memory>

namespace saferscope::cli {

namespace {

struct IndexOptions {
    RunOptions run;
    std::string model;
    std::string sae;
    std::uint64_t pairs = 0;
    std::string dtype = "auto";
};

// Both are small reads next to the run that would fail without them.
Status checkFit(const std::filesystem::path& model, const std::filesystem::path& sae, const std::string& modelName,
                const std::string& saeName) {
    const auto config = loadModelConfig(model);
    if (!config) {
        return failure(config);
    }
    const auto loaded = Sae::load(sae);
    if (!loaded) {
        return failure(loaded);
    }
    return checkSaeFits(loaded->config(), *config, saeName, modelName);
}

// The newest SAE made from this very model, where there is one: an SAE of another model of the same width would fit and
// mean nothing.
Result<Artifact> chooseSae(Workspace& workspace, const std::string& given, const Artifact& model) {
    const auto madeFrom = [](const Artifact& sae) { return sae.inputs.value("model", std::string()); };
    if (given.empty()) {
        for (auto& sae : workspace.artifacts(ArtifactKind::Sae)) {
            if (madeFrom(sae) == model.contentHash) {
                return std::move(sae);
            }
        }
    }
    auto sae = chooseArtifact(workspace, ArtifactKind::Sae, given);
    if (sae && !madeFrom(*sae).empty() && madeFrom(*sae) != model.contentHash) {
        printNote("Note: the SAE \"" + sae->name + "\" was trained on another reward model than \"" + model.name +
                  "\".");
    }
    return sae;
}

std::vector<std::string> describeValues(const Json& values) {
    return {grouped(values.value("pairs", std::uint64_t{0})) + " pairs, " +
                grouped(values.value("latents", std::uint64_t{0})) + " latents stored",
            "Accuracy " + percent(values.value("accuracy", 0.0)) + ", FVU on sentence ends " +
                number(values.value("fvu", 0.0)) + ", L0 " + number(values.value("l0", 0.0), 1)};
}

Status indexInWorkspace(const IndexOptions& options) {
    if (options.run.data.size() > 1) {
        return fail(ErrorCode::Usage, "An index is of one data set.", "Give --data once.");
    }
    auto workspace = openWorkspace(options.run.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto model = chooseArtifact(**workspace, ArtifactKind::Model, options.model);
    if (!model) {
        return failure(model);
    }
    const auto sae = chooseSae(**workspace, options.sae, *model);
    if (!sae) {
        return failure(sae);
    }
    if (auto fits = checkFit(model->path, sae->path, model->name, sae->name); !fits) {
        return fits;
    }
    RunRequest request;
    request.kind = JobKind::BuildIndex;
    request.datasets = options.run.data;
    request.maxPairs = options.pairs;
    request.params = {{"model", model->path.string()}, {"sae", sae->path.string()}, {"dtype", options.dtype}};
    if (options.run.maxTokens > 0) {
        request.params["max_tokens"] = options.run.maxTokens;
    }
    request.sources = {*model, *sae};
    request.outputName = options.run.name;
    request.title = "Index of " + dataTitle(options.run);
    return executeInWorkspace(**workspace, request, options.run.common, options.run.detach, [](const FinishedRun& run) {
        auto lines = describeValues(run.result.values);
        lines.insert(lines.begin(), "Index \"" + run.artifact->name + "\" is in the workspace.");
        return lines;
    });
}

Status indexStandalone(const IndexOptions& options) {
    if (options.model.empty() || options.sae.empty()) {
        return fail(ErrorCode::Usage, "Without a workspace index needs --model DIR and --sae DIR.",
                    "`safer index --help` shows examples.");
    }
    if (options.pairs > 0) {
        return fail(ErrorCode::Usage, "--pairs needs a workspace.",
                    "Without one, give a file that holds just the pairs you want.");
    }
    const auto model = absolutePath(options.model);
    const auto sae = absolutePath(options.sae);
    if (auto fits = checkFit(model, sae, model.string(), sae.string()); !fits) {
        return fits;
    }
    const auto modelHash = folderContentHash(model);
    const auto saeHash = saeContentHash(sae);
    if (!modelHash || !saeHash) {
        return modelHash ? failure(saeHash) : failure(modelHash);
    }
    RunSpec spec;
    spec.kind = JobKind::BuildIndex;
    spec.title = "Index of " + options.run.file.file;
    spec.device = options.run.common.device;
    spec.seed = options.run.common.seed;
    spec.params = {{"model", model.string()}, {"sae", sae.string()}, {"dtype", options.dtype}};
    fillEncodingParams(options.run, spec.params);
    spec.inputs = {{"model", *modelHash}, {"sae", *saeHash}};
    return executeStandalone(spec, options.run.file, options.run.standalone, options.run.common,
                             [](const RunResult& result) { return describeValues(result.values); });
}

}  // namespace

void addIndexCommand(CommandSet& commands) {
    const auto options = std::make_shared<IndexOptions>();
    auto* command = commands.add("index", "One pass over the pairs: rewards and the SAE features of every token",
                                 "  safer index --workspace ws --data hh-train\n"
                                 "  safer index --data pairs.jsonl --model models/rm --sae saes/sae --output index");
    addRunOptions(command, options->run, true);
    command
        ->add_option("--model", options->model,
                     "Reward model: a name in the workspace or a folder (default: the newest)")
        ->type_name("NAME|DIR");
    command->add_option("--sae", options->sae, "SAE: a name in the workspace or a folder (default: the newest)")
        ->type_name("NAME|DIR");
    command->add_option("--pairs", options->pairs, "Only the first N pairs; 0 = all")
        ->type_name("N")
        ->capture_default_str();
    addDtypeOption(command, options->dtype);
    commands.onRun(command, [options]() -> Status {
        if (auto checked = checkRunOptions(options->run, true); !checked) {
            return checked;
        }
        return options->run.inWorkspace() ? indexInWorkspace(*options) : indexStandalone(*options);
    });
}

}  // namespace saferscope::cli
