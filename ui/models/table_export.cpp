// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_export.h"

#include "ui/models/feature_table_model.h"

#include <QLocale>
#include <cmath>

namespace saferscope {

namespace {

QString cell(const QAbstractItemModel& model, const QModelIndex& index) {
    const QString shown = model.data(index, Qt::DisplayRole).toString();
    const QVariant number = model.data(index, NumberRole);
    const auto alignment = model.data(index, Qt::TextAlignmentRole).toInt();
    if (number.isValid() && (alignment & Qt::AlignRight) != 0) {
        const double value = number.toDouble();
        return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
    }
    QString text = shown;
    if (!text.isEmpty() && (QStringLiteral("=+-@").contains(text.front()) || text.front().unicode() < 0x20)) {
        text.prepend(QLatin1Char('\''));
    }
    return text;
}

QString quoted(QString text) {
    if (text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) || text.contains(QLatin1Char('\n')) ||
        text.contains(QLatin1Char('\r'))) {
        text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
        return QLatin1Char('"') + text + QLatin1Char('"');
    }
    return text;
}

}  // namespace

QString tableAsCsv(const QAbstractItemModel& model) {
    QString out;
    const int columns = model.columnCount();
    for (int column = 0; column < columns; ++column) {
        out += quoted(model.headerData(column, Qt::Horizontal).toString());
        out += QLatin1Char(column + 1 < columns ? ',' : '\n');
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < columns; ++column) {
            out += quoted(cell(model, model.index(row, column)));
            out += QLatin1Char(column + 1 < columns ? ',' : '\n');
        }
    }
    return out;
}

QString tableAsTabs(const QAbstractItemModel& model, const QModelIndexList& rows) {
    QString out;
    for (const QModelIndex& row : rows) {
        for (int column = 0; column < model.columnCount(); ++column) {
            QString text = cell(model, model.index(row.row(), column));
            text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
            out += text + QLatin1Char(column + 1 < model.columnCount() ? '\t' : '\n');
        }
    }
    return out;
}

}  // namespace saferscope
