// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/unicode_class.h"

#include <algorithm>
#include <utf8proc.h>

namespace saferscope {

char32_t nextCodePoint(std::string_view text, std::size_t& position) {
    const auto byteAt = [&](std::size_t i) { return static_cast<std::uint8_t>(i < text.size() ? text[i] : 0); };
    const std::uint8_t lead = byteAt(position);
    if (lead < 0x80) {
        ++position;
        return lead;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    char32_t codePoint = lead & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        codePoint = (codePoint << 6) | (byteAt(position + i) & 0x3fu);
    }
    position = std::min(position + length, text.size());
    return codePoint;
}

char32_t previousCodePoint(std::string_view text, std::size_t& position) {
    do {
        --position;
    } while (position > 0 && (static_cast<std::uint8_t>(text[position]) & 0xc0) == 0x80);
    std::size_t forward = position;
    return nextCodePoint(text, forward);
}

void appendUtf8(std::string& text, char32_t codePoint) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(codePoint), bytes);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

bool isWhiteSpace(char32_t c) {
    return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool isWordCharacter(char32_t c) {
    if (c == 0x200c || c == 0x200d || (c >= 0x24b6 && c <= 0x24e9)) {  // joiners; circled letters are alphabetic
        return true;
    }
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_PC:
            return true;
        default:
            return false;
    }
}

}  // namespace saferscope
