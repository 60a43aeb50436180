// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/filter_expression.h"

namespace saferscope {

/// The words and signs of a filter, for its parser.
enum class FilterTokenKind { End, Word, Quoted, Operator, Comma, Open, Close, Bar };

struct FilterToken {
    FilterTokenKind kind = FilterTokenKind::End;
    QString text;
    int position = 0;
};

/// Ends with an End token. Fails on a quotation mark that is never closed and on signs without meaning.
tl::expected<std::vector<FilterToken>, FilterError> splitFilter(const QString& text);

/// "0.1", "1e-3", "5%", with an ASCII or a typographic minus; nothing for other words and for infinities.
std::optional<double> filterNumber(QString text);

/// Sentences of the filter in the user's language.
class FilterText {
    Q_DECLARE_TR_FUNCTIONS(FilterExpression)
};

}  // namespace saferscope
