// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextCharFormat>
#include <vector>

class QPaintDevice;

namespace saferscope {

struct ReportNode;

namespace report_rows {

inline constexpr double cellPadding = 3.0;    ///< 1/96 inch
inline constexpr double gapBeforeText = 7.0;  ///< between numbers, which stand right, and a text behind them

struct Row {
    std::vector<const ReportNode*> cells;
    bool head = false;
};

/// Rows of a table's thead and tbody, in order; they point into the node.
std::vector<Row> rowsOf(const ReportNode& table);

struct Columns {
    std::vector<double> widths;  ///< the device's units; together not more than there is room
    QTextCharFormat text;        ///< of the cells: smaller where the table is crowded
};
Columns columnsOf(const std::vector<Row>& rows, QPaintDevice& device, double room);

}  // namespace report_rows
}  // namespace saferscope
