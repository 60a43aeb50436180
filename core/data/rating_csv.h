// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/csv_text.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

struct CsvRow {
    std::uint64_t line = 0;  ///< 1-based, where the row begins
    std::vector<std::string> cells;
};

/// Rows of text in CSV: separated by commas, semicolons or tabs (whichever the first row has most of; spreadsheets take
/// what their language likes), quoted cells with line breaks, CR LF, a byte order mark. The apostrophes of csvText()
/// are taken off. Refuses a quote that never ends, and text after a closing one.
Result<std::vector<CsvRow>> readCsv(std::string_view text, const std::string& where);

}  // namespace saferscope
