// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace saferscope::suspicion {

/// Words of each group follow one another with at most `gap` other words between, within one sentence. Lower case;
/// alternatives are separated by '|'.
struct WordRule {
    std::string_view reason;
    std::size_t gap;
    std::string_view groups[4];  ///< the last ones may be empty
};
std::span<const WordRule> wordRules();

/// For languages written without spaces ('|' between alternatives): an alternative of `first` with one of `second` at
/// most `bytes` further on.
struct NearRule {
    std::string_view reason;
    std::string_view first;
    std::string_view second;
    std::size_t bytes;
};
std::span<const NearRule> nearRules();

/// Lower-case text that gives it away by itself.
struct Literal {
    std::string_view reason;
    std::string_view text;
    bool lineStart;  ///< only at the beginning of a line
};
std::span<const Literal> literals();

/// Words before a ready-made score: "score: 5".
std::span<const std::string_view> scoreLabels();

}  // namespace saferscope::suspicion
