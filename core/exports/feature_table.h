// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/export_target.h"
#include "core/exports/feature_selection.h"
#include "core/exports/table_writer.h"

#include <stop_token>

namespace saferscope {

/// The columns that tell what people and judges say of a feature, and their cells: llm (the judge's name), llm_score,
/// llm_explanation, llm_suspicious, human_score (adjudicated, else the median), human_raters, adjudicated, disputed,
/// flagged, comments (one line each).
std::vector<std::string> opinionColumns();
void appendOpinionCells(std::vector<TableCell>& cells, const FeatureOpinions& opinions, const std::string& judge);

/// The feature table of an index: one row per feature with the numbers of `safer features --json` under the same names
/// (core/features/contrast.h says what they are), the label, and what people and judges say. Blocks on the disk.
Result<ExportSummary> writeFeatureTable(const SelectedFeatures& selected, const std::filesystem::path& path,
                                        const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace saferscope
