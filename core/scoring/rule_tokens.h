// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scoring/feature_rule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

enum class RuleTokenKind { End, Word, Number, Operator, Comma, Open, Close, Bar };

/// A word, number or sign of a rule.
struct RuleToken {
    RuleTokenKind kind = RuleTokenKind::End;
    std::string text;  ///< words in lower case; signs in ASCII: "<=" for U+2264
    double number = 0.0;
    std::size_t position = 0;
};

/// Ends with an End token.
tl::expected<std::vector<RuleToken>, RuleError> splitRule(std::string_view text);

/// "0.1", "+4", "1e-3", "5%" (0.05); nothing for infinities, NaN and words.
std::optional<double> ruleNumber(std::string_view text);
/// The shortest spelling that reads back as the same number.
std::string ruleNumberText(double number);

}  // namespace saferscope
