// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

struct CsvCell {
    std::string text;
    bool quoted = false;  ///< an empty cell that was quoted is an empty text, another one is nothing at all
};

/// Cuts CSV (RFC 4180; separated by , ; or tabs) into rows piece by piece, never holding more than one of them: quoted
/// cells may have line breaks, CR LF is one line end, a quote inside an unquoted cell is just a character. Text after a
/// closing quote, a row longer than `maxBytes` and a quote that never ends are problems of their row.
class CsvRows {
public:
    CsvRows() = default;
    CsvRows(char separator, std::uint64_t maxBytes, std::uint64_t firstLine)
        : m_separator(separator), m_maxBytes(maxBytes), m_nextLine(firstLine) {}

    /// The separator the first row has most of, outside quotes; of equals the comma, then the semicolon. '\0' where it
    /// has none.
    static char separatorOf(std::string_view text);

    /// Takes bytes up to the end of the row and removes them from `bytes`; true when the row is complete.
    bool feed(std::string_view& bytes);
    /// At the end of the file; true when there is a last row without a line end.
    bool finish();

    const std::vector<CsvCell>& cells() const { return m_cells; }  ///< of the complete row
    std::uint64_t line() const { return m_line; }                  ///< 1-based, where it begins
    const std::string& problem() const { return m_problem; }
    bool blank() const;  ///< nothing on the line

private:
    enum class State { CellStart, Plain, Quoted, AfterQuote };
    void begin();
    void add(char byte);
    void endCell();
    void endRow();

    char m_separator = ',';
    std::uint64_t m_maxBytes = 0;
    std::uint64_t m_nextLine = 1;

    State m_state = State::CellStart;
    bool m_started = false;
    bool m_complete = true;
    bool m_tooLong = false;
    std::uint64_t m_line = 0;
    std::uint64_t m_bytes = 0;
    CsvCell m_cell;
    std::vector<CsvCell> m_cells;
    std::string m_problem;
};

/// One row as a JSON object of texts, named by `header`: what the readers of pairs take. A cell that is a JSON message
/// list or one message, or an object in the column "meta", stays JSON; an empty cell that was not quoted is left out.
/// Not empty `problem`: why the row cannot be read.
struct CsvRecord {
    std::string json;
    std::string problem;
};
CsvRecord csvRecord(const std::vector<std::string>& header, const std::vector<CsvCell>& cells);

}  // namespace saferscope
