// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_report.h"
#include "ui/causal/survey_table.h"

#include <memory>

namespace saferscope {

class WorkspaceSession;

QString armKindTitle(ArmKind kind);
/// Every arm in one section, or in all of them where `section` is empty: one row per arm and section.
void showArms(SurveyTable& table, const std::shared_ptr<const CausalReport>& report, const std::string& section);
/// Single features: what was guessed, what was measured, what people and the judge say. Returns the features by source
/// row. `session` may be null: then nobody said anything.
std::vector<FeatureId> showSingleFeatures(SurveyTable& table, const std::shared_ptr<const CausalReport>& report,
                                          const WorkspaceSession* session);

}  // namespace saferscope
