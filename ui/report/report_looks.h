// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QTextTableFormat>

namespace saferscope {

struct ReportNode;

/// How a report looks on paper: sizes in points, distances in 1/96 inch. Colours are the light ones of the page.
namespace report_looks {

/// Set on a block that belongs to what follows it: no page ends between them (page_breaks.h).
inline constexpr int keepWithNext = QTextFormat::UserProperty + 10;

QColor colour(const char* name);
QFont font(double points, bool bold = false);

/// Of h1 to h4, p and what else is a block of its own.
QTextBlockFormat block(const ReportNode& node);
QTextCharFormat text(const ReportNode& node);
/// What a span, strong or i adds to its surroundings.
QTextCharFormat inner(const ReportNode& node, QTextCharFormat around);

QTextCharFormat body();
QTextCharFormat data();   ///< texts of the data
QTextCharFormat small();  ///< cells of tables
QTextBlockFormat plainBlock();
QTextBlockFormat dataBlock();
/// Without lines, over the whole width.
QTextTableFormat plainTable();
/// One cell with a coloured ground.
QTextTableFormat box(const QColor& ground);

}  // namespace report_looks
}  // namespace saferscope
