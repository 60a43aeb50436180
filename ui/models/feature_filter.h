// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/contrast.h"
#include "ui/models/filter_expression.h"
#include "ui/models/opinion_summary.h"

#include <memory>

namespace saferscope {

/// A row of the feature table: what is known of one latent in one scope.
struct FeatureRow {
    FeatureContrast contrast;
    double chosenSum = 0.0;  ///< of the chosen answers' own tokens, prompt excluded
    double rejectedSum = 0.0;
    std::shared_ptr<const OpinionSummary> opinions = nullptr;  ///< null while nothing was said: most rows
    std::shared_ptr<const QStringList> sets = nullptr;         ///< names of the sets it is in; null = none

    /// The empty summary where nothing was said.
    const OpinionSummary& said() const;
};

/// Parses a filter over features. Numbers: id, contrast, low, high, normalised, effect, z, split, density, max, chosen,
/// rejected, llm, human, agree, raters, pairs. Texts: label, explanation, comment, set. Flags: dead, positive,
/// negative, stable, rated and unreviewed (by people), unrated (the judge gave no valid answer), suspicious, disputed,
/// adjudicated, flagged. Bare words are looked for in ids, labels, explanations and comments; `id = 12, 99` finds these
/// ids exactly.
tl::expected<FilterExpression, FilterError> parseFeatureFilter(const QString& text);

bool matches(const FilterExpression& filter, const FeatureRow& row);

}  // namespace saferscope
