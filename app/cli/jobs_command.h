// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <string>

namespace saferscope::cli {

/// A run of the workspace by its id, or by the beginning of one where that names just one run.
Result<Workspace::RunEntry> chooseRun(const Workspace& workspace, const std::string& id);

}  // namespace saferscope::cli
