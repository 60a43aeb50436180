// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "app/cli/pair_files.h"
#include "core/jobs/run_state.h"

namespace saferscope::cli {

/// A training command without a workspace: `--data FILE --output DIR`. The run works in DIR.run beside the output,
/// which appears whole when the run has finished. An interrupted run stays there and the same command resumes it; a
/// failed one is removed. An existing DIR is refused.
struct StandaloneOptions {
    std::string output;
    bool restart = false;  ///< --restart: throw an interrupted run away
};
void addStandaloneOptions(CLI::App* command, StandaloneOptions& options);

/// `spec.params` lack "data" and `spec.inputs` the hash of it: both follow from the file, which is checked, and copied
/// into the run folder in our own layout.
Result<RunResult> runStandalone(RunSpec spec, const PairFileOptions& data, const StandaloneOptions& options,
                                const CommonOptions& common);

/// Runs it and prints {"state","output","values"} or the lines of `describe`.
Status executeStandalone(const RunSpec& spec, const PairFileOptions& data, const StandaloneOptions& options,
                         const CommonOptions& common,
                         const std::function<std::vector<std::string>(const RunResult&)>& describe);

}  // namespace saferscope::cli
