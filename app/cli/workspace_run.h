// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "app/cli/progress_display.h"
#include "app/cli/queue_command.h"
#include "core/workspace/workspace.h"

namespace saferscope::cli {

/// What starts a run inside a workspace, before the folder exists.
struct RunRequest {
    JobKind kind = JobKind::TrainRewardModel;
    std::string title;
    std::vector<std::string> datasets;  ///< names; several are put together into one file in the run folder
    std::uint64_t maxPairs = 0;         ///< only the first so many; 0 = all
    Json params = Json::object();       ///< without "data", "date_string", which are filled in
    std::vector<Artifact> sources;      ///< model and SAE it works with: their hashes become inputs "model", "sae"
    Json inputs = Json::object();       ///< further ones by name, beside those of `sources` and `datasets`
    std::string outputName;             ///< of the model, SAE or index; empty = named after the run
};

struct FinishedRun {
    std::string id;
    std::filesystem::path folder;
    RunResult result;
    std::optional<Artifact> artifact;  ///< what the workspace took over
};

Result<std::unique_ptr<Workspace>> openWorkspace(const std::string& folder);

/// Makes the run folder and its data file; nothing is started.
Result<std::filesystem::path> prepareRun(Workspace& workspace, const RunRequest& request, const CommonOptions& options);

/// startRun, followRun, and the workspace takes over what the run made.
Result<FinishedRun> runToEnd(Workspace& workspace, const std::filesystem::path& runFolder, ProgressDisplay& display);

/// The whole of a training command in a workspace: prepare, start and follow, or start or queue in the background,
/// report. `describe` gives the lines for people.
using DescribeRun = std::function<std::vector<std::string>(const FinishedRun&)>;
Status executeInWorkspace(Workspace& workspace, const RunRequest& request, const CommonOptions& options,
                          const Background& background, const DescribeRun& describe);

/// "Resume it with `safer jobs resume ID --workspace W`."
std::string resumeHint(const Workspace& workspace, const std::string& runId);

/// A model or SAE given by name, by folder, or not at all (the newest). A folder outside the workspace has id 0 until a
/// run is prepared with it, which records it as a reference: looking and --dry-run change nothing.
Result<Artifact> chooseArtifact(const Workspace& workspace, ArtifactKind kind, const std::string& nameOrFolder);

}  // namespace saferscope::cli
