// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/causal_run.h"
#include "core/workspace/kept_results.h"

#include <functional>

namespace saferscope {

/// What the tabs ask of the core; tests put their own in its place. `plan` and `report` are called on threads of their
/// own, the others on the GUI thread.
struct SurveyActions {
    std::function<Result<RunSpec>(Workspace&, const CausalRunRequest&)> plan;
    std::function<std::vector<CausalRunEntry>(const Workspace&)> runs;
    std::function<Result<CausalReport>(const std::filesystem::path& runFolder)> report;
};
SurveyActions realSurveyActions();

}  // namespace saferscope
