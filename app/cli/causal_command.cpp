// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/causal_tables.h"
#include "app/cli/commands.h"
#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "app/cli/run_follow.h"
#include "app/cli/workspace_run.h"
#include "core/base/atomic_file.h"
#include "core/workspace/causal_run.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace saferscope::cli {

namespace {

struct CausalOptions {
    CommonOptions common;
    CausalRunRequest request;
    std::vector<std::uint32_t> features;
    std::string positions = "all";
    std::string scope = "sentence-ends";
    std::uint32_t controls = 200;
    std::string attribution = "gradient";
    std::optional<double> checkpointSeconds;
    bool wait = false;
    std::string id = "latest";
    std::string csv;
};

Result<CausalRunEntry> chooseCausalRun(const Workspace& workspace, const std::string& id) {
    auto entries = causalRuns(workspace);
    if (entries.empty()) {
        return fail(ErrorCode::NotFound, "The workspace has no causal run yet.",
                    "Start one with `safer causal start`.");
    }
    if (id == "latest") {
        return std::move(entries.front());
    }
    std::erase_if(entries, [&id](const CausalRunEntry& entry) { return !entry.id.starts_with(id); });
    const std::string hint =
        "`safer causal list --workspace " + workspace.folder().string() + "` shows those there are.";
    if (entries.empty()) {
        return fail(ErrorCode::NotFound, "The workspace has no causal run \"" + id + "\".", hint);
    }
    if (entries.size() > 1 && entries.front().id != id) {
        return fail(ErrorCode::Usage, "\"" + id + "\" fits " + std::to_string(entries.size()) + " causal runs.",
                    "Give more of the id. " + hint);
    }
    return std::move(entries.front());
}

Result<CausalReport> reportOf(const Workspace& workspace, const CausalRunEntry& entry) {
    if (entry.state != RunState::Finished) {
        return fail(ErrorCode::InvalidInput,
                    "The causal run " + entry.id + " has not finished: it is " + runStateName(entry.state) + ".",
                    entry.state == RunState::Stopped || entry.state == RunState::Lost
                        ? resumeHint(workspace, entry.id)
                        : "`safer jobs --workspace " + workspace.folder().string() + "` shows how it fares.");
    }
    return readCausalReport(entry.folder);
}

Status printReport(const CausalReport& report, const std::string& id, bool json) {
    if (json) {
        OrderedJson value = OrderedJson::parse(dumpJson(toJson(report)));
        value["run"] = id;
        value["reading"] = readingOf(report);
        printJson(value);
    } else {
        printCausalReport(report);
    }
    return {};
}

Result<CausalRunRequest> requestOf(const CausalOptions& options) {
    CausalRunRequest request = options.request;
    const auto positions = positionsFromText(options.positions);
    if (!positions) {
        return failure(positions);
    }
    request.what.positions = *positions;
    request.scope = options.scope == "all-tokens" ? TokenScope::AllTokens : TokenScope::SentenceEnds;
    request.what.randomControls = options.controls;
    request.what.densityControls = options.controls;
    request.what.attribution = options.attribution == "none" ? "" : options.attribution;
    for (const std::uint32_t feature : options.features) {
        request.what.set.emplace_back(feature);
    }
    request.device = options.common.device;
    request.what.seed = options.common.seed;
    return request;
}

Status dryRun(const Workspace& workspace, const CausalRunRequest& request, bool json) {
    const auto preview = previewCausalRun(workspace, request);
    if (!preview) {
        return failure(preview);
    }
    printNotes(preview->notes);
    const std::uint64_t pairs = preview->plan.maxPairs > 0
                                    ? std::min<std::uint64_t>(preview->plan.maxPairs, preview->dataset.pairs)
                                    : preview->dataset.pairs;
    if (json) {
        OrderedJson set = OrderedJson::array();
        for (const FeatureId feature : preview->plan.set) {
            set.push_back(feature.value());
        }
        printJson({{"title", preview->spec.title},
                   {"dataset", preview->dataset.name},
                   {"pairs", pairs},
                   {"arms", preview->plan.arms.size()},
                   {"set", std::move(set)},
                   {"started", false}});
    } else {
        printText(printable(preview->spec.title + ": " + grouped(preview->plan.arms.size()) + " arms on " +
                            grouped(pairs) + " pairs of " + preview->dataset.name));
        printText("Nothing was started (--dry-run).");
    }
    return {};
}

Status start(const CausalOptions& options) {
    const auto request = requestOf(options);
    if (!request) {
        return failure(request);
    }
    IndexAccessOptions access;
    access.common = options.common;
    const auto workspace = openAdopted(access);
    if (!workspace) {
        return failure(workspace);
    }
    if (options.common.dryRun) {
        return dryRun(**workspace, *request, options.common.json);
    }
    if (const auto preview = previewCausalRun(**workspace, *request)) {
        printNotes(preview->notes);
    }
    auto spec = planCausalRun(**workspace, *request);
    if (!spec) {
        return failure(spec);
    }
    if (options.checkpointSeconds) {
        spec->params["checkpoint_seconds"] = *options.checkpointSeconds;
    }
    const auto folder = createRunFolder((*workspace)->runsFolder(), std::move(*spec));
    if (!folder) {
        return failure(folder);
    }
    if (!options.wait) {
        Background background;
        background.queue = true;
        return queueRun(**workspace, *folder, background, options.common.json);
    }
    ProgressDisplay display(options.common.quiet);
    const auto run = runToEnd(**workspace, *folder, display);
    if (!run) {
        return failure(run);
    }
    const auto report = readCausalReport(*folder);
    return report ? printReport(*report, run->id, options.common.json) : failure(report);
}

Status list(const CausalOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    std::vector<std::vector<std::string>> rows = {{"run", "title", "data", "created", "state"}};
    for (const CausalRunEntry& entry : causalRuns(**workspace)) {
        const auto spec = readRunSpec(entry.folder);
        const std::string dataset =
            spec ? jsonMemberOr<std::string>(spec->params, "dataset_name", {}, entry.id).value_or(std::string()) : "";
        if (options.common.json) {
            printJson({{"run", entry.id},
                       {"title", entry.title},
                       {"dataset", dataset},
                       {"created_at", entry.createdAt},
                       {"state", runStateName(entry.state)}});
        } else {
            rows.push_back(
                {entry.id, printable(entry.title), printable(dataset), entry.createdAt, runStateName(entry.state)});
        }
    }
    if (!options.common.json && rows.size() == 1) {
        printNote("No causal run has been started in this workspace yet; `safer causal start` starts one.");
    } else if (!options.common.json) {
        printTable(rows);
    }
    return {};
}

Status show(const CausalOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto entry = chooseCausalRun(**workspace, options.id);
    if (!entry) {
        return failure(entry);
    }
    const auto report = reportOf(**workspace, *entry);
    return report ? printReport(*report, entry->id, options.common.json) : failure(report);
}

Status exportTable(const CausalOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto entry = chooseCausalRun(**workspace, options.id);
    if (!entry) {
        return failure(entry);
    }
    const auto report = reportOf(**workspace, *entry);
    if (!report) {
        return failure(report);
    }
    if (auto written = writeFileAtomically(options.csv, causalCsv(*report)); !written) {
        return written;
    }
    printNote("Written: " + options.csv);
    return {};
}

void addStart(CommandSet& commands, CLI::App* command, const std::shared_ptr<CausalOptions>& options) {
    auto* below = commands.addBelow(command, "start", "Measure what ablating a set of features does to every section");
    CausalRunRequest& request = options->request;
    const auto name = [below](const char* option, std::string& value, const char* text) {
        return below->add_option(option, value, text)->type_name("NAME");
    };
    auto* set = name("--set", request.featureSet, "Saved set of features (default: the strongest of the index)");
    below->add_option("--feature", options->features, "The set as numbers, several with commas")
        ->delimiter(',')
        ->type_name("IDS")
        ->excludes(set);
    auto* data = name("--data", request.dataset, "Data set to measure on (default: the one the index was made from)");
    name("--dataset", request.dataset, "The same")->excludes(data)->group("");
    name("--index", request.index, "Index that gives model, SAE and contrasts (default: the newest)");
    below->add_option("--each", request.each, "So many of the strongest features are measured one by one as well")
        ->type_name("N");
    below->add_option("--controls", options->controls, "Random sets of each kind (any feature; as frequent ones)")
        ->check(CLI::Range(0, 100000))
        ->type_name("N")
        ->capture_default_str();
    below->add_option("--max-pairs", request.what.maxPairs, "Only the first N pairs; 0 = all")->type_name("N");
    below
        ->add_option("--positions", options->positions,
                     "Tokens where features are changed: all, response, sentence-ends, prompt, chosen, rejected, A:B")
        ->type_name("WHERE")
        ->capture_default_str();
    below->add_option("--scope", options->scope, "Contrasts that \"strongest\" goes by")
        ->check(CLI::IsMember({"sentence-ends", "all-tokens"}))
        ->capture_default_str();
    below
        ->add_option("--attribution", options->attribution,
                     "Guess that is compared with the features measured one by one: gradient, integrated-gradients, "
                     "none")
        ->check(CLI::IsMember({"gradient", "integrated-gradients", "none"}))
        ->capture_default_str();
    below->add_option("--steps", request.what.attributionSteps, "Of integrated-gradients")
        ->check(CLI::Range(1, 100000))
        ->type_name("N")
        ->capture_default_str();
    below->add_option("--doses", request.what.doses, "Factors the set is scaled by, several with commas")
        ->delimiter(',')
        ->type_name("X,…");
    below->add_option("--suite", request.what.suite, "How subsets make sections: auto, plain, rewardbench or rm-bench")
        ->check(CLI::IsMember({"auto", "plain", "rewardbench", "rm-bench"}))
        ->capture_default_str();
    below->add_option("--title", request.title, "For people")->type_name("TEXT");
    below->add_option("--checkpoint-seconds", options->checkpointSeconds, "Time between checkpoints")
        ->check(CLI::NonNegativeNumber)
        ->type_name("S")
        ->group("");
    addDeviceOption(below, options->common);
    addSeedOption(below, options->common);
    addDryRunOption(below, options->common);
    below->add_flag("--wait", options->wait, "Run it now and show the report, instead of queueing it");
    commands.onRun(below, [options] { return start(*options); });
}

}  // namespace

