// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a report that stand in columns: tables of numbers, facts, the contents.
#include "ui/report/report_builder.h"
#include "ui/report/report_looks.h"
#include "ui/report/report_table_rows.h"

#include <QTextDocument>
#include <QTextTable>
#include <algorithm>
#include <numeric>

namespace saferscope {
namespace {

using namespace report_looks;
using report_rows::cellPadding;
using report_rows::gapBeforeText;

constexpr double namesOfFacts = 0.28;  ///< of the width
constexpr double matrixWidth = 0.45;   ///< of the page's width, where two stand side by side
constexpr std::size_t shortTable = 9;  ///< rows: stays on one page

}  // namespace

void ReportBuilder::table(const ReportNode& node, double width) {
    if (const ReportNode* caption = node.find(QLatin1String("caption"))) {
        QTextBlockFormat format = plainBlock();
        format.setTopMargin(8.0);
        format.setProperty(keepWithNext, true);
        startBlock(format, text(*caption));
        inlines(*caption, text(*caption), false);
    }
    const auto rows = report_rows::rowsOf(node);
    const double room = width * m_page.width();
    const auto [widths, cells] = report_rows::columnsOf(rows, m_device, room);
    const std::size_t columns = widths.size();
    if (columns == 0) {
        return;
    }
    const double total = std::accumulate(widths.begin(), widths.end(), 0.0);
    QTextTableFormat format = plainTable();
    format.setCellPadding(cellPadding);
    format.setTopMargin(2.0);
    format.setHeaderRowCount(rows.front().head ? 1 : 0);
    format.setBorderCollapse(true);
    format.setWidth(QTextLength(QTextLength::PercentageLength, std::min(100.0, 100.0 * total / room)));
    QVector<QTextLength> constraints;
    for (const double one : widths) {
        constraints.append(QTextLength(QTextLength::PercentageLength, total > 0.0 ? 100.0 * one / total : 0.0));
    }
    format.setColumnWidthConstraints(constraints);
    QTextTable* table = startTable(static_cast<int>(rows.size()), static_cast<int>(columns), format);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].cells.size(); ++c) {
            const ReportNode& cell = *rows[r].cells[c];
            QTextTableCell place = table->cellAt(static_cast<int>(r), static_cast<int>(c));
            QTextTableCellFormat look = place.format().toTableCellFormat();
            look.setBottomBorder(rows[r].head ? 1.0 : 0.5);
            look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            look.setBottomBorderBrush(colour(rows[r].head ? "strong" : "border"));
            look.setFont(cells.font());  // the height of a cell without a text
            if (c > 0 && !cell.has(QLatin1String("n"))) {
                look.setLeftPadding(cellPadding + gapBeforeText);
            }
            place.setFormat(look);
            QTextBlockFormat block = plainBlock();
            block.setAlignment(cell.has(QLatin1String("n")) ? Qt::AlignRight : Qt::AlignLeft);
            if (rows[r].head || (rows.size() <= shortTable && r + 1 < rows.size())) {
                block.setProperty(keepWithNext, true);
            }
            QTextCharFormat text = cells;
            if (rows[r].head) {
                text.setFontWeight(QFont::Bold);
                text.setForeground(colour("muted"));
            }
            goTo(table, static_cast<int>(r), static_cast<int>(c), block, text);
            inlines(cell, text, false);
        }
    }
    endTable(table);
}

void ReportBuilder::matrices(const ReportNode& node) {
    std::vector<const ReportNode*> all;
    for (const ReportNode& child : node.children) {
        if (const ReportNode* one = child.find(QLatin1String("table"))) {
            all.push_back(one);
        }
    }
    if (all.empty()) {
        return;
    }
    QTextTableFormat format = plainTable();
    const QTextLength half(QTextLength::PercentageLength, 50.0);
    format.setColumnWidthConstraints({half, half});
    QTextTable* sides = startTable(static_cast<int>((all.size() + 1) / 2), 2, format);
    for (std::size_t i = 0; i < all.size(); ++i) {
        m_cursor = sides->cellAt(static_cast<int>(i / 2), static_cast<int>(i % 2)).firstCursorPosition();
        m_fresh = true;
        table(*all[i], matrixWidth);
    }
    endTable(sides);
}

void ReportBuilder::facts(const ReportNode& node) {
    std::vector<const ReportNode*> names;
    std::vector<const ReportNode*> values;
    for (const ReportNode& child : node.children) {
        if (child.is(QLatin1String("dt"))) {
            names.push_back(&child);
        } else if (child.is(QLatin1String("dd"))) {
            values.push_back(&child);
        }
    }
    const std::size_t rows = std::min(names.size(), values.size());
    if (rows == 0) {
        return;
    }
    QTextTableFormat format = plainTable();
    format.setColumnWidthConstraints({QTextLength(QTextLength::PercentageLength, 100.0 * namesOfFacts),
                                      QTextLength(QTextLength::PercentageLength, 100.0 * (1.0 - namesOfFacts))});
    QTextTable* table = startTable(static_cast<int>(rows), 2, format);
    QTextCharFormat muted = data();
    muted.setForeground(colour("muted"));
    for (std::size_t row = 0; row < rows; ++row) {
        goTo(table, static_cast<int>(row), 0, plainBlock(), muted);
        inlines(*names[row], muted, false);
        goTo(table, static_cast<int>(row), 1, plainBlock(), data());
        inlines(*values[row], data(), false);
    }
    endTable(table);
}

void ReportBuilder::list(const ReportNode& node) {
    for (const ReportNode& child : node.children) {
        if (child.name.isEmpty()) {
            continue;
        }
        QTextBlockFormat format = plainBlock();
        format.setLeftMargin(12.0);
        format.setTextIndent(-12.0);
        format.setBottomMargin(3.0);
        startBlock(format, body());
        m_cursor.insertText(QStringLiteral("•\u00a0\u00a0"), body());
        inlines(child, body(), false);
    }
}

void ReportBuilder::contentsOf(const ReportNode& nav) {
    std::vector<const ReportNode*> lines;
    if (const ReportNode* items = nav.find(QLatin1String("ul"))) {
        for (const ReportNode& item : items->children) {
            if (const ReportNode* link = item.find(QLatin1String("a"))) {
                lines.push_back(link);
            }
        }
    }
    if (lines.empty()) {
        return;
    }
    QTextTableFormat format = plainTable();
    format.setTopMargin(14.0);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 75.0));
    format.setColumnWidthConstraints(
        {QTextLength(QTextLength::PercentageLength, 90.0), QTextLength(QTextLength::PercentageLength, 10.0)});
    QTextTable* table = startTable(static_cast<int>(lines.size()), 2, format);
    for (std::size_t row = 0; row < lines.size(); ++row) {
        goTo(table, static_cast<int>(row), 0, plainBlock(), body());
        inlines(*lines[row], body(), false);
        QTextBlockFormat right = plainBlock();
        right.setAlignment(Qt::AlignRight);
        goTo(table, static_cast<int>(row), 1, right, body());
        m_contents.emplace_back(m_cursor, lines[row]->value(QLatin1String("href")).mid(1));
    }
    endTable(table);
}

}  // namespace saferscope
