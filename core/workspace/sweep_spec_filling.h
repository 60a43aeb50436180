// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"
#include "core/workspace/workspace.h"

namespace saferscope {

/// Names, hashes and settings that `spec` leaves open, as previewSweep() promises; `warnings` gets what people should
/// know. Everything but what the signals decide. Reads the database and manifests; nothing is written.
Status fillSweepSpec(const Workspace& workspace, SweepSpec& spec, std::vector<std::string>& warnings);

/// In place of a data set that was the source of the spoiled one: do not look for it.
inline constexpr const char* noReference = "none";

}  // namespace saferscope
