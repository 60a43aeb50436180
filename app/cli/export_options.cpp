// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_options.h"

#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"

namespace saferscope::cli {

namespace {

void report(const std::string& kind, const ExportOptions& options, const ExportSummary& summary) {
    ExportSize size = sizeOfExport(options.target());
    for (const auto& path : summary.beside) {
        const ExportSize more = sizeOfExport(path);
        size.files += more.files;
        size.bytes += more.bytes;
    }
    if (options.common.json) {
        printJson({{"kind", kind},
                   {"output", options.target().string()},
                   {"files", size.files},
                   {"rows", summary.rows},
                   {"notes", summary.notes},
                   {"bytes", size.bytes}});
        return;
    }
    const std::string files = size.files == 1 ? "1 file" : grouped(size.files) + " files";
    printText(grouped(summary.rows) + (summary.rows == 1 ? " row, " : " rows, ") + files + ", " + grouped(size.bytes) +
              " bytes: " + printable(options.target().string()));
    printNotes(summary.notes);
}

}  // namespace

FeatureSelection ExportFeatureOptions::selection() const {
    FeatureSelection selection;
    selection.index = index;
    selection.set = set;
    selection.top = top;
    selection.measure = measure;
    if (!scope.empty()) {
        selection.scope = scope == "all-tokens" ? TokenScope::AllTokens : TokenScope::SentenceEnds;
    }
    return selection;
}

CLI::App* addExportKind(CommandSet& commands, CLI::App* parent, ExportOptions& options, const std::string& kind,
                        const std::string& description, const std::string& outputHelp) {
    auto* command = commands.addBelow(parent, kind, description);
    addWorkspaceOption(command, options.common, true);
    command->add_option("-o,--output", options.output, outputHelp)->required()->type_name("PATH");
    command->add_flag("--force", options.force, "Replace what an earlier export has left there");
    addJsonOption(command, options.common);
    return command;
}

void addExportFeatureOptions(CLI::App* command, ExportFeatureOptions& options) {
    command->add_option("--index", options.index, "Name of the index (default: the newest)")->type_name("NAME");
    command
        ->add_option("--scope", options.scope,
                     "Positions that count: sentence-ends (as trained) or all-tokens (default: the set's, else "
                     "sentence-ends)")
        ->check(CLI::IsMember({"sentence-ends", "all-tokens"}));
    auto* set = command->add_option("--set", options.set, "Only the features of this set")->type_name("NAME");
    command->add_option("--top", options.top, "Only the N strongest")
        ->type_name("N")
        ->check(CLI::PositiveNumber)
        ->excludes(set);
    command
        ->add_option("--by", options.measure,
                     "What strongest means: contrast, normalised or effect (default: the workspace's setting)")
        ->check(CLI::IsMember({"contrast", "normalised", "effect"}));
}

Status runExport(const std::string& kind, const ExportOptions& options, const ExportAction& action) {
    IndexAccessOptions access;
    access.common = options.common;
    const auto workspace = openAdopted(access);
    if (!workspace) {
        return failure(workspace);
    }
    const StopSignals signals;
    ProgressDisplay display(options.common.quiet);
    const ProgressCallback progress = display.callback();
    const auto summary = action({**workspace, progress, signals.token()});
    display.clear();
    if (!summary) {
        return failure(summary);
    }
    report(kind, options, *summary);
    return {};
}

Result<ExportSummary> exportIntoFolder(const std::string& kind, const ExportOptions& options,
                                       const std::function<Result<ExportSummary>(ExportFolder&)>& write) {
    auto folder = ExportFolder::create(options.target(), kind, options.force);
    if (!folder) {
        return failure(folder);
    }
    auto summary = write(*folder);
    if (!summary) {
        return summary;
    }
    if (auto committed = folder->commit(summary->notes); !committed) {
        return failure(committed);
    }
    return summary;
}

}  // namespace saferscope::cli
