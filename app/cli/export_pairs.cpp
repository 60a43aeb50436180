// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "core/exports/pair_dataset.h"

#include <map>

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    std::string dataset;
    std::string layout = "messages";
    std::string split;
};

const std::map<std::string, PairOutput>& layouts() {
    static const std::map<std::string, PairOutput> known = [] {
        std::map<std::string, PairOutput> names;
        for (const auto output : {PairOutput::Messages, PairOutput::Strings, PairOutput::Saferscope, PairOutput::Csv}) {
            names[pairOutputName(output)] = output;
        }
        return names;
    }();
    return known;
}

Result<std::string> datasetOf(const Options& options, const Workspace& workspace) {
    if (!options.dataset.empty()) {
        return options.dataset;
    }
    const auto datasets = workspace.datasets();
    if (datasets.size() == 1) {
        return datasets.front().name;
    }
    std::string names;
    for (const auto& dataset : datasets) {
        names += (names.empty() ? "" : ", ") + dataset.name;
    }
    return datasets.empty()
               ? fail(ErrorCode::NotFound, "The workspace has no data set yet.", "Bring one in with `safer import`.")
               : fail(ErrorCode::Usage, "The workspace has several data sets.",
                      "Name one with --dataset: " + names + ".");
}

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    const auto dataset = datasetOf(options, work.workspace);
    if (!dataset) {
        return failure(dataset);
    }
    return exportDataset(work.workspace, *dataset, layouts().at(options.layout), options.split, options.target(),
                         options.force, work.progress, work.stop);
}

}  // namespace

void addExportPairs(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "pairs",
                                  "A data set, also a poisoned or denoised one, for training elsewhere",
                                  "File to write: .jsonl, or .csv with --layout csv");
    command->add_option("--dataset", options->dataset, "Name of the data set (default: the only one)")
        ->type_name("NAME");
    command
        ->add_option("--layout", options->layout,
                     "messages and strings load in TRL and `datasets`; saferscope keeps everything; csv is a table")
        ->check(CLI::IsMember(layouts()))
        ->capture_default_str();
    command->add_option("--split", options->split, "Only pairs of this split")->type_name("NAME");
    commands.onRun(command, [options] {
        return runExport("pairs", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
