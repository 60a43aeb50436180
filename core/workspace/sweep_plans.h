// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sweep_planner.h"

namespace saferscope {

/// Fills in the changed cells' plans, counts and hashes, preview.plans and preview.subsets, and what the signals decide
/// of the spec (index, scope). The pairs are read once, whatever the strategies need.
Status makeSweepPlans(Workspace& workspace, SweepPreview& preview, const ProgressCallback& progress,
                      const std::stop_token& stop);

}  // namespace saferscope
