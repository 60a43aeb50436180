// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace saferscope {

/// The code point that starts `text` at `position` of well-formed UTF-8; moves `position` past it.
char32_t nextCodePoint(std::string_view text, std::size_t& position);
/// The code point that ends before `position` (> 0); moves `position` to its start.
char32_t previousCodePoint(std::string_view text, std::size_t& position);
void appendUtf8(std::string& text, char32_t codePoint);

bool isWhiteSpace(char32_t codePoint);     ///< Unicode White_Space
bool isWordCharacter(char32_t codePoint);  ///< what \w matches: letters, marks, decimal digits, connectors, joiners

}  // namespace saferscope
