// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_text.h"

#include "core/base/text_check.h"

#include <algorithm>
#include <cstdio>

namespace saferscope {
namespace {

char32_t decode(std::string_view sequence) {
    const auto part = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(sequence[i])); };
    switch (sequence.size()) {
        case 1:
            return part(0);
        case 2:
            return ((part(0) & 0x1Fu) << 6) | (part(1) & 0x3Fu);
        case 3:
            return ((part(0) & 0x0Fu) << 12) | ((part(1) & 0x3Fu) << 6) | (part(2) & 0x3Fu);
        default:
            return ((part(0) & 0x07u) << 18) | ((part(1) & 0x3Fu) << 12) | ((part(2) & 0x3Fu) << 6) | (part(3) & 0x3Fu);
    }
}

/// Characters without a picture that change how their surroundings look, and interlinear marks.
bool isSteering(char32_t c) {
    return (c >= 0x80 && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFC) || (c >= 0xE0000 && c <= 0xE0FFF);
}

/// Never a character: XML refuses two of them, HTML calls all of them errors.
bool isNoncharacter(char32_t c) { return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEu) == 0xFFFEu; }

void append(std::string& out, std::string_view sequence) {
    const char32_t code = decode(sequence);
    switch (code) {
        case U'&':
            out += "&amp;";
            return;
        case U'<':
            out += "&lt;";
            return;
        case U'>':
            out += "&gt;";
            return;
        case U'"':
            out += "&quot;";
            return;
        case U'\'':
            out += "&#39;";
            return;
        case U'\n':
        case U'\t':
            out.append(sequence);
            return;
        default:
            break;
    }
    if (code < 0x20 || code == 0x7F) {
        // U+2400 + code, or U+2421 for DEL: three bytes, E2 90 80 onwards.
        const auto picture = static_cast<unsigned>(code == 0x7F ? 0x21 : code);
        out += "\xE2\x90";
        out += static_cast<char>(0x80 + picture);
    } else if (isNoncharacter(code)) {
        out += "\xEF\xBF\xBD";
    } else if (isSteering(code)) {
        char number[16];
        std::snprintf(number, sizeof number, "%X", static_cast<unsigned>(code));
        out += "\u2329";
        out += number;
        out += "\u232A";
    } else {
        out.append(sequence);
    }
}

}  // namespace

std::string escapeHtml(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    while (!text.empty()) {
        const std::size_t length = utf8SequenceLength(text);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            text.remove_prefix(1);
            continue;
        }
        append(out, text.substr(0, length));
        text.remove_prefix(length);
    }
    return out;
}

std::string cutText(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == characters) {
            return std::string(text.substr(0, at)) + "…";
        }
        at += std::max<std::size_t>(1, utf8SequenceLength(text.substr(at, 4)));
    }
    return std::string(text);
}

std::size_t characterStart(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    for (std::size_t back = 0; back < 4 && back <= at && at < text.size(); ++back) {
        const std::size_t start = at - back;
        if (const std::size_t length = utf8SequenceLength(text.substr(start, 4)); length > 0) {
            return back < length ? start : at;
        }
    }
    return at;
}

}  // namespace saferscope
