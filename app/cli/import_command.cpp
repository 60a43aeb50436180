// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/pair_files.h"
#include "app/cli/progress_display.h"
#include "core/data/mapping_doubt.h"
#include "core/data/pair_writer.h"
#include "core/experiments/pair_change.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/workspace.h"

#include <algorithm>
#include <memory>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t issuesShown = 5;
constexpr std::size_t pairsShown = 3;

struct ImportOptions {
    CommonOptions common;
    PairFileOptions pairs;
    std::string name;
};

// "hh_harmless/train.jsonl.gz" -> "train"
std::string nameFromFile(const std::string& file) {
    fs::path name = fs::path(file).filename();
    for (const char* extension : {".gz", ".zst", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab", ".parquet"}) {
        if (name.extension() == extension && name.has_stem() && name.stem() != name) {
            name = name.stem();
        }
    }
    return name.string();
}

// One line of a long text, cut on a character boundary.
std::string cutLine(std::string text) {
    constexpr std::size_t shown = 100;
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    if (text.size() <= shown) {
        return printable(text);
    }
    std::size_t end = shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return printable(text.substr(0, end)) + " …";
}

void printPreview(const PreferencePair& pair) {
    printText("");
    printText(printable(pair.id + (pair.subset.empty() ? "" : " in " + pair.subset)));
    for (const auto& turn : pair.prompt) {
        printText("  " + printable(turn.role) + ": " + cutLine(turn.content));
    }
    printText("  chosen: " + cutLine(pair.chosen));
    printText("  rejected: " + cutLine(pair.rejected));
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

OrderedJson countsJson(const PairCounts& counts) {
    return {{"records", counts.records},
            {"used", counts.used},
            {"issues", counts.issues},
            {"unpaired", counts.unpaired},
            {"pairs", counts.pairs}};
}

void report(const ImportOptions& options, const std::string& layout, const std::vector<PairIssue>& issues,
            const PairReadReport& read, const ImportSummary& summary, const std::vector<PreferencePair>& preview = {}) {
    const auto& counts = read.counts;
    if (options.common.json) {
        OrderedJson list = OrderedJson::array();
        for (const auto& issue : issues) {
            list.push_back({{"line", issue.line}, {"reason", issue.reason}});
        }
        OrderedJson json = {{"dataset", options.name}, {"pairs", counts.pairs}, {"skipped", counts.issues}};
        json["layout"] = layout;
        if (!summary.dataset.contentHash.empty()) {
            json["content_hash"] = summary.dataset.contentHash;
        }
        json["counts"] = countsJson(counts);
        json["notes"] = read.notes;
        json["issues"] = std::move(list);
        json["changed_pairs"] = summary.changedPairs;
        if (summary.manifest) {
            json["manifest"] = manifestJson(*summary.manifest);
        }
        if (!summary.manifestProblem.empty()) {
            json["manifest_problem"] = summary.manifestProblem;
        }
        for (const auto& pair : preview) {
            json["preview"].push_back(OrderedJson::parse(pairToJsonLine(pair)));
        }
        printJson(json);
        return;
    }
    printText(printable(options.name) + ": " + grouped(counts.pairs) + " pairs (layout " + layout + "), " +
              grouped(counts.issues) + " records left out");
    for (const auto& note : read.notes) {
        printText("  " + printable(note));
    }
    for (std::size_t i = 0; i < std::min(issues.size(), issuesShown); ++i) {
        printText("  " + printable(describeIssue(issues[i])));
    }
    if (counts.issues > issuesShown) {
        printText("  and " + grouped(counts.issues - issuesShown) + " more; --json lists the first 1,000");
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
    for (const auto& pair : preview) {
        printPreview(pair);
    }
}

// Opens a file whose layout nobody knows by the names of its columns, as the window's guess does, and says how; where
// the names leave a choice the file is refused with the guess as a hint. Changes `settings` to what opened it.
Result<PairReader> openOrGuess(const ImportOptions& options, PairReaderOptions& settings) {
    auto reader = PairReader::open(options.pairs.file, settings);
    if (reader || reader.error().code != ErrorCode::InvalidInput || !options.pairs.map.empty() ||
        options.pairs.layout != "auto") {
        return reader;
    }
    const auto preview = previewFile(options.pairs.file);
    if (!preview) {
        return reader;
    }
    const std::string map = "--map \"" + pairMappingText(preview->guess) + "\"";
    if (const std::string doubt = doubtOfGuess(*preview); !doubt.empty()) {
        Error error = reader.error();
        const PairMapping& guess = preview->guess;
        if (!guess.prompt.empty() && !guess.chosen.empty() && !guess.rejected.empty()) {
            error.hint = doubt + " Perhaps " + map + "; --dry-run shows the first pairs that this makes.";
        }
        return tl::unexpected(std::move(error));
    }
    settings.mapping = preview->guess;
    auto mapped = PairReader::open(options.pairs.file, settings);
    if (mapped) {
        printNote("Columns are taken by their names: " + map);
    }
    return mapped;
}

Status dryRun(const ImportOptions& options, PairReaderOptions& settings) {
    auto reader = openOrGuess(options, settings);
    if (!reader) {
        return failure(reader);
    }
    ImportSummary summary;
    std::vector<PreferencePair> preview;
    for (;;) {
        const auto pair = reader->next();
        if (!pair) {
            return failure(pair);
        }
        if (!pair->has_value()) {
            break;
        }
        summary.changedPairs += changeNoted((*pair)->meta).empty() ? 0 : 1;
        if (preview.size() < pairsShown) {
            preview.push_back(**pair);
        }
    }
    report(options, pairLayoutName(reader->layout()), reader->issues(), {reader->counts(), reader->notes()}, summary,
           preview);
    return {};
}

Status import(ImportOptions& options) {
    auto settings = readerOptions(options.pairs);
    if (!settings) {
        return failure(settings);
    }
    settings->report = std::make_shared<PairReadReport>();
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
    if (const auto usable = openOrGuess(options, *settings); !usable) {
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
    report(options, summary->layout, summary->issues, *settings->report, *summary);
    return {};
}

}  // namespace

void addImportCommand(CommandSet& commands) {
    const auto options = std::make_shared<ImportOptions>();
    auto* command =
        commands.add("import", "Bring preference pairs into a workspace, which is created when it is not there",
                     "  safer import pairs_train.jsonl --workspace ws --name hh-train\n"
                     "  safer import harmless-base.jsonl.gz --workspace ws --subset harmless --layout hh\n"
                     "  safer import pku.jsonl.zst --workspace ws --preference safer\n"
                     "  safer import mine.csv --workspace ws\n"
                     "  safer import mine.csv --map \"prompt=question,chosen=best,rejected=worst\" --dry-run");
    command->add_option("FILE", options->pairs.file, "Preference pairs: .jsonl, .json, .csv or .tsv, also .gz and .zst")
        ->required();
    addWorkspaceOption(command, options->common, false);
    command->add_option("--name", options->name, "Name of the data set (default: from the file)")->type_name("NAME");
    command->add_option("--subset", options->pairs.subset, "Subset of records that name none")->type_name("NAME");
    addPairLayoutOptions(command, options->pairs);
    addDryRunOption(command, options->common);
    addJsonOption(command, options->common);
    commands.onRun(command, [options] { return import(*options); });
}

}  // namespace saferscope::cli
