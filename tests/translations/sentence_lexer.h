// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope::sentences {

/// One word of C++ as far as the search for sentences needs it. Comments and preprocessor lines are left out.
struct Token {
    enum class Kind { Name, Number, Text, Character, Sign };
    Kind kind = Kind::Sign;
    std::string text;  ///< Text and Character: what it means (escapes undone); several literals in a row are one
};
using Tokens = std::vector<Token>;

/// Never fails: what is no C++ gives tokens that make no sense.
Tokens tokensOf(std::string_view source);

/// A half-open range of tokens.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool empty() const { return begin >= end; }
};

inline bool isSign(const Token& token, std::string_view sign) {
    return token.kind == Token::Kind::Sign && token.text == sign;
}
inline bool isName(const Token& token, std::string_view name) {
    return token.kind == Token::Kind::Name && token.text == name;
}

/// The position of the bracket that closes the one at `open`, or the number of tokens where it stays open.
std::size_t closing(const Tokens& tokens, std::size_t open);
/// Cuts at a sign that stands in no bracket.
std::vector<Range> cutAt(const Tokens& tokens, Range range, std::string_view sign);

}  // namespace saferscope::sentences
