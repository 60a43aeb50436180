// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/plan_making.h"
#include "app/cli/progress_display.h"
#include "core/experiments/apply.h"
#include "core/jobs/code_version.h"
#include "core/jobs/stop_signals.h"
#include "core/scoring/rule_tokens.h"

#include <memory>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

std::string defaultName(const PlanRequest& request) {
    return request.datasetName.substr(0, 60) + "-" + experimentModeName(request.mode) + "-" +
           strategyName(request.strategy) + "-" + ruleNumberText(request.ratio) +
           (request.strategy == Strategy::Random ? "-s" + std::to_string(request.seed) : "");
}

/// A plan read from a file, for the data set it names.
Result<PlannedExperiment> readPlan(const PlanOptions& options) {
    const auto json = readJsonFile(options.planFile);
    auto plan = json ? experimentPlanFromJson(*json, options.planFile) : failure(json);
    if (!plan) {
        return failure(plan);
    }
    if (options.mode != experimentModeName(plan->request.mode)) {
        return fail(ErrorCode::Usage,
                    options.planFile + " is a plan to " + experimentModeName(plan->request.mode) + ".",
                    "Use it with `safer " + std::string(experimentModeName(plan->request.mode)) + "`.");
    }
    auto workspace = openAdopted(options.signals.access);
    if (!workspace) {
        return failure(workspace);
    }
    PairSignalRequest asked;  // for nothing but the pairs
    asked.dataset = options.signals.data.empty() ? plan->request.datasetName : options.signals.data;
    plan->request.datasetName = asked.dataset;
    auto data = readPairSignals(**workspace, asked);
    if (!data) {
        return failure(data);
    }
    return PlannedExperiment{std::move(*workspace), std::move(*data), std::move(*plan)};
}

Status runChange(const PlanOptions& options) {
    if (options.planFile.empty() && options.ratio.empty()) {
        return fail(ErrorCode::Usage, "Neither a ratio nor a plan was given.", "Give --ratio 5% or --plan FILE.");
    }
    const auto made = options.planFile.empty() ? makePlan(options) : readPlan(options);
    if (!made) {
        return failure(made);
    }
    const ExperimentPlan& plan = made->plan;
    noteExcluded(plan);
    if (const auto sensible = PlanApplier::create(plan); !sensible) {  // also for --dry-run
        return failure(sensible);
    }
    OrderedJson json = {{"mode", options.mode},
                        {"strategy", strategyName(plan.request.strategy)},
                        {"ratio", plan.request.ratio},
                        {"seed", plan.request.seed},
                        {"source", plan.request.datasetName},
                        {"changed", plan.entries.size()},
                        {"excluded", plan.excluded.size()}};
    const std::string name = options.name.empty() ? defaultName(plan.request) : options.name;
    if (options.common().dryRun) {
        if (options.common().json) {
            json["dry_run"] = true;
            json["entries"] = entriesJson(plan);
            printJson(json);
        } else {
            printPlan(plan, made->data.pairs);
            printText("Nothing was changed (--dry-run).");
        }
        return {};
    }
    std::string where;
    if (!options.output.empty()) {
        const fs::path file = absolutePath(options.output);
        const PairWalk walk = [&](const std::function<Status(PreferencePair &&)>& visit) -> Status {
            for (PreferencePair pair : made->data.pairs) {
                if (auto visited = visit(std::move(pair)); !visited) {
                    return visited;
                }
            }
            return {};
        };
        const auto manifest = applyToFile(plan, walk, file, codeVersion());
        if (!manifest) {
            return failure(manifest);
        }
        json["file"] = file.string();
        json["manifest"] = manifestPathOf(file).string();
        json["pairs"] = manifest->pairs;
        json["content_hash"] = manifest->contentHash;
        where = file.string() + ", with its manifest beside it";
    } else {
        const StopSignals signals;
        ProgressDisplay display(options.common().quiet);
        const auto dataset = made->workspace->createDerivedDataset(name, plan, display.callback(), signals.token());
        display.clear();
        if (!dataset) {
            return failure(dataset);
        }
        json["dataset"] = dataset->name;
        json["pairs"] = dataset->pairs;
        json["content_hash"] = dataset->contentHash;
        where = "the data set \"" + dataset->name + "\"";
    }
    if (options.common().json) {
        printJson(json);
        return {};
    }
    printPlan(plan, made->data.pairs);
    printText(printable("Made " + where + "; \"" + plan.request.datasetName + "\" is as it was."));
    return {};
}

void addChangeCommand(CommandSet& commands, ExperimentMode mode, const char* description, const char* examples) {
    const auto options = std::make_shared<PlanOptions>();
    options->mode = experimentModeName(mode);
    auto* command = commands.add(options->mode, description, examples + std::string(strategiesExplained));
    addPairSignalOptions(command, options->signals);
    addStrategyOptions(command, *options, false);
    command->add_option("--plan", options->planFile, "Do what this plan says (`safer plan --output FILE`)")
        ->type_name("FILE")
        ->excludes("--ratio")
        ->excludes("--strategy");
    auto* name = command->add_option("--name", options->name, "Name of the new data set (default: made from the plan)")
                     ->type_name("NAME");
    command
        ->add_option("--output", options->output,
                     "Write a file and its manifest instead of a data set in the workspace")
        ->type_name("FILE")
        ->excludes(name);
    addDryRunOption(command, options->signals.access.common);
    commands.onRun(command, [options] { return runChange(*options); });
}

}  // namespace

void addPoisonCommand(CommandSet& commands) {
    addChangeCommand(commands, ExperimentMode::Poison, "Make a data set with some pairs flipped, and its manifest",
                     "  safer poison --workspace ws --strategy safer --ratio 2.5%\n"
                     "  safer poison --workspace ws --strategy random --ratio 5% --seed 3 --name noisy\n"
                     "  safer poison --workspace ws --plan plan.json --output poisoned.jsonl");
}

void addDenoiseCommand(CommandSet& commands) {
    addChangeCommand(commands, ExperimentMode::Denoise, "Make a data set without the most doubtful pairs",
                     "  safer denoise --workspace ws --strategy safer --ratio 4%\n"
                     "  safer denoise --workspace ws --strategy loss --ratio 4% --output clean.jsonl --dry-run");
}

}  // namespace saferscope::cli
