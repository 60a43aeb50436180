// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_table_rows.h"

#include "ui/report/report_columns.h"
#include "ui/report/report_looks.h"
#include "ui/report/report_tree.h"

#include <QFontMetricsF>
#include <QPaintDevice>
#include <algorithm>
#include <numeric>

namespace saferscope::report_rows {
namespace {

constexpr double roundingRoom = 2.0;   ///< 1/96 inch: so that what fits is not broken
constexpr double crowdedPoints = 7.0;  ///< size of cells that do not fit on a line each

/// Rows of thead and tbody, in order.
void collectRows(const ReportNode& node, bool head, std::vector<Row>& rows) {
    for (const ReportNode& child : node.children) {
        if (child.is(QLatin1String("tr"))) {
            Row row{{}, head};
            for (const ReportNode& cell : child.children) {
                if (!cell.name.isEmpty()) {
                    row.cells.push_back(&cell);
                }
            }
            rows.push_back(std::move(row));
        } else if (!child.name.isEmpty()) {
            collectRows(child, child.is(QLatin1String("thead")), rows);
        }
    }
}

/// What the columns ask for, in the device's units; heads on `headLines` lines where they have spaces.
std::vector<ColumnNeed> needsOf(const std::vector<Row>& rows, std::size_t columns, const QFont& font,
                                QPaintDevice& device, double headLines) {
    const double unit = device.logicalDpiX() / 96.0;
    const double padding = (2.0 * cellPadding + roundingRoom) * unit;
    const double gap = gapBeforeText * unit;
    std::vector<ColumnNeed> needs(columns);
    const QFontMetricsF normal(font, &device);
    QFont boldFont = font;
    boldFont.setBold(true);
    const QFontMetricsF bold(boldFont, &device);
    for (const Row& row : rows) {
        const QFontMetricsF& metrics = row.head ? bold : normal;
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            ColumnNeed& need = needs[column];
            const QString text = row.cells[column]->wholeText();
            double whole = 0.0;
            for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
                const double width = metrics.horizontalAdvance(word);
                need.word = std::max(need.word, width + padding);
                whole += width + metrics.horizontalAdvance(QLatin1Char(' '));
            }
            need.whole =
                std::max(need.whole, (row.head ? std::max(whole / headLines, need.word - padding) : whole) + padding);
            need.number = need.number || (!row.head && row.cells[column]->has(QLatin1String("n")));
        }
    }
    for (std::size_t column = 1; column < columns; ++column) {
        if (!needs[column].number) {
            needs[column].whole += gap;
            needs[column].word += gap;
        }
    }
    return needs;
}

}  // namespace

std::vector<Row> rowsOf(const ReportNode& table) {
    std::vector<Row> rows;
    for (const ReportNode& child : table.children) {
        if (!child.name.isEmpty() && !child.is(QLatin1String("caption"))) {
            collectRows(child, child.is(QLatin1String("thead")), rows);
        }
    }
    return rows;
}

Columns columnsOf(const std::vector<Row>& rows, QPaintDevice& device, double room) {
    std::size_t columns = 0;
    for (const Row& row : rows) {
        columns = std::max(columns, row.cells.size());
    }
    Columns made{{}, report_looks::small()};
    auto needs = needsOf(rows, columns, made.text.font(), device, 2.0);
    const double whole = std::accumulate(needs.begin(), needs.end(), 0.0,
                                         [](double sum, const ColumnNeed& one) { return sum + one.whole; });
    if (whole > room) {
        made.text.setFontPointSize(crowdedPoints);
        needs = needsOf(rows, columns, made.text.font(), device, 2.0);
    }
    made.widths = columnWidths(needs, room);
    // What is left lets heads stand on one line, the ones that lack least first.
    const auto wanted = needsOf(rows, columns, made.text.font(), device, 1.0);
    double left = room - std::accumulate(made.widths.begin(), made.widths.end(), 0.0);
    std::vector<std::size_t> order(columns);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t column) { return wanted[column].whole - made.widths[column]; });
    for (const std::size_t column : order) {
        if (const double lacking = wanted[column].whole - made.widths[column]; lacking > 0.0 && lacking <= left) {
            made.widths[column] += lacking;
            left -= lacking;
        }
    }
    return made;
}

}  // namespace saferscope::report_rows
