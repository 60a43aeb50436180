// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/evaluate_baseline.h"
#include "app/cli/evaluate_model.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"
#include "app/cli/training_options.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/run_verdicts.h"

#include <memory>

namespace saferscope::cli {

namespace {

struct EvaluateOptions {
    RunOptions run;
    ModelOptions model;
    std::string suite = "auto";
    std::string baseline;
    std::string verdicts;
    std::uint64_t flips = 20;
    std::string steer;
    std::string sae;
};

RunRequest evaluationRequest(const EvaluateOptions& options, const Artifact& model) {
    RunRequest request;
    request.kind = JobKind::Evaluate;
    request.datasets = options.run.data;
    request.params = {{"model", model.path.string()},
                      {"suite", options.suite},
                      {"flips", options.flips},
                      {"dtype", options.model.dtype},
                      {"batch_tokens", options.model.batchTokens}};
    if (options.run.maxTokens > 0) {
        request.params["max_tokens"] = options.run.maxTokens;
    }
    request.sources = {model};
    request.title = "Evaluation of " + model.name + " on " + options.run.data.front();
    return request;
}

// Verdicts of the baseline into the request; a model that has none yet is evaluated first, so that what it is compared
// with is kept as well.
Status addBaseline(Workspace& workspace, const EvaluateOptions& options, RunRequest& request) {
    if (options.baseline.empty()) {
        return {};
    }
    const auto dataset = workspace.dataset(options.run.data.front());
    if (!dataset) {
        return failure(dataset);
    }
    auto choice = chooseBaseline(workspace, options.baseline, dataset->contentHash);
    if (!choice) {
        return failure(choice);
    }
    if (choice->verdicts.empty()) {
        if (options.run.common.dryRun) {
            return {};
        }
        if (options.run.detach) {
            return fail(ErrorCode::Usage,
                        "The baseline " + choice->name + " has no evaluation of these pairs to compare with.",
                        "Evaluate it first, or leave --detach out.");
        }
        const auto model = chooseArtifact(workspace, ArtifactKind::Model, options.baseline);
        if (!model) {
            return failure(model);
        }
        const auto folder = prepareRun(workspace, evaluationRequest(options, *model), options.run.common);
        if (!folder) {
            return failure(folder);
        }
        ProgressDisplay display(options.run.common.quiet);
        const auto run = runToEnd(workspace, *folder, display);
        if (!run) {
            return failure(run);
        }
        choice->verdicts = workspace.folder() / keptVerdictsOf(run->id);
    }
    const auto verdicts = readVerdicts(choice->verdicts);  // what is wrong with it is said before weights are read
    if (!verdicts) {
        return failure(verdicts);
    }
    request.params["baseline"] = choice->verdicts.string();
    request.params["baseline_name"] = choice->name;
    return {};
}

// The profile into the request of the evaluation itself, never into the baseline's.
Status addSteering(const Workspace& workspace, const EvaluateOptions& options, const Artifact& model,
                   RunRequest& request) {
    if (options.steer.empty()) {
        return {};
    }
    const auto profile = chooseSteering(workspace, options.steer);
    if (!profile) {
        return failure(profile);
    }
    const auto sae = chooseSae(workspace, options.sae, profile->saeHash);
    if (!sae) {
        return failure(sae);
    }
    const auto config = loadModelConfig(model.path);
    if (!config) {
        return failure(config);
    }
    if (auto fits = checkSteering(*profile, sae->path.string(), sae->contentHash, *config); !fits) {
        return fits;
    }
    if (!steeringRemark(*profile, model.contentHash).empty()) {
        printNote(steeringRemark(*profile, model.contentHash));
    }
    if (profile->intervention.empty()) {
        return {};  // its rewards are the model's own, and are kept as such
    }
    request.params["steering"] = toJson(*profile);
    request.params["sae"] = sae->path.string();
    request.sources.push_back(*sae);
    request.title = "Evaluation of " + steeredName(model.name, *profile) + " on " + options.run.data.front();
    return {};
}

Status evaluateInWorkspace(const EvaluateOptions& options) {
    if (options.run.data.size() > 1) {
        return fail(ErrorCode::Usage, "An evaluation is of one data set.", "Give --data once.");
    }
    if (!options.verdicts.empty()) {
        return fail(ErrorCode::Usage, "--verdicts is for evaluations without a workspace.",
                    "A workspace keeps them in its folder evaluations; --baseline RUN reads them.");
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
    RunRequest request = evaluationRequest(options, *model);
    if (auto steered = addSteering(**workspace, options, *model, request); !steered) {
        return steered;
    }
    if (auto added = addBaseline(**workspace, options, request); !added) {
        return added;
    }
    CommonOptions common = options.run.common;
    common.json = false;  // printed below in the form that an evaluation without a workspace has
    if (options.run.detach || common.dryRun) {
        return executeInWorkspace(**workspace, request, options.run.common, options.run.detach, {});
    }
    Json evaluation;
    std::string run;
    auto done = executeInWorkspace(**workspace, request, common, false, [&](const FinishedRun& finished) {
        evaluation = finished.result.values.value("evaluation", Json::object());
        run = finished.id;
        return std::vector<std::string>{};
    });
    if (!done) {
        return done;
    }
    if (options.run.common.json) {
        OrderedJson json = {{"model", model->name}, {"dataset", options.run.data.front()}, {"run", run}};
        json.update(OrderedJson::parse(dumpJson(evaluation)));
        printJson(json);
    } else {
        printSteering(evaluation);
        printEvaluation(evaluation);
    }
    return {};
}

Result<ScoredPairs> scoreWith(const ModelOptions& options, const std::vector<PreferencePair>& pairs, bool quiet,
                              const std::stop_token& stop, const SteeringSource* source = nullptr,
                              std::optional<Steering>* steering = nullptr) {
    const auto session = openModel(options);
    if (!session) {
        return failure(session);
    }
    if (source != nullptr) {
        auto opened = openSteering(source->profile, source->sae, session->model);
        if (!opened) {
            return failure(opened);
        }
        *steering = std::move(*opened);
    }
    ProgressDisplay display(quiet);
    auto scored = scorePairs(*session, pairs, options.batchTokens, display.callback(), stop,
                             source != nullptr ? &**steering : nullptr);
    display.clear();
    return scored;
}

Result<std::optional<BaselineVerdicts>> baselineOfFile(const EvaluateOptions& options, ModelOptions model,
                                                       const std::vector<PreferencePair>& pairs,
                                                       const std::stop_token& stop) {
    if (options.baseline.empty()) {
        return std::optional<BaselineVerdicts>();
    }
    const auto choice = chooseBaseline(options.baseline);
    if (!choice) {
        return failure(choice);
    }
    BaselineVerdicts baseline{choice->name, {}};
    if (!choice->verdicts.empty()) {
        auto verdicts = readVerdicts(choice->verdicts);
        if (!verdicts) {
            return failure(verdicts);
        }
        baseline.verdicts = std::move(*verdicts);
        return std::optional(std::move(baseline));
    }
    model.model = choice->name;
    auto preset = evaluationPreset(model);
    if (!preset) {
        return failure(preset);
    }
    if (options.run.common.dryRun) {
        return std::optional<BaselineVerdicts>();
    }
    auto scored = scoreWith(model, pairs, options.run.common.quiet, stop);
    if (!scored) {
        return failure(scored);
    }
    baseline.verdicts.preset = std::move(*preset);
    baseline.verdicts.pairs = std::move(scored->pairs);
    return std::optional(std::move(baseline));
}

// Nothing without --steer, or where the profile changes nothing.
Result<std::optional<SteeringSource>> steeringOfFile(const EvaluateOptions& options, const std::string& model) {
    if (options.steer.empty()) {
        return std::optional<SteeringSource>();
    }
    if (options.sae.empty()) {
        return fail(ErrorCode::Usage, "Without a workspace --steer needs --sae DIR, whose features the profile names.",
                    "`safer evaluate --help` shows examples.");
    }
    auto profile = readSteeringFile(options.steer);
    if (!profile) {
        return failure(profile);
    }
    const auto hash = saeContentHash(options.sae);
    if (!hash) {
        return failure(hash);
    }
    const auto config = loadModelConfig(model);
    if (!config) {
        return failure(config);
    }
    if (auto fits = checkSteering(*profile, options.sae, *hash, *config); !fits) {
        return failure(fits);
    }
    if (profile->intervention.empty()) {
        return std::optional<SteeringSource>();
    }
    return std::optional(SteeringSource{std::move(*profile), options.sae});
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
    // The small things first; a model that cannot be read ends here too.
    if (const auto config = loadModelConfig(modelOptions.model); !config) {
        return failure(config);
    }
    const auto preset = evaluationPreset(modelOptions);
    if (!preset) {
        return failure(preset);
    }
    const auto suite = suiteFromName(options.suite);
    if (!suite) {
        return failure(suite);
    }
    const auto source = steeringOfFile(options, modelOptions.model);
    if (!source) {
        return failure(source);
    }
    const StopSignals signals;
    const auto baseline = baselineOfFile(options, modelOptions, *pairs, signals.token());
    if (!baseline) {
        return failure(baseline);
    }
    if (options.run.common.dryRun) {
        if (const auto session = openModel(modelOptions); !session) {
            return failure(session);
        }
        printNote("Nothing was computed: the request is in order.");
        return {};
    }
    std::optional<Steering> steering;
    auto scored = scoreWith(modelOptions, *pairs, options.run.common.quiet, signals.token(),
                            *source ? &**source : nullptr, &steering);
    if (!scored) {
        return failure(scored);
    }
    const ReportOptions report{*suite, *preset, *baseline ? &**baseline : nullptr, options.flips};
    Json evaluation = evaluationReport(*scored, report);
    std::string name = std::filesystem::path(modelOptions.model).filename().string();
    if (steering) {
        evaluation["steering"] = steeringProvenance(*steering, name, {});
        name = steeredName(name, steering->profile);
    }
    if (!options.verdicts.empty()) {
        const VerdictFile file{std::move(name), {}, options.run.file.file, {}, *preset, std::move(scored->pairs)};
        if (auto written = writeVerdicts(options.verdicts, file); !written) {
            return written;
        }
    }
    if (options.run.common.json) {
        OrderedJson json = {{"model", options.model.model}, {"data", options.run.file.file}};
        json.update(OrderedJson::parse(dumpJson(evaluation)));
        printJson(json);
    } else {
        printSteering(evaluation);
        printEvaluation(evaluation);
    }
    return {};
}

}  // namespace

void addEvaluateCommand(CommandSet& commands) {
    const auto options = std::make_shared<EvaluateOptions>();
    auto* command = commands.add(
        "evaluate", "Accuracy per subset and section with 95 % confidence intervals, and against a baseline",
        "  safer evaluate --model models/rm --data eval.jsonl --json\n"
        "  safer evaluate --workspace ws --data hh-eval\n"
        "  safer evaluate --workspace ws --data rewardbench --model rm-denoised --baseline rm --flips 50\n"
        "  safer evaluate --workspace ws --data hh-eval --model rm --steer less-refusal --baseline rm");
    addRunOptions(command, options->run, false);
    command
        ->add_option("--model", options->model.model,
                     "Reward model: a folder, or a name in the workspace (default: the newest)")
        ->type_name("NAME|DIR");
    command
        ->add_option("--suite", options->suite,
                     "How subsets make sections: auto (from their names), plain, rewardbench or rm-bench")
        ->type_name("NAME")
        ->check(CLI::IsMember({"auto", "plain", "rewardbench", "rm-bench"}))
        ->capture_default_str();
    command
        ->add_option("--baseline", options->baseline,
                     "Compare verdicts pair by pair with another model, an earlier run, or a file of verdicts")
        ->type_name("MODEL|RUN|FILE");
    command->add_option("--flips", options->flips, "With --baseline: list so many pairs whose verdict changed")
        ->type_name("N")
        ->check(CLI::Range(0, 1000000))
        ->capture_default_str();
    command
        ->add_option("--verdicts", options->verdicts,
                     "Without a workspace: keep the rewards in this file, for a later --baseline")
        ->type_name("FILE");
    command
        ->add_option("--steer", options->steer,
                     "Apply a steering profile: a name in the workspace (`safer profiles`) or a JSON file")
        ->type_name("PROFILE|FILE");
    command
        ->add_option("--sae", options->sae,
                     "With --steer: the SAE whose features it names (default: found in the workspace)")
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
