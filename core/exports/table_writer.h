// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace saferscope {

enum class TableForm { Commas, Tabs, JsonLines };
/// By the file's ending: .csv, .tsv, .jsonl; every other one is refused by name.
Result<TableForm> tableFormOf(const std::filesystem::path& path);

/// Nothing, a number, a flag or text. A number that is not finite is written as nothing.
using TableCell = std::variant<std::monostate, double, std::uint64_t, bool, std::string>;

/// A table written row by row into a file that appears whole or not at all; memory is one row and a small buffer.
/// Numbers are the shortest text that gives the same double back, flags are true and false, nothing is an empty cell
/// (in JSON null). In CSV and tab-separated text, a text that a spreadsheet would run as a formula gets an
/// apostrophe in front, as in all tables (csvText() in core/base/csv_text.h has the rule and the way back; readCsv() in
/// core/data/rating_csv.h goes it). One thread; blocks on the disk.
class TableWriter {
public:
    static Result<TableWriter> create(const std::filesystem::path& path, std::vector<std::string> columns);
    /// As many cells as there are columns.
    Status row(const std::vector<TableCell>& cells);
    Status commit();
    std::uint64_t rows() const { return m_rows; }

private:
    TableWriter(AtomicFile file, TableForm form, std::vector<std::string> columns);
    Status flush(std::size_t above);

    AtomicFile m_file;
    TableForm m_form;
    std::vector<std::string> m_columns;
    std::string m_buffer;
    std::uint64_t m_rows = 0;
};

}  // namespace saferscope
