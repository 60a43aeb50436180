// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "app/cli/pair_files.h"
#include "app/cli/queue_command.h"
#include "app/cli/standalone_run.h"

namespace saferscope::cli {

/// What train-rm, train-sae, index and evaluate share: data sets of a workspace, or files without one.
struct RunOptions {
    CommonOptions common;
    std::vector<std::string> data;  ///< names in the workspace, or one file
    PairFileOptions file;           ///< how that file is read
    StandaloneOptions standalone;
    std::uint32_t maxTokens = 0;  ///< 0 = the workspace's setting, 1024 without one
    std::string dateString;
    std::string name;   ///< of what is made
    Background detach;  ///< --detach or --queue

    bool inWorkspace() const { return !common.workspace.empty(); }
};
void addRunOptions(CLI::App* command, RunOptions& options, bool makesFolder);

/// Says what is missing or contradicts: a workspace or an output, one file only without a workspace.
Status checkRunOptions(RunOptions& options, bool makesFolder);

/// The data sets as a title names them: "a, b and c".
std::string dataTitle(const RunOptions& options);

/// max_tokens and date_string for a run outside a workspace.
void fillEncodingParams(const RunOptions& options, Json& params);

}  // namespace saferscope::cli