void addCausalCommand(CommandSet& commands) {
    const auto options = std::make_shared<CausalOptions>();
    auto* command = commands.add(
        "causal", "Does changing features move the rewards? A set, its controls, doses, single features",
        "  safer causal start --workspace ws --set safety --data eval --each 64 --wait\n"
        "  safer causal list --workspace ws\n"
        "  safer causal show latest --workspace ws\n"
        "  safer causal export latest --csv causal.csv --workspace ws\n\n"
        "A run ablates the set (is it needed?), keeps only the set (is it enough?), replaces the layer by the SAE's\n"
        "reconstruction (how much of the model does the SAE hold?), scales the set by several factors, and does to\n"
        "hundreds of random sets what it did to the set: sets of any living features, and sets that fire about as "
        "often.");
    addWorkspaceOption(command, options->common, true);
    addJsonOption(command, options->common);
    command->require_subcommand(0, 1);
    auto* listing = commands.addBelow(command, "list", "Every causal run, newest first (as without a sub-command)");
    addStart(commands, command, options);
    auto* showing = commands.addBelow(command, "show", "What a run has found: in words, then as tables");
    auto* exporting = commands.addBelow(command, "export", "Every arm and section of a run as a CSV file");
    for (auto* below : {showing, exporting}) {
        below->add_option("ID", options->id, "Id of the run, its beginning, or \"latest\"")->capture_default_str();
    }
    exporting->add_option("--csv", options->csv, "File to write")->type_name("FILE")->required();
    commands.onRun(listing, [options] { return list(*options); });
    commands.onRun(showing, [options] { return show(*options); });
    commands.onRun(exporting, [options] { return exportTable(*options); });
    commands.onRun(command, [options] { return list(*options); });
}

}  // namespace saferscope::cli
