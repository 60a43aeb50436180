// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "core/exports/feature_table.h"

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    ExportFeatureOptions features;
};

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    if (const auto form = tableFormOf(options.target()); !form) {  // before anything slow
        return failure(form);
    }
    if (auto free = checkExportFile(options.target(), options.force); !free) {
        return failure(free);
    }
    const auto selected = selectFeatures(work.workspace, options.features.selection());
    if (!selected) {
        return failure(selected);
    }
    return writeFeatureTable(*selected, options.target(), work.progress, work.stop);
}

}  // namespace

void addExportFeatures(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "features",
                                  "The feature table: contrasts with intervals, densities, labels and ratings",
                                  "File to write: .csv, .tsv or .jsonl");
    addExportFeatureOptions(command, options->features);
    commands.onRun(command, [options] {
        return runExport("features", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
