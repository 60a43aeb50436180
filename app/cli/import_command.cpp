// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/pair_files.h"
#include "app/cli/progress_display.h"
#include "core/experiments/pair_change.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/workspace.h"

#include <memory>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t issuesShown = 5;

struct ImportOptions {
    CommonOptions common;
    PairFileOptions pairs;
    std::string name;
};

// "hh_harmless/train.jsonl.gz" -> "train"
std::string nameFromFile(const std::string& file) {
    fs::path name = fs::path(file).filename();
    for (const char* extension : {".gz", ".jsonl", ".json"}) {
        if (name.extension() == extension) {
            name = name.stem();
        }
    }
    return name.string();
}

OrderedJson manifestJson(const DatasetManifest& manifest) {
    const PlanRequest& request = manifest.plan.request;
    return {{"mode", experimentModeName(request.mode)},
            {"strategy", strategyName(request.strategy)},
            {"ratio", request.ratio},
            {"seed", request.seed},
            {"changed", manifest.plan.entries.size()},
            {"source", request.datasetName},
            {"source_hash", request.datasetHash},
            {"created_at", manifest.createdAt}};
}

void report(const ImportOptions& options, const std::string& name, std::uint64_t pairs, std::uint64_t skipped,
            const std::string& layout, const std::vector<PairIssue>& issues, const std::string& hash,
            const ImportSummary& summary) {
    if (options.common.json) {
        OrderedJson list = OrderedJson::array();
        for (const auto& issue : issues) {
            list.push_back({{"line", issue.line}, {"reason", issue.reason}});
        }
        OrderedJson json = {{"dataset", name}, {"pairs", pairs}, {"skipped", skipped}, {"layout", layout}};
        if (!hash.empty()) {
            json["content_hash"] = hash;
        }
        json["issues"] = std::move(list);
        json["changed_pairs"] = summary.changedPairs;
        if (summary.manifest) {
            json["manifest"] = manifestJson(*summary.manifest);
        }
        if (!summary.manifestProblem.empty()) {
            json["manifest_problem"] = summary.manifestProblem;
        }
        printJson(json);
        return;
    }
    printText(printable(name) + ": " + grouped(pairs) + " pairs (layout " + layout + "), " + grouped(skipped) +
              " records left out");
    for (std::size_t i = 0; i < std::min(issues.size(), issuesShown); ++i) {
        printText("  " + printable(describeIssue(issues[i])));
    }
    if (skipped > issuesShown) {
        printText("  and " + grouped(skipped - issuesShown) + " more; --json lists the first 1,000");
    }
    if (summary.manifest) {
        printText(printable("Changed on purpose: " + describeManifest(*summary.manifest)));
    } else if (summary.changedPairs > 0) {
        printText("Changed on purpose: " + grouped(summary.changedPairs) +
                  " pairs say that Saferscope flipped them, but there is no manifest.");
    }
    if (!summary.manifestProblem.empty()) {
        printNote("Note: " + summary.manifestProblem);
    }
}

Status dryRun(const ImportOptions& options, const PairReaderOptions& settings) {
    auto reader = PairReader::open(options.pairs.file, settings);
    if (!reader) {
        return failure(reader);
    }
    std::uint64_t pairs = 0;
    ImportSummary summary;
    for (;; ++pairs) {
        const auto pair = reader->next();
        if (!pair) {
            return failure(pair);
        }
        if (!pair->has_value()) {
            break;
        }
        summary.changedPairs += changeNoted((*pair)->meta).empty() ? 0 : 1;
    }
    report(options, options.name, pairs, reader->issueCount(), pairLayoutName(reader->layout()), reader->issues(), {},
           summary);
    return {};
}

Status import(ImportOptions& options) {
    const auto settings = readerOptions(options.pairs);
    if (!settings) {
        return failure(settings);
    }
    if (options.name.empty()) {
        options.name = nameFromFile(options.pairs.file);
    }
    if (options.common.dryRun) {
        return dryRun(options, *settings);
    }
    if (options.common.workspace.empty()) {
        return fail(ErrorCode::Usage, "No workspace was given.",
                    "Name one with --workspace DIR; it is created when it is not there.");
    }
    // The file is opened before a workspace is made for it: a wrong path or an empty file leaves nothing behind.
    if (const auto usable = PairReader::open(options.pairs.file, *settings); !usable) {
        return failure(usable);
    }
    const fs::path folder = absolutePath(options.common.workspace);
    std::error_code error;
    const bool folderWasThere = fs::exists(folder, error);
    const bool isNew = !Workspace::isWorkspace(folder);
    auto workspace = isNew ? Workspace::create(folder) : Workspace::open(folder);
    if (!workspace) {
        return failure(workspace);
    }
    const StopSignals signals;
    ProgressDisplay display(options.common.quiet);
    const auto summary =
        (*workspace)->importPairs(options.pairs.file, options.name, *settings, display.callback(), signals.token());
    display.clear();
    if (!summary) {
        workspace->reset();
        if (isNew && !folderWasThere) {
            fs::remove_all(folder, error);
        }
        return failure(summary);
    }
    report(options, summary->dataset.name, summary->dataset.pairs, summary->dataset.skipped, summary->layout,
           summary->issues, summary->dataset.contentHash, *summary);
    return {};
}

}  // namespace

void addImportCommand(CommandSet& commands) {
    const auto options = std::make_shared<ImportOptions>();
    auto* command =
        commands.add("import", "Bring preference pairs into a workspace, which is created when it is not there",
                     "  safer import pairs_train.jsonl --workspace ws --name hh-train\n"
                     "  safer import harmless-base.jsonl.gz --workspace ws --subset harmless --layout hh");
    command->add_option("FILE", options->pairs.file, "Preference pairs: .jsonl or .json, also .gz")->required();
    addWorkspaceOption(command, options->common, false);
    command->add_option("--name", options->name, "Name of the data set (default: from the file)")->type_name("NAME");
    command->add_option("--subset", options->pairs.subset, "Subset of records that name none")->type_name("NAME");
    command->add_option("--layout", options->pairs.layout, "How the file spells a pair: " + pairLayoutNames())
        ->type_name("NAME")
        ->capture_default_str();
    addDryRunOption(command, options->common);
    addJsonOption(command, options->common);
    commands.onRun(command, [options] { return import(*options); });
}

}  // namespace saferscope::cli
