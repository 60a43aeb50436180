// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "core/exports/export_target.h"
#include "core/exports/feature_selection.h"
#include "core/jobs/stop_signals.h"

#include <functional>
#include <memory>

namespace saferscope::cli {

/// What every kind of `safer export` has: --workspace, --output, --force, --json, --quiet.
struct ExportOptions {
    CommonOptions common;
    std::string output;
    bool force = false;
    std::filesystem::path target() const { return absolutePath(output); }
};

/// --index, --scope, --set, --top, --by: the kinds that speak of features.
struct ExportFeatureOptions {
    std::string index;
    std::string scope;  ///< empty = not given
    std::string set;
    std::uint32_t top = 0;
    std::string measure;
    FeatureSelection selection() const;
};

/// The kind's sub-command below `safer export`, with the options above.
CLI::App* addExportKind(CommandSet& commands, CLI::App* parent, ExportOptions& options, const std::string& kind,
                        const std::string& description, const std::string& outputHelp);
void addExportFeatureOptions(CLI::App* command, ExportFeatureOptions& options);

/// What a kind does: it writes `options.target()` and says what is there.
struct ExportWork {
    Workspace& workspace;
    const ProgressCallback& progress;
    std::stop_token stop;
};
using ExportAction = std::function<Result<ExportSummary>(const ExportWork&)>;

/// The whole of such a command: opens the workspace (runs that ended taken over), shows progress, listens for Ctrl+C
/// and reports. With --json one object {kind, output, files, rows, notes, bytes}: files and bytes count what was
/// written, rows what the kind counts.
Status runExport(const std::string& kind, const ExportOptions& options, const ExportAction& action);

/// Writes a folder that appears whole or not at all: made beside the target, filled by `write`, put in its place.
Result<ExportSummary> exportIntoFolder(const std::string& kind, const ExportOptions& options,
                                       const std::function<Result<ExportSummary>(ExportFolder&)>& write);

}  // namespace saferscope::cli
