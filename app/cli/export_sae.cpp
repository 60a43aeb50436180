// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_kinds.h"
#include "app/cli/export_options.h"
#include "app/cli/workspace_run.h"
#include "core/sae/sae_layouts.h"

namespace saferscope::cli {

namespace {

struct Options : ExportOptions {
    std::string sae;
    std::string layout = "saferscope";
    SaeExportOptions sayings;
};

// The model that the SAE reads, as the workspace calls it: cfg.json files name one.
std::string modelOf(const Workspace& workspace, const Artifact& sae) {
    const auto hash = sae.inputs.find("model");
    if (hash == sae.inputs.end() || !hash->is_string()) {
        return {};
    }
    for (const auto& model : workspace.artifacts(ArtifactKind::Model)) {
        if (model.contentHash == hash->get<std::string>()) {
            return model.name;
        }
    }
    return {};
}

Result<ExportSummary> write(const Options& options, const ExportWork& work) {
    const auto layout = saeLayoutFromName(options.layout);
    if (!layout) {
        return fail(ErrorCode::Usage, "There is no SAE layout \"" + options.layout + "\".",
                    "They are saferscope, safer, sparsify, saelens, dictionary-learning, openai and gemma-scope.");
    }
    const auto artifact = chooseArtifact(work.workspace, ArtifactKind::Sae, options.sae);
    if (!artifact) {
        return failure(artifact);
    }
    auto folder = ExportFolder::create(options.target(), "sae", options.force);
    if (!folder) {
        return failure(folder);
    }
    ProgressMeter meter("Writing the SAE", 2, work.progress);
    const auto sae = Sae::load(artifact->path);
    if (!sae) {
        return failure(sae);
    }
    meter.advance();
    SaeExportOptions sayings = options.sayings;
    if (sayings.modelName.empty()) {
        sayings.modelName = modelOf(work.workspace, *artifact);
    }
    auto notes = exportSae(*sae, *layout, folder->path(), sayings);
    if (!notes) {
        return failure(notes);
    }
    if (work.stop.stop_requested()) {
        return fail(ErrorCode::Interrupted, "The export was stopped; nothing was written.");
    }
    if (auto committed = folder->commit(*notes); !committed) {
        return failure(committed);
    }
    meter.advance();
    meter.finish();
    ExportSummary summary;
    summary.rows = static_cast<std::uint64_t>(sae->config().latents);
    summary.notes = std::move(*notes);
    return summary;
}

}  // namespace

void addExportSae(CommandSet& commands, CLI::App* parent) {
    const auto options = std::make_shared<Options>();
    auto* command =
        addExportKind(commands, parent, *options, "sae", "An SAE in the layout of another library", "Folder to write");
    command->add_option("--sae", options->sae, "SAE: a name or a folder (default: the newest)")->type_name("NAME");
    command
        ->add_option("--layout", options->layout,
                     "saferscope, safer, sparsify, saelens, dictionary-learning, openai or gemma-scope")
        ->type_name("NAME")
        ->capture_default_str();
    command
        ->add_option("--model-name", options->sayings.modelName,
                     "The model it reads, as its cfg.json names it (default: from the workspace)")
        ->type_name("NAME");
    command->add_option("--hook-name", options->sayings.hookName, "With saelens: the hook (default: from the layer)")
        ->type_name("NAME");
    commands.onRun(command, [options] {
        return runExport("sae", *options, [&](const ExportWork& work) { return write(*options, work); });
    });
}

}  // namespace saferscope::cli
