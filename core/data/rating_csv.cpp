// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_csv.h"

#include "core/data/csv_rows.h"

namespace saferscope {

namespace {

bool looksLikeFormula(char first) {
    return first == '=' || first == '+' || first == '-' || first == '@' || static_cast<unsigned char>(first) < 0x20;
}

std::string withoutApostrophe(std::string cell) {
    if (cell.size() > 1 && cell[0] == '\'' && (cell[1] == '\'' || looksLikeFormula(cell[1]))) {
        cell.erase(0, 1);
    }
    return cell;
}

}  // namespace

std::string csvText(std::string_view text) {
    std::string cell;
    if (!text.empty() && (looksLikeFormula(text.front()) || text.front() == '\'')) {
        cell = "'";
    }
    cell += text;
    if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

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
