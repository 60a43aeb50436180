// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_report.h"
#include "ui/causal/survey_figure.h"

#include <functional>

namespace saferscope {

/// The pictures of a causal run. `section` is a section's name; "all" for all pairs.
enum class CausalPicture { Sections, Controls, Doses, Attribution };

/// The set ablated, everything else ablated, the SAE's reconstruction alone: per section.
EffectFigure causalSectionsFigure(const CausalReport& report);
/// What ablating other sets does, with the set's effect as a line.
EffectFigure causalControlsFigure(const CausalReport& report, const std::string& section);
/// The change of the margin against the factor; dose 1 is the model as it is.
EffectFigure causalDosesFigure(const CausalReport& report, const std::string& section);
/// What a linear guess said of each feature against what ablating it did. `label` gives a feature's label or nothing.
EffectFigure causalAttributionFigure(const CausalReport& report, const std::function<QString(FeatureId)>& label);

/// "More than 199 of 200 random sets (p = 0.005) and 197 of 200 density-matched sets (p = 0.020)."
QString controlsInWords(const CausalReport& report, const std::string& section);
/// "Pearson 0.31 (95 % CI 0.12 … 0.48), Spearman …": the correlation and what it means.
QString attributionInWords(const AttributionComparison& comparison);

}  // namespace saferscope
