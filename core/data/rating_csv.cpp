// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_csv.h"

#include <algorithm>

namespace saferscope {

namespace {

bool looksLikeFormula(char first) {
    return first == '=' || first == '+' || first == '-' || first == '@' || static_cast<unsigned char>(first) < 0x20;
}

char separatorOf(std::string_view text) {
    const std::string_view heading = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char candidate : {';', '\t'}) {
        best = std::ranges::count(heading, candidate) > std::ranges::count(heading, best) ? candidate : best;
    }
    return best;
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
    const char separator = separatorOf(text);
    std::vector<CsvRow> rows;
    std::uint64_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        CsvRow row{line, {}};
        for (bool more = true; more;) {
            std::string cell;
            if (at < text.size() && text[at] == '"') {
                for (++at;; ++at) {
                    if (at >= text.size()) {
                        return fail(ErrorCode::InvalidInput, "Line " + std::to_string(row.line) + " of " + where +
                                                                 " has a quote without an end.");
                    }
                    line += text[at] == '\n' ? 1 : 0;
                    if (text[at] != '"') {
                        cell += text[at];
                    } else if (at + 1 < text.size() && text[at + 1] == '"') {
                        cell += text[++at];
                    } else {
                        ++at;
                        break;
                    }
                }
            }
            for (; at < text.size() && text[at] != separator && text[at] != '\n'; ++at) {
                cell += text[at];
            }
            more = at < text.size() && text[at] == separator;
            if (!more && !cell.empty() && cell.back() == '\r') {
                cell.pop_back();
            }
            ++at;
            row.cells.push_back(withoutApostrophe(std::move(cell)));
        }
        ++line;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace saferscope
