// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_actions.h"

namespace saferscope {

SurveyActions realSurveyActions() {
    return {[](Workspace& workspace, const CausalRunRequest& request) { return planCausalRun(workspace, request); },
            [](const Workspace& workspace) { return causalRuns(workspace); },
            [](const std::filesystem::path& folder) { return readCausalReport(folder); }};
}

}  // namespace saferscope
