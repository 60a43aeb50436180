// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"
#include "app/cli/profiles_command.h"
#include "app/cli/steering_use.h"
#include "app/cli/workspace_run.h"
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/causal/steering_fold.h"
#include "core/tensor/device.h"

#include <ATen/ATen.h>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

at::ScalarType storedType(const ModelConfig& config) {
    return config.dtype == "bfloat16"  ? at::kBFloat16
           : config.dtype == "float16" ? at::kHalf
           : config.dtype == "float64" ? at::kDouble
                                       : at::kFloat;
}

}  // namespace

Status foldProfile(const ProfilesOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto profile = chooseSteering(**workspace, options.name);
    if (!profile) {
        return failure(profile);
    }
    if (auto possible = foldability(*profile); !possible) {
        return possible;
    }
    const auto chosen = chooseArtifact(**workspace, ArtifactKind::Model, options.model);
    if (!chosen) {
        return failure(chosen);
    }
    if (const std::string remark = steeringRemark(*profile, chosen->contentHash); !remark.empty()) {
        printNote(remark);
    }
    const fs::path output = absolutePath(options.output);
    std::error_code error;
    if (fs::exists(fs::symlink_status(output, error))) {
        return fail(ErrorCode::InvalidInput, output.string() + " is there already.",
                    "Name a folder that does not exist yet.");
    }
    const auto config = loadModelConfig(chosen->path);
    if (!config) {
        return failure(config);
    }
    configureTorch();
    LoadOptions load;
    load.dtype = storedType(*config) == at::kDouble ? at::kDouble : at::kFloat;
    auto model = RewardModel::load(chosen->path, load);
    if (!model) {
        return failure(model);
    }
    if (auto folded = foldSteering(*model, *profile); !folded) {
        return folded;
    }
    if (options.common.dryRun) {
        printNote("Nothing was written: the profile can be folded into this model.");
        return {};
    }
    // Beside its place first, so that the folder appears whole; under a name that nobody else's folder has.
    const fs::path partial =
        output.parent_path() / ("." + output.filename().string() + "." + timeOrderedName() + ".partial");
    fs::create_directories(partial, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot make the folder " + partial.string() + ": " + error.message() + ".",
                    "Choose a place that can be written.");
    }
    Status written = model->save(partial, storedType(*config));
    if (written) {
        written = copyTokenizerFiles(chosen->path, partial);
    }
    if (written) {
        written = commitFolder(partial, output);
    }
    if (!written) {
        fs::remove_all(partial, error);
        return written;
    }
    if (options.common.json) {
        printJson({{"profile", profile->name},
                   {"model", chosen->name},
                   {"output", output.string()},
                   {"dtype", config->dtype},
                   {"layer", profile->layer}});
    } else {
        printText(printable("Wrote " + output.string() + ": " + chosen->name + " with the profile \"" + profile->name +
                            "\" in its weights."));
    }
    return {};
}

}  // namespace saferscope::cli
