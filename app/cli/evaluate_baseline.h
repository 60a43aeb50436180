// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/verdict_file.h"
#include "core/workspace/workspace.h"

namespace saferscope::cli {

/// What --baseline names.
struct BaselineChoice {
    std::string name;
    std::filesystem::path verdicts;  ///< absolute; empty: a model that has to be evaluated first
};

/// Within a workspace, in this order: a run whose verdicts it keeps; a model it has evaluated on these very pairs (the
/// newest evaluation that has verdicts); a file of verdicts; any model that chooseArtifact knows.
Result<BaselineChoice> chooseBaseline(const Workspace& workspace, const std::string& text,
                                      const std::string& datasetHash);

/// Without a workspace: a file of verdicts, or a model folder.
Result<BaselineChoice> chooseBaseline(const std::string& text);

}  // namespace saferscope::cli
