// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_csv.h"

#include "core/data/csv_rows.h"

namespace saferscope {

Result<std::vector<CsvRow>> readCsv(std::string_view text, const std::string& where) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return fail(ErrorCode::InvalidInput, where + " is UTF-16 text.", "Save it as CSV in UTF-8.");
    }
    const char separator = CsvRows::separatorOf(text);
    CsvRows cutter(separator == '\0' ? ',' : separator, text.size() + 1, 1);
    std::vector<CsvRow> rows;
    while (!text.empty()) {
        if (!cutter.feed(text) && !cutter.finish()) {
            break;
        }
        if (!cutter.problem().empty()) {
            return fail(ErrorCode::InvalidInput,
                        "Line " + std::to_string(cutter.line()) + " of " + where + ": " + cutter.problem() + ".");
        }
        CsvRow row{cutter.line(), {}};
        for (const CsvCell& cell : cutter.cells()) {
            row.cells.push_back(withoutApostrophe(cell.text));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace saferscope
