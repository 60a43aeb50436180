// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/html_writer.h"

#include <string>
#include <vector>

namespace saferscope {

/// A cell: what is shown, and what it is sorted by where that is a number.
struct Cell {
    std::string text;
    std::string sorted = {};  ///< plainNumber(); empty: by the text, unless `number`
    bool number = false;      ///< aligned right
};
Cell textCell(const std::string& text);  ///< cut at 160 characters
Cell numberCell(const std::string& text, double value);

struct ReportTable {
    std::string caption;  ///< read first by screen readers, shown above
    std::vector<std::string> head;
    std::vector<std::vector<Cell>> rows;  ///< the first cell of each is its name
    bool sortable = false;
};
void writeTable(HtmlWriter& html, const ReportTable& table);
/// The numbers behind a chart, folded away; on paper nothing is.
void writeNumbers(HtmlWriter& html, const ReportTable& table, bool paper = false);

}  // namespace saferscope
