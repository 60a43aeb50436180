// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "core/exports/run_metrics.h"
#include "core/exports/table_writer.h"

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    std::string run = "latest";
    std::string format;  ///< empty = by the output's name
};

/// A name with an ending is a table, one without the folder of event files.
std::string formatOf(const Options& options) {
    if (!options.format.empty()) {
        return options.format;
    }
    return options.target().has_extension() ? "csv" : "tensorboard";
}

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    const std::string format = formatOf(options);
    if (format != "tensorboard") {
        if (const auto form = tableFormOf(options.target()); !form) {
            return failure(form);
        }
        if (auto free = checkExportFile(options.target(), options.force); !free) {
            return failure(free);
        }
    }
    const auto runs = chooseRunMetrics(work.workspace, options.run);
    if (!runs) {
        return failure(runs);
    }
    if (format != "tensorboard") {
        return writeMetricsTable(*runs, format == "csv-long" ? MetricsShape::Long : MetricsShape::Wide,
                                 options.target(), work.progress, work.stop);
    }
    return exportIntoFolder("metrics", options, [&](ExportFolder& folder) {
        return writeEventFiles(*runs, folder, work.progress, work.stop);
    });
}

}  // namespace

void addExportMetrics(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "metrics",
                                  "What runs measured, as TensorBoard event files or a table",
                                  "Folder of event files to write, or a table: .csv, .tsv, .jsonl");
    command->add_option("--run", options->run, "A run's id, or latest or all of the trainings")
        ->type_name("ID")
        ->capture_default_str();
    command
        ->add_option("--format", options->format,
                     "tensorboard, csv (a column per metric) or csv-long (a row per value); default: by --output")
        ->check(CLI::IsMember({"tensorboard", "csv", "csv-long"}));
    commands.onRun(command, [options] {
        return runExport("metrics", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
