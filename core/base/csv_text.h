// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace saferscope {

/// How every table that is written spells a text, so that no spreadsheet runs it.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does a text that begins with
/// one, so that withoutApostrophe() gives every text back as it was. A formula begins with = + - @, their full-width
/// forms or a control character, also after spaces, quotes and invisible characters, which some spreadsheets pass over.
/// Numbers are written as numbers and never come here.
std::string spreadsheetText(std::string_view text);
std::string withoutApostrophe(std::string_view cell);

/// The same, in quotes where a separator (comma, semicolon, tab), a quote or a line end is in it (RFC 4180).
std::string csvText(std::string_view text);

}  // namespace saferscope
