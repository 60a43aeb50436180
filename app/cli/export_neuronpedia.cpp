// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "core/exports/neuronpedia.h"

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    ExportFeatureOptions features;
    NeuronpediaOptions neuronpedia;
    std::string format = "dashboard";
    bool withoutContexts = false;
};

Result<ExportSummary> writeFolder(const Options& options, const SelectedFeatures& selected, const ExportWork& work) {
    return exportIntoFolder("neuronpedia", options, [&](ExportFolder& folder) {
        return writeNeuronpediaImport(work.workspace, selected, options.neuronpedia, folder, work.progress, work.stop);
    });
}

Result<ExportSummary> write(Options& options, const ExportWork& work) {
    options.neuronpedia.contexts = !options.withoutContexts;
    const bool oneFile = options.format == "dashboard";
    if (oneFile) {
        if (auto free = checkExportFile(options.target(), options.force); !free) {
            return failure(free);
        }
    }
    const auto selected = selectFeatures(work.workspace, options.features.selection());
    if (!selected) {
        return failure(selected);
    }
    return oneFile ? writeNeuronpediaJson(work.workspace, *selected, options.neuronpedia, options.target(),
                                          work.progress, work.stop)
                   : writeFolder(options, *selected, work);
}

}  // namespace

void addExportNeuronpedia(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command = addExportKind(commands, parent, *options, "neuronpedia",
                                  "Features with histograms and contexts, as SAEDashboard and Neuronpedia read them",
                                  "File (.json) to write; with --format v1 a folder");
    command
        ->add_option("--format", options->format,
                     "dashboard: one file as SAEDashboard writes it; v1: the folder of Neuronpedia's bulk import")
        ->check(CLI::IsMember({"dashboard", "v1"}))
        ->capture_default_str();
    addExportFeatureOptions(command, options->features);
    command->add_flag("--without-contexts", options->withoutContexts, "No text of the data set goes out");
    command->add_option("--context-tokens", options->neuronpedia.contextTokens, "Length of a context")
        ->type_name("N")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command->add_option("--model-id", options->neuronpedia.modelId, "Id of the model there (default: from its name)")
        ->type_name("ID");
    command->add_option("--sae-id", options->neuronpedia.sourceSet, "Id of the SAE there (default: from its name)")
        ->type_name("ID");
    command->add_option("--creator", options->neuronpedia.creatorName, "With v1: who made it")
        ->type_name("NAME")
        ->capture_default_str();
    command->add_option("--creator-id", options->neuronpedia.creatorId, "With v1: the user it belongs to there")
        ->type_name("ID")
        ->capture_default_str();
    commands.onRun(command, [options] {
        return runExport("neuronpedia", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
