// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "ui/widgets/labels.h"  // literalText

#include <QString>
#include <optional>

namespace saferscope {

/// What people and judges say of one feature, as tables, filters and the detail view want it. A plain value; all its
/// texts are data and are shown as plain text only.
struct OpinionSummary {
    QString label;
    std::optional<int> llm;   ///< score of the main judge
    bool llmUnrated = false;  ///< it was asked and gave no valid answer: `llmText` says why
    QString llmText;          ///< its explanation
    bool suspicious = false;  ///< its contexts look as if they were meant to steer it
    std::optional<double> human;
    int raters = 0;  ///< people with a standing score
    bool adjudicated = false;
    bool disputed = false;
    bool flagged = false;
    QString people;    ///< who said what, one line each
    QString comments;  ///< one line each
    QString searched;  ///< label, explanations of all judges, comments and reasons, for bare words

    /// How far apart people and the judge are; nothing while one of them is silent.
    std::optional<double> distance() const;
};

/// `judge` is the one that "LLM" means; may be empty.
OpinionSummary summarise(const FeatureOpinions& opinions, const std::string& judge);

/// A judge as people should know it: "LLM", "LLM (gpt-4o)", and "Word lists" for the offline one, which is no LLM.
QString judgeTitle(const QString& judge);
bool isWordLists(const QString& judge);

/// "4", "4.5".
QString formatScore(double score);

}  // namespace saferscope
