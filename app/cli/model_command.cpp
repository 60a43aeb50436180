// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/doctor_findings.h"
#include "app/cli/exit_code.h"
#include "app/cli/output.h"
#include "app/cli/workspace_run.h"
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/model/reward_model.h"
#include "core/model/weight_dtype.h"

#include <ATen/core/Tensor.h>
#include <memory>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

struct ModelAddOptions {
    CommonOptions common;
    std::string folder;
    std::string name;
    std::string label;
};

std::string nameFromFolder(const fs::path& folder) {
    const fs::path tidy = folder.has_filename() ? folder : folder.parent_path();
    return fs::absolute(tidy).lexically_normal().filename().string();
}

/// A copy of the model in the workspace whose one label is the chosen one: everything else here reads one reward.
Status copyWithLabel(const ModelAddOptions& options, const ModelConfig& config, const fs::path& target) {
    LoadOptions load;
    load.mapped = true;
    load.dtype = weightDtype(config.dtype);
    load.label = options.label;
    const auto model = RewardModel::load(options.folder, load);
    if (!model) {
        return failure(model);
    }
    const fs::path temporary = target.parent_path() / ("." + target.filename().string() + "." + timeOrderedName());
    std::error_code error;
    fs::create_directories(temporary, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create the folder " + temporary.string() + ": " + error.message() + ".",
                    "Check that you may write there and that the disk is not full.");
    }
    Status status = model->save(temporary, load.dtype);
    if (status) {
        status = copyTokenizerFiles(options.folder, temporary);
    }
    if (status) {
        status = commitFolder(temporary, target);
    }
    if (!status) {
        fs::remove_all(temporary, error);
    }
    return status;
}

Status add(const ModelAddOptions& options) {
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const std::string name = options.name.empty() ? nameFromFolder(options.folder) : options.name;
    if ((*workspace)->artifact(ArtifactKind::Model, name)) {
        return fail(ErrorCode::InvalidInput, "There is a reward model \"" + name + "\" already.",
                    "Choose another name with --name.");
    }
    // All that a command would trip over later is said now: configuration, weights, tokenizer, template.
    Findings findings;
    examineModel({options.folder, options.label}, findings);
    for (const std::string& warning : findings.warnings) {
        printNote("Warning: " + warning);
    }
    for (const Error& problem : findings.problems) {
        printError(problem);
    }
    if (!findings.problems.empty()) {
        return alreadyReported(exitCodeOf(findings.problems.front().code));
    }
    fs::path path = absolutePath(options.folder);
    if (!options.label.empty()) {
        path = (*workspace)->folder() / "models" / name;
        std::error_code error;
        if (fs::exists(path, error)) {
            return fail(ErrorCode::InvalidInput, path.string() + " exists already.",
                        "Choose another name with --name.");
        }
        const auto config = loadModelConfig(options.folder);
        if (!config) {
            return failure(config);
        }
        if (auto copied = copyWithLabel(options, *config, path); !copied) {
            return copied;
        }
    }
    const auto artifact = (*workspace)->addReference(ArtifactKind::Model, path, name);
    if (!artifact) {
        return failure(artifact);
    }
    if (options.common.json) {
        printJson({{"name", artifact->name}, {"path", artifact->path.string()}});
        return {};
    }
    printText(printable("The reward model \"" + artifact->name + "\" is in the workspace."));
    if (options.label.empty()) {
        printText(printable("It stays in " + artifact->path.string() + "; do not move it."));
    }
    return {};
}

}  // namespace

void addModelCommand(CommandSet& commands) {
    auto* group = commands.add("model", "Bring a published reward model into a workspace",
                               "  safer model add models/Skywork-Reward --workspace ws --name skywork\n"
                               "  safer model add models/multi --workspace ws --label harmless");
    group->require_subcommand(1);
    const auto options = std::make_shared<ModelAddOptions>();
    auto* command = commands.addBelow(
        group, "add", "Checks a model folder as `safer doctor --model` does, and refers to it from the workspace");
    command->add_option("DIR", options->folder, "Model folder")->required();
    addWorkspaceOption(command, options->common, true);
    command->add_option("--name", options->name, "Name in the workspace (default: the folder's)")->type_name("NAME");
    command
        ->add_option("--label", options->label,
                     "Of a classifier with several labels: the one that is the reward; a copy is made with it alone")
        ->type_name("NAME|N");
    addJsonOption(command, options->common);
    commands.onRun(command, [options] { return add(*options); });
}

}  // namespace saferscope::cli
