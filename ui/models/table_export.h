// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QString>

namespace saferscope {

/// The table as it is shown (filter and order kept). Numbers are written plainly ("-0.042", no digit grouping), so that
/// other programs read them. In CSV, a text that a spreadsheet would run as a formula (it starts with = + - @ or a
/// control character) gets an apostrophe in front.
QString tableAsCsv(const QAbstractItemModel& model);
/// Tab-separated, for pasting into a spreadsheet; the same cells, without a header for one row.
QString tableAsTabs(const QAbstractItemModel& model, const QModelIndexList& rows);

}  // namespace saferscope
