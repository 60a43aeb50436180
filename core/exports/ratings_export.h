// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/export_target.h"
#include "core/workspace/workspace.h"

namespace saferscope {

enum class RatingsForm {
    Log,         ///< every event, JSON Lines of ratingLine(): what `safer ratings import` and `merge` read
    PerFeature,  ///< one row per SAE and feature that anything was said of: what holds now
    Sheet,       ///< one row per feature and person, CSV to rate in: what `safer ratings import` reads (rating_sheet.h)
};

/// The ratings of one SAE (a content hash), or of all where it is empty. Damaged events are left out and counted in the
/// notes. PerFeature has the columns sae, feature, label, scores ("ann 4, ben 5"), flagged_by, skipped_by,
/// adjudicated_by, and opinionColumns(). Blocks on the disk.
Result<ExportSummary> exportRatingsAs(RatingsForm form, const Workspace& workspace, const std::string& saeHash,
                                      const std::filesystem::path& path);

}  // namespace saferscope
