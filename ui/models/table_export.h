// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QByteArray>
#include <QString>

namespace saferscope {

/// The table as it is shown (filter and order kept), hidden columns too. Numbers are written plainly ("-0.042", no
/// digit grouping), so that other programs read them. In CSV and tab-separated text, a text that a spreadsheet would
/// run as a formula (it starts with = + - @ or a control character) gets an apostrophe in front.
enum class TableFormat { Commas, Tabs, Objects };  // CSV, tab-separated text, JSON

QByteArray tableAs(const QAbstractItemModel& model, TableFormat format);
QString tableAsCsv(const QAbstractItemModel& model);
/// An array with one object per row and line; names are those of KeyRole, numbers stay numbers, what is not known is
/// null.
QByteArray tableAsJson(const QAbstractItemModel& model);
/// Tab-separated, for pasting into a spreadsheet; the same cells, without a header for one row.
QString tableAsTabs(const QAbstractItemModel& model, const QModelIndexList& rows);

/// By the file's ending: .json, .tsv or .txt, and CSV for everything else.
TableFormat tableFormatOf(const QString& path);
/// Writes the file as a whole or not at all; false leaves the reason in `problem`.
bool writeTable(const QAbstractItemModel& model, const QString& path, QString* problem);

}  // namespace saferscope
