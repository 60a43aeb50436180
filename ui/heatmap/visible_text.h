// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace saferscope {

constexpr char16_t newlineMark = 0x21B5;

/// The first character of some bytes and how many of them it takes (1 and U+FFFD for an ill-formed one).
struct DecodedCharacter {
    char32_t code = 0xFFFD;
    std::size_t bytes = 1;
};
DecodedCharacter firstCharacter(std::string_view utf8);

/// How a character is written so that it is seen and moves nothing else: itself, a symbol for control characters, its
/// number in angle brackets for those that steer direction or have no picture.
struct VisibleSymbol {
    QString text;
    bool marker = false;  ///< stands for something else
};
VisibleSymbol visibleSymbol(char32_t code);
VisibleSymbol numberedSymbol(char32_t code);  ///< its number, whatever it is

/// True for the spellings that chat templates use for their own tokens: <|…|>, <s>, </s>, <bos>, [INST], …
bool isSpecialToken(std::string_view bytes);

/// The name inside such a token: "eot_id" of "<|eot_id|>".
std::string_view specialName(std::string_view bytes);

/// A token as one short visible word for panels and tooltips: spaces and newlines shown, cut after `maximum`
/// characters.
QString visibleToken(std::string_view bytes, int maximum = 40);

}  // namespace saferscope
