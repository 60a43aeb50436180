// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv_text.h"

#include <algorithm>
#include <array>

namespace saferscope {

namespace {

// Spaces, quotes and characters without a shape, in UTF-8: no-break space, ideographic space, the zero-width ones, the
// marks of direction, the byte order mark.
constexpr std::array<std::string_view, 13> passedOver = {
    " ", "\"", "'", "\u00a0", "\u3000", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u00ad", "\ufeff"};
constexpr std::array<std::string_view, 8> signs = {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"};

template <class List>
std::size_t beginsWithOne(std::string_view text, const List& list) {
    const auto found = std::ranges::find_if(list, [&](std::string_view one) { return text.starts_with(one); });
    return found == list.end() ? 0 : found->size();
}

bool looksLikeFormula(std::string_view text) {
    while (const std::size_t length = beginsWithOne(text, passedOver)) {
        text.remove_prefix(length);
    }
    return !text.empty() && (static_cast<unsigned char>(text.front()) < 0x20 || beginsWithOne(text, signs) > 0);
}

bool wantsApostrophe(std::string_view text) { return text.starts_with('\'') || looksLikeFormula(text); }

}  // namespace

std::string spreadsheetText(std::string_view text) {
    std::string cell = wantsApostrophe(text) ? "'" : "";
    return cell += text;
}

std::string withoutApostrophe(std::string_view cell) {
    if (cell.starts_with('\'') && wantsApostrophe(cell.substr(1))) {
        cell.remove_prefix(1);
    }
    return std::string(cell);
}

std::string csvText(std::string_view text) {
    std::string cell = spreadsheetText(text);
    if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

}  // namespace saferscope
