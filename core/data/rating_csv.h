// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// One cell as a spreadsheet may have it: text that a spreadsheet would take for a formula (it begins with = + - @ or a
/// control character) gets an apostrophe in front, and so does text that begins with one, so that readCsv() can take it
/// off again. Quoted where necessary (RFC 4180).
std::string csvText(std::string_view text);

struct CsvRow {
    std::uint64_t line = 0;  ///< 1-based, where the row begins
    std::vector<std::string> cells;
};

/// Rows of text in CSV: separated by commas, semicolons or tabs (whichever the first row has most of; spreadsheets take
/// what their language likes), quoted cells with line breaks, CR LF, a byte order mark. The apostrophes of csvText()
/// are taken off. Refuses a quote that never ends, and text after a closing one.
Result<std::vector<CsvRow>> readCsv(std::string_view text, const std::string& where);

}  // namespace saferscope
