// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pair_signals.h"
#include "app/cli/plan_making.h"
#include "app/cli/progress_display.h"
#include "app/cli/sweep_command.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/stop_signals.h"
#include "core/training/reward_trainer.h"

#include <algorithm>
#include <charconv>

namespace saferscope::cli {

namespace {

struct StartOptions {
    std::shared_ptr<CommonOptions> common;
    SweepSpec spec;
    std::string mode;
    std::vector<std::string> strategies;
    std::vector<std::string> ratios;
    std::string seeds;
    RewardTrainingConfig training;
    std::vector<std::pair<CLI::Option*, const char*>> trainingOptions;  ///< and the setting's name
    std::string device = "cpu";
    std::uint32_t maxTokens = 0;
    bool dryRun = false;
    bool wait = false;
};

/// "1,2,5", or "3" for 1, 2, 3.
Result<std::vector<std::uint64_t>> seedsFromText(const std::string& text) {
    const auto wrong = fail(ErrorCode::Usage, "\"" + text + "\" is no choice of seeds.",
                            "Give how many, such as 3, or a list, such as 1,2,5.");
    std::vector<std::uint64_t> seeds;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        std::uint64_t seed = 0;
        const auto read = std::from_chars(text.data() + begin, text.data() + end, seed);
        if (read.ec != std::errc() || read.ptr != text.data() + end) {
            return wrong;
        }
        seeds.push_back(seed);
        begin = end + 1;
    }
    if (text.find(',') == std::string::npos && seeds.size() == 1) {
        const std::uint64_t count = seeds.front();
        if (count == 0 || count > 1000) {
            return wrong;
        }
        seeds.clear();
        for (std::uint64_t seed = 1; seed <= count; ++seed) {
            seeds.push_back(seed);
        }
    }
    return seeds;
}

Result<SweepSpec> specOf(Workspace& workspace, const StartOptions& options) {
    SweepSpec spec = options.spec;
    const auto mode = experimentModeFromName(options.mode);
    if (!mode) {
        return failure(mode);
    }
    spec.mode = *mode;
    for (const auto& name : options.strategies) {
        const auto strategy = strategyFromName(name);
        if (!strategy) {
            return failure(strategy);
        }
        spec.strategies.push_back(*strategy);
    }
    for (const auto& text : options.ratios) {
        const auto ratio = ratioFromText(text);
        if (!ratio) {
            return failure(ratio);
        }
        spec.ratios.push_back(*ratio);
    }
    if (!options.seeds.empty()) {
        auto seeds = seedsFromText(options.seeds);
        if (!seeds) {
            return failure(seeds);
        }
        spec.seeds = std::move(*seeds);
    }
    const Json all = toJson(options.training);
    for (const auto& [option, name] : options.trainingOptions) {
        if (option->count() > 0) {
            spec.trainingConfig[name] = all.at(name);
        }
    }
    spec.device = options.device;
    spec.maxTokens = options.maxTokens > 0 ? options.maxTokens : workspace.settings().maxTokens;
    if (!spec.baseModel.empty()) {
        auto base = chooseArtifact(workspace, ArtifactKind::Model, spec.baseModel);
        if (!base) {
            return failure(base);
        }
        if (base->id == 0) {  // a folder outside: the sweep names models of the workspace only
            if (options.dryRun) {
                return fail(ErrorCode::Usage, "The folder " + spec.baseModel + " is not known in the workspace yet.",
                            "Without --dry-run it becomes known; for a preview name a model of the workspace.");
            }
            base = workspace.addReference(ArtifactKind::Model, base->path, base->name);
            if (!base) {
                return failure(base);
            }
        }
        spec.baseModel = base->name;
    }
    return spec;
}

OrderedJson previewJson(const SweepPreview& preview) {
    OrderedJson cells = OrderedJson::array();
    for (const SweepCell& cell : preview.cells) {
        cells.push_back({{"cell", cells.size() + 1},
                         {"title", cellTitle(cell)},
                         {"changed", cell.changed},
                         {"plan", cell.planHash},
                         {"train_key", cell.trainKey},
                         {"reused", cell.reused}});
    }
    OrderedJson json = {{"spec", OrderedJson::parse(dumpJson(toJson(preview.spec)))},
                        {"cells", std::move(cells)},
                        {"trainings", preview.trainings},
                        {"evaluations", preview.evaluations},
                        {"reused", preview.reused},
                        {"seconds", nullptr},
                        {"disk_bytes", preview.diskBytes},
                        {"warnings", preview.warnings}};
    if (preview.seconds) {
        json["seconds"] = *preview.seconds;
    }
    return json;
}

/// Changed pairs by strategy and ratio, and what it costs.
void printPreview(const SweepPreview& preview) {
    const SweepSpec& spec = preview.spec;
    std::vector<std::vector<std::string>> rows = {
        {spec.mode == ExperimentMode::Poison ? "flipped pairs" : "dropped pairs"}};
    for (const double ratio : spec.ratios) {
        rows.front().push_back(percent(ratio));
    }
    for (const Strategy strategy : spec.strategies) {
        std::vector<std::string> row = {strategyName(strategy)};
        for (const double ratio : spec.ratios) {
            const auto cell = std::ranges::find_if(preview.cells, [&](const SweepCell& one) {
                return one.kind == CellKind::Changed && one.strategy == strategy && one.ratio == ratio;
            });
            row.push_back(cell == preview.cells.end() ? "" : grouped(cell->changed));
        }
        rows.push_back(std::move(row));
    }
    printTable(rows);
    printText(printable("Trained on \"" + spec.dataset + "\" from \"" + spec.baseModel + "\", evaluated on \"" +
                        spec.evaluation + "\"" +
                        (spec.reference.empty() ? "" : ", beside models of \"" + spec.reference + "\"") +
                        "; seeds: " + std::to_string(spec.seeds.size())));
    std::string cost = grouped(preview.cells.size()) + " cells: " + grouped(preview.trainings) + " trainings and " +
                       grouped(preview.evaluations) + " evaluations to run";
    cost += preview.reused > 0 ? ", " + grouped(preview.reused) + " cells are there already" : "";
    cost += preview.seconds ? ", about " + duration(*preview.seconds)
                            : ", time unknown until something of the kind has run here";
    printText(cost + ", " + number(static_cast<double>(preview.diskBytes) / 1e6, 1) + " MB of disk at once at most");
}

Status start(const StartOptions& options) {
    const CommonOptions& common = *options.common;
    const auto workspace = openForSweeps(common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    auto spec = specOf(**workspace, options);
    if (!spec) {
        return failure(spec);
    }
    Result<SweepPreview> preview = fail(ErrorCode::Failed, "");
    {
        const StopSignals signals;
        ProgressDisplay display(common.quiet);
        preview = previewSweep(**workspace, std::move(*spec), display.callback(), signals.token());
        display.clear();
    }
    if (!preview) {
        return failure(preview);
    }
    if (const auto checked = rewardTrainingConfigFromJson(preview->spec.trainingConfig); !checked) {
        return fail(ErrorCode::Usage, checked.error().message, checked.error().hint);
    }
    for (const auto& warning : preview->warnings) {
        printNote("Note: " + printable(warning));
    }
    if (options.dryRun) {
        if (common.json) {
            printJson(previewJson(*preview));
        } else {
            printPreview(*preview);
            printNote("Nothing was started.");
        }
        return {};
    }
    const auto sweep = startSweep(**workspace, *preview);
    if (!sweep) {
        return failure(sweep);
    }
    if (auto launched = launchSweep(**workspace, *sweep); !launched) {
        return launched;
    }
    if (options.wait) {
        if (!common.json) {
            printPreview(*preview);
        }
        const Status ended = followSweep(**workspace, *sweep, common.quiet);
        if (!ended && ended.error().code == ErrorCode::Interrupted) {
            return ended;
        }
        if (auto printed = printSweepResults(**workspace, *sweep, common.json); !printed) {
            return printed;
        }
        return ended;
    }
    if (common.json) {
        OrderedJson json = previewJson(*preview);
        json.erase("spec");
        json["sweep"] = sweep->spec.id;
        json["folder"] = sweepFolder((*workspace)->folder(), sweep->spec.id).string();
        printJson(json);
    } else {
        printPreview(*preview);
        printText(sweep->spec.id);
        printNote("It runs in the background; `safer sweep show " + sweep->spec.id + " --workspace " +
                  (*workspace)->folder().string() + "` shows it.");
    }
    return {};
}

void addTrainingOptions(CLI::App* command, StartOptions& options) {
    RewardTrainingConfig& config = options.training;
    const auto add = [&](const char* name, auto& value, const char* setting, const char* text) {
        options.trainingOptions.emplace_back(command->add_option(name, value, text)->group("Training"), setting);
    };
    add("--epochs", config.epochs, "epochs", "Passes over the data");
    add("--learning-rate", config.learningRate, "learning_rate", "Peak learning rate");
    add("--batch-pairs", config.batchPairs, "batch_pairs", "Pairs per optimizer step");
    add("--warmup", config.warmupFraction, "warmup_fraction", "Share of steps that warm up");
    add("--weight-decay", config.weightDecay, "weight_decay", "Weight decay, not on norms");
    add("--center-rewards", config.centerRewards, "center_rewards", "Weight of (r_chosen + r_rejected)^2; 0 = off");
    add("--language-model-weight", config.languageModelWeight, "language_model_weight",
        "Weight of a next-token loss beside the preference loss; 0 = off");
    add("--micro-batch-tokens", config.microBatchTokens, "micro_batch_tokens", "Tokens per forward pass");
    add("--lora-rank", config.loraRank, "lora_rank", "Low-rank adaptation of this rank; 0 = every weight is trained");
    add("--lora-alpha", config.loraAlpha, "lora_alpha", "Its alpha");
    add("--lora-targets", config.loraTargets, "lora_targets", "all-linear, or some of q,k,v,o,gate,up,down");
    add("--dtype", config.dtype, "dtype", "float32 or bfloat16");
    add("--save-dtype", config.saveDtype, "save_dtype", "float32, float16 or bfloat16");
    options.trainingOptions.emplace_back(command
                                             ->add_flag("--gradient-checkpointing", config.gradientCheckpointing,
                                                        "Compute activations again instead of keeping them")
                                             ->group("Training"),
                                         "gradient_checkpointing");
}

}  // namespace

void addSweepStart(CommandSet& commands, CLI::App* sweep, const std::shared_ptr<CommonOptions>& common) {
    const auto options = std::make_shared<StartOptions>();
    options->common = common;
    options->spec.scope.clear();
    SweepSpec& spec = options->spec;
    auto* command = commands.addBelow(sweep, "start", "Train and evaluate a model for every strategy, ratio and seed");
    command->footer(
        "Training settings that are not given are the workspace's own for sweeps (`safer demo` sets them), else those\n"
        "of the model behind the index, where that one was trained from the same base, else those of\n"
        "`safer train-rm --model`." +
        std::string(strategiesExplained));
    command->add_option("--mode", options->mode, "poison (flip pairs) or denoise (drop pairs)")
        ->check(CLI::IsMember({"poison", "denoise"}))
        ->required();
    std::vector<std::string> names;
    for (const Strategy strategy : allStrategies()) {
        names.emplace_back(strategyName(strategy));
    }
    command->add_option("--strategy", options->strategies, "Which pairs first, several with commas: " + strategyNames())
        ->delimiter(',')
        ->check(CLI::IsMember(names))
        ->type_name("NAME,…");
    command
        ->add_option("--ratio", options->ratios, "Shares of all pairs, such as 1%,2.5% (default: the published ones)")
        ->delimiter(',')
        ->type_name("R,…");
    command->add_option("--seeds", options->seeds, "How many, or a list such as 1,2,5 (default: 1,2,3)")
        ->type_name("N|LIST");
    const auto add = [command](const char* name, std::string& value, const char* text) {
        return command->add_option(name, value, text)->type_name("NAME");
    };
    add("--data", spec.dataset, "Data set to change and to train on (default: the one the index was made from)");
    add("--reference", spec.reference,
        "The data set as it was before it was spoiled, trained on as well (default: where the data set says so); none "
        "= no");
    add("--index", spec.index, "Index whose scores and margins are used (default: the newest)");
    auto* set = add("--set", spec.featureSet, "A saved set of features");
    command->add_option("--rule", spec.rule, "The strongest of the features that a rule takes")
        ->type_name("RULE")
        ->excludes(set);
    command->add_option("--features", spec.features, "At most the N strongest (default: as the workspace says)")
        ->type_name("N")
        ->excludes(set);
    command->add_option("--by", spec.measure, "What strongest means (default: as the workspace says)")
        ->check(CLI::IsMember({"contrast", "normalised", "effect"}))
        ->excludes(set);
    command->add_option("--scope", spec.scope, "Positions that count (default: the set's own, else sentence-ends)")
        ->check(CLI::IsMember({"sentence-ends", "all-tokens"}));
    add("--confirmed-set", spec.confirmedSet, "Set of human-confirmed (default: features people rated 4 or more)");
    command->add_option("--rubric", spec.rubric, "Where a pair's meta data holds a judge's score")
        ->type_name("KEY")
        ->capture_default_str();
    command
        ->add_option("--base", spec.baseModel,
                     "Model that every training starts from (default: the one the index's model was trained from)")
        ->type_name("NAME|DIR");
    add("--eval", spec.evaluation, "Data set that every model is evaluated on (default: the only one left)");
    command->add_option("--suite", spec.suite, "How subsets make sections: auto, plain, rewardbench or rm-bench")
        ->check(CLI::IsMember({"auto", "plain", "rewardbench", "rm-bench"}))
        ->capture_default_str();
    command->add_option("--max-tokens", options->maxTokens, "Longer conversations lose tokens on the left")
        ->check(CLI::Range(2, 1000000))
        ->type_name("N");
    addTrainingOptions(command, *options);
    command->add_option("--device", options->device, "cpu, cuda or cuda:N")->type_name("NAME")->capture_default_str();
    command->add_flag("--keep-models", spec.keepModels, "Keep the weights of evaluated models");
    command->add_option("--title", spec.title, "For people")->type_name("TEXT");
    command->add_option("--launcher", spec.launcher, "local (the workspace's queue) or slurm")
        ->check(CLI::IsMember({"local", "slurm"}))
        ->capture_default_str();
    command->add_flag("--dry-run", options->dryRun, "Make all plans and say what would be run, but start nothing");
    command->add_flag("--wait", options->wait, "Show the progress until it is done, then the results");
    commands.onRun(command, [options] { return start(*options); });
}

}  // namespace saferscope::cli
