// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/contrast.h"
#include "ui/models/filter_expression.h"

namespace saferscope {

/// A row of the feature table: what is known of one latent in one scope.
struct FeatureRow {
    FeatureContrast contrast;
    double chosenSum = 0.0;  ///< of the chosen answers' own tokens, prompt excluded
    double rejectedSum = 0.0;
};

/// Parses a filter over features: id, contrast, normalised, density, max, chosen, rejected, dead, positive, negative.
/// A bare number finds ids that contain it, `id = 12, 99` finds these ids exactly.
tl::expected<FilterExpression, FilterError> parseFeatureFilter(const QString& text);

bool matches(const FilterExpression& filter, const FeatureRow& row);

}  // namespace saferscope
