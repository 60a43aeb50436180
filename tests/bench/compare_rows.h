// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/bench/bench.h"

#include <filesystem>
#include <string>
#include <vector>

/// Compares the rows of two benchmark runs (the .jsonl files of --results) by their ids. Only rows that mean the same
/// on another machine: ratios and figures, not absolute times.
namespace saferscope::bench {

struct RecordedRow {
    std::string id;
    double value = 0.0;
    bool compare = false;
    Wanted wanted;
};

/// One row per line; of rows with the same id the last counts. A file that cannot be read, a line that is no such row
/// and a file without any are refused with a sentence.
Result<std::vector<RecordedRow>> readRows(const std::filesystem::path& path);

struct RowChange {
    std::string id;
    double recorded = 0.0;
    double fresh = 0.0;
    double change = 0.0;  ///< fresh / recorded - 1
    bool warn = false;    ///< more than `tolerance` to the worse side; to either side where nothing is wanted
};
struct RowComparison {
    std::vector<RowChange> rows;       ///< in both, in the order recorded
    std::vector<std::string> missing;  ///< recorded, not measured now
    std::vector<std::string> added;    ///< measured now, not recorded
    std::size_t warnings() const;
};
/// The direction is that of the new row.
RowComparison compareRows(const std::vector<RecordedRow>& recorded, const std::vector<RecordedRow>& fresh,
                          double tolerance = 0.15);

/// A Markdown table, the rows that are on one side alone, and a sentence.
std::string report(const RowComparison& comparison);

}  // namespace saferscope::bench
