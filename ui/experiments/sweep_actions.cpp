// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/sweep_actions.h"

#include "core/jobs/slurm_launcher.h"
#include "core/workspace/pair_signals.h"
#include "core/workspace/sweep_runs.h"

#include <set>

namespace saferscope {
namespace {

Result<SweepPreview> preview(const SweepActions::Folder& folder, const SweepSpec& spec,
                             const ProgressCallback& progress, std::stop_token stop) {
    auto workspace = Workspace::open(folder);
    return workspace ? previewSweep(**workspace, spec, progress, stop) : Result<SweepPreview>(failure(workspace));
}

Result<Sweep> start(const SweepActions::Folder& folder, const SweepPreview& planned,
                    const std::optional<SlurmSettings>& slurm) {
    auto workspace = Workspace::open(folder);
    if (!workspace) {
        return failure(workspace);
    }
    if (slurm) {
        if (const Status kept = writeSlurmSettings(folder, *slurm); !kept) {
            return failure(kept);
        }
    }
    auto sweep = startSweep(**workspace, planned);
    if (!sweep || !slurm) {
        return sweep;
    }
    const auto submitted = submitToSlurm((*workspace)->runsFolder(), slurmRunsOf(*sweep), *slurm);
    return submitted ? sweep : Result<Sweep>(failure(submitted));
}

Result<bool> hasRubric(const SweepActions::Folder& folder, const std::string& name, const std::string& rubric,
                       std::stop_token stop) {
    const auto workspace = Workspace::open(folder);
    if (!workspace) {
        return failure(workspace);
    }
    const auto dataset = (*workspace)->dataset(name);
    if (!dataset) {
        return failure(dataset);
    }
    const auto pairs = (*workspace)->loadPairs(*dataset);
    if (!pairs) {
        return failure(pairs);
    }
    for (const PreferencePair& pair : *pairs) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Stopped.");
        }
        if (numberInMeta(pair, rubric)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Status retrySweepRuns(const std::filesystem::path& workspaceFolder, const Sweep& sweep) {
    if (const Status retried = retrySweep(workspaceFolder, sweep); !retried || sweep.spec.launcher != "slurm") {
        return retried;
    }
    const auto settings = readSlurmSettings(workspaceFolder);
    if (!settings) {
        return failure(settings);
    }
    const std::filesystem::path runs = workspaceFolder / "runs";
    const auto submitted = submitToSlurm(runs, slurmRunsOf(sweep), *settings);
    return submitted ? Status() : Status(failure(submitted));
}

SweepActions realSweepActions() { return {preview, start, hasRubric}; }

}  // namespace saferscope
