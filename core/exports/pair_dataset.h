// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/pair_export.h"
#include "core/exports/export_target.h"
#include "core/workspace/workspace.h"

#include <stop_token>

namespace saferscope {

/// The pairs of a data set for training elsewhere, streamed from the database: one pair in memory at a time. Where the
/// data set is one that Saferscope changed, its manifest goes beside the file (manifestPathOf()); where it is not, a
/// manifest that lies there from an earlier export is taken away, since it would speak of other pairs. A pair that the
/// layout cannot hold refuses the whole export. `split`: only the pairs of that split; empty = all. `rows` counts
/// pairs. Opens the workspace's database a second time, so any thread may call it.
Result<ExportSummary> exportDataset(const Workspace& workspace, const std::string& name, PairOutput layout,
                                    const std::string& split, const std::filesystem::path& path, bool force,
                                    const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace saferscope
