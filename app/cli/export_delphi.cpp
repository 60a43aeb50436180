// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "core/exports/delphi.h"

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    ExportFeatureOptions features;
};

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    const auto selected = selectFeatures(work.workspace, options.features.selection());
    if (!selected) {
        return failure(selected);
    }
    return exportIntoFolder("delphi", options, [&](ExportFolder& folder) {
        return writeDelphiExplanations(*selected, folder, work.progress, work.stop);
    });
}

}  // namespace

void addExportDelphi(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "delphi",
                                  "Explanations of features as delphi keeps them (`safer rate --judge file --from "
                                  "PATH --as NAME` reads them back)",
                                  "Folder to write");
    addExportFeatureOptions(command, options->features);
    commands.onRun(command, [options] {
        return runExport("delphi", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
