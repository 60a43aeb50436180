// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "ui/models/filter_expression.h"

namespace saferscope {

/// A row of the pair table.
struct PairRow {
    PairIndex index;
    PairRecord record;
    QString id;  ///< of the record, as Qt wants it
    QString subset;
    double score = 0.0;
    double margin() const { return static_cast<double>(record.margin()); }
    /// The model prefers the answer that people rejected (a tie counts: it is no preference for the chosen one).
    bool flipped() const { return !(record.margin() > 0.0f); }
};

/// Parses a filter over pairs: id, subset, chosen, rejected (rewards), margin, score, tokens, flipped. Other words are
/// looked for in ids and subsets.
tl::expected<FilterExpression, FilterError> parsePairFilter(const QString& text);

bool matches(const FilterExpression& filter, const PairRow& row);

}  // namespace saferscope
