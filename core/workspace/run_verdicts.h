// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/verdict_file.h"

namespace saferscope {

/// Where a workspace keeps the verdicts of a run that it took over, relative to its folder.
std::filesystem::path keptVerdictsOf(const std::string& runId);

/// The verdicts of a run of this workspace, whether they still lie in the run's folder or the workspace has taken them
/// over; also where that happens meanwhile, in this process or another. Errors as readVerdicts(). Blocks on the disk.
Result<VerdictFile> readRunVerdicts(const std::filesystem::path& workspaceFolder,
                                    const std::filesystem::path& runFolder);

}  // namespace saferscope
