// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/evaluate_model.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"
#include "app/cli/training_options.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/stop_signals.h"

#include <memory>

namespace saferscope::cli {

namespace {

struct EvaluateOptions {
    RunOptions run;
    ModelOptions model;
};

Status evaluateInWorkspace(const EvaluateOptions& options) {
    if (options.run.data.size() > 1) {
        return fail(ErrorCode::Usage, "An evaluation is of one data set.", "Give --data once.");
    }
    auto workspace = openWorkspace(options.run.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto model = chooseArtifact(**workspace, ArtifactKind::Model, options.model.model);
    if (!model) {
        return failure(model);
    }
    if (const auto config = loadModelConfig(model->path); !config) {
        return failure(config);
    }
    RunRequest request;
    request.kind = JobKind::Evaluate;
    request.datasets = options.run.data;
    request.params = {{"model", model->path.string()}};
    if (options.run.maxTokens > 0) {
        request.params["max_tokens"] = options.run.maxTokens;
    }
    request.sources = {*model};
    request.title = "Evaluation of " + model->name + " on " + options.run.data.front();
    CommonOptions common = options.run.common;
    Json evaluation;
    common.json = false;  // printed below in the form that an evaluation without a workspace has
    if (options.run.detach || common.dryRun) {
        return executeInWorkspace(**workspace, request, options.run.common, options.run.detach, {});
    }
    auto done = executeInWorkspace(**workspace, request, common, false, [&evaluation](const FinishedRun& run) {
        evaluation = run.result.values.value("evaluation", Json::object());
        return std::vector<std::string>{};
    });
    if (!done) {
        return done;
    }
    if (options.run.common.json) {
        OrderedJson json = {{"model", model->name}, {"dataset", options.run.data.front()}};
        json.update(OrderedJson::parse(dumpJson(evaluation)));
        printJson(json);
    } else {
        printEvaluation(evaluation);
    }
    return {};
}

Status evaluateFile(const EvaluateOptions& options) {
    if (options.model.model.empty()) {
        return fail(ErrorCode::Usage, "Without a workspace evaluate needs --model DIR.",
                    "`safer evaluate --help` shows examples.");
    }
    ModelOptions modelOptions = options.model;
    modelOptions.device = options.run.common.device;
    if (options.run.maxTokens > 0) {
        modelOptions.maxTokens = options.run.maxTokens;
    }
    if (!options.run.dateString.empty()) {
        modelOptions.dateString = options.run.dateString;
    }
    const auto pairs = loadPairFile(options.run.file);
    if (!pairs) {
        return failure(pairs);
    }
    const auto session = openModel(modelOptions);
    if (!session) {
        return failure(session);
    }
    if (options.run.common.dryRun) {
        printNote("Nothing was computed: the request is in order.");
        return {};
    }
    const StopSignals signals;
    ProgressDisplay display(options.run.common.quiet);
    const auto result = evaluateModel(*session, *pairs, options.model.batchTokens, display.callback(), signals.token());
    display.clear();
    if (!result) {
        return failure(result);
    }
    if (options.run.common.json) {
        OrderedJson json = {{"model", options.model.model}, {"data", options.run.file.file}};
        json.update(OrderedJson::parse(dumpJson(toJson(*result))));
        printJson(json);
    } else {
        printEvaluation(toJson(*result));
    }
    return {};
}

}  // namespace

void addEvaluateCommand(CommandSet& commands) {
    const auto options = std::make_shared<EvaluateOptions>();
    auto* command =
        commands.add("evaluate", "Accuracy per subset with 95 % confidence intervals, and the longer-wins baseline",
                     "  safer evaluate --model models/rm --data eval.jsonl --json\n"
                     "  safer evaluate --workspace ws --data hh-eval");
    addRunOptions(command, options->run, false);
    command
        ->add_option("--model", options->model.model,
                     "Reward model: a folder, or a name in the workspace (default: the newest)")
        ->type_name("NAME|DIR");
    addForwardOptions(command, options->model);
    commands.onRun(command, [options]() -> Status {
        if (auto checked = checkRunOptions(options->run, false); !checked) {
            return checked;
        }
        return options->run.inWorkspace() ? evaluateInWorkspace(*options) : evaluateFile(*options);
    });
}

}  // namespace saferscope::cli
