// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/effect.h"
#include "core/causal/intervention.h"
#include "ui/causal/survey_figure.h"
#include "ui/causal/survey_table.h"

#include <memory>

class QComboBox;

namespace saferscope {

/// Several effects side by side: what each is of, and its sections ("all" first).
struct NamedEffect {
    QString name;
    std::vector<SectionEffect> sections;
};

QString sectionTitle(const std::string& name);  ///< "All pairs" for "all"; the section's own name otherwise
/// "Safety: margin −0.412 (95 % CI −0.45 … −0.37), accuracy 78.1 % → 61.0 %, 340 of 500 pairs changed".
QString effectInWords(const SectionEffect& effect);
/// What the intervention did over all pairs, and in which sections the margin moved for sure: two sentences.
QString surveyInWords(const std::vector<SectionEffect>& sections);
/// "2.5 %" of a share, with one decimal.
QString percent(double share);
/// "−0.45 … −0.37"; "–" where it is not known (fewer than two pairs).
QString intervalText(const Interval& ci, int decimals = 3);
/// Local date and time, short.
QString whenText(const std::string& iso);

/// The mean change of the margin per section; several results as series of the same picture.
EffectFigure sectionFigure(const std::vector<NamedEffect>& effects, const QString& title, const QString& caption);
/// One row per result and section. The name column is left out for a single result.
void showSections(SurveyTable& table, const std::shared_ptr<const std::vector<NamedEffect>>& effects);

/// Where changes are made, in the words of positionsFromText().
void fillPositions(QComboBox* box);
PositionChoice positionsOf(const QComboBox* box);

}  // namespace saferscope
