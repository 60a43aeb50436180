// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace saferscope {

/// What a judge's answer says. Either a score with an explanation, or the reason why it is none; never a default.
struct ParsedAnswer {
    std::optional<int> score;  ///< 1..5
    std::string explanation;   ///< valid UTF-8, at most 4,000 bytes; empty without a score
    std::string reason;        ///< for people; empty with a score
};

/// Accepts one JSON object (the whole answer, or one fenced block) with a whole number "score" of 1 to 5 and a text
/// "explanation" that is not empty; else lines "Score: N" and "Explanation: …". Anything doubtful is unrated: numbers
/// out of range or not whole, two scores that differ, a missing explanation, a score in words.
ParsedAnswer parseAnswer(std::string_view answer);

}  // namespace saferscope
