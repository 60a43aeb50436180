// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope::jinja {

enum class TokenKind { Text, OutputBegin, OutputEnd, TagBegin, TagEnd, Name, String, Integer, Real, Operator, End };

struct Token {
    TokenKind kind = TokenKind::End;
    int line = 1;
    std::string text;  ///< of Text, Name, String (unescaped), Operator
    std::int64_t integer = 0;
    double real = 0.0;
};

/// Cuts a template into tokens with the white-space rules Hugging Face sets: trim_blocks and lstrip_blocks on, one
/// newline at the very end dropped. Comments are gone, {% raw %} is plain text. Throws TemplateError.
std::vector<Token> tokenize(std::string_view source);

}  // namespace saferscope::jinja
