// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/progress_display.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"

namespace saferscope::cli {

/// Starts (or resumes) the worker of a run folder and returns at once.
Status startRun(const std::filesystem::path& runFolder);

/// Shows a run's progress until it ends and returns its result; a run that did not finish is an error whose hint is
/// `resumeHint` where it can be resumed. Ctrl+C asks the worker to checkpoint and end; pressed again, this program ends
/// and the worker finishes its checkpoint alone.
Result<RunResult> followRun(const std::filesystem::path& runFolder, ProgressDisplay& display,
                            const std::string& resumeHint);

/// Both; of a resumed run only the new attempt is shown.
Result<RunResult> startAndFollow(const std::filesystem::path& runFolder, ProgressDisplay& display,
                                 const std::string& resumeHint);

}  // namespace saferscope::cli
