// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_export.h"

#include "core/base/csv_text.h"
#include "ui/models/feature_table_model.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>
#include <cmath>

namespace saferscope {

namespace {

/// What files get of a cell: what the model says, else its number where the column is one, else the text.
QVariant value(const QAbstractItemModel& model, const QModelIndex& index) {
    const QVariant meant = model.data(index, ExportRole);
    if (meant.isValid()) {
        return meant;
    }
    const QVariant number = model.data(index, NumberRole);
    const auto alignment = model.data(index, Qt::TextAlignmentRole).toInt();
    if (number.isValid() && (alignment & Qt::AlignRight) != 0) {
        return std::isfinite(number.toDouble()) ? number : QVariant::fromValue(nullptr);
    }
    return model.data(index, Qt::DisplayRole).toString();
}

QString harmless(const QString& text) { return QString::fromStdString(spreadsheetText(text.toStdString())); }

QString cell(const QAbstractItemModel& model, const QModelIndex& index) {
    const QVariant meant = value(model, index);
    switch (meant.typeId()) {
        case QMetaType::Nullptr:
            return {};
        case QMetaType::Double:
            return QString::number(meant.toDouble(), 'g', 9);
        case QMetaType::Int:
        case QMetaType::UInt:
        case QMetaType::Bool:
            return meant.toString();
        default:
            break;
    }
    return harmless(meant.toString());
}

QString quoted(QString text) {
    // Where commas are decimal points, spreadsheets take semicolons for separators.
    if (text.contains(QLatin1Char(',')) || text.contains(QLatin1Char(';')) || text.contains(QLatin1Char('\t')) ||
        text.contains(QLatin1Char('"')) || text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r'))) {
        text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
        return QLatin1Char('"') + text + QLatin1Char('"');
    }
    return text;
}

QString oneLine(QString text) {
    return text.replace(QLatin1Char('\t'), QLatin1Char(' '))
        .replace(QLatin1Char('\n'), QLatin1Char(' '))
        .replace(QLatin1Char('\r'), QLatin1Char(' '));
}

/// Columns that files get, in the model's order: a view's hidden ones too.
QList<int> columnsOf(const QAbstractItemModel& model) {
    QList<int> columns;
    for (int column = 0; column < model.columnCount(); ++column) {
        const QVariant key = model.headerData(column, Qt::Horizontal, KeyRole);
        if (!key.isValid() || !key.toString().isEmpty()) {
            columns.append(column);
        }
    }
    return columns;
}

struct Text {
    QLatin1Char separator;
    QString (*clean)(QString);
};
constexpr Text commas = {QLatin1Char(','), quoted};
constexpr Text tabs = {QLatin1Char('\t'), quoted};
constexpr Text clipboardTabs = {QLatin1Char('\t'), oneLine};

/// One line of text; row -1 is the header.
void appendLine(QString& out, const QAbstractItemModel& model, int row, const QList<int>& columns, const Text& text) {
    for (const int column : columns) {
        out += text.clean(row < 0 ? harmless(model.headerData(column, Qt::Horizontal).toString())
                                  : cell(model, model.index(row, column)));
        out += column == columns.back() ? QLatin1Char('\n') : text.separator;
    }
}

QString tableAsText(const QAbstractItemModel& model, const Text& text) {
    QString out;
    const QList<int> columns = columnsOf(model);
    for (int row = -1; row < model.rowCount(); ++row) {
        appendLine(out, model, row, columns, text);
    }
    return out;
}

QByteArray jsonText(const QString& text) {
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);  // without the brackets: the string with its marks, escaped
}

QByteArray jsonValue(const QVariant& value) {
    switch (value.typeId()) {
        case QMetaType::Nullptr:
            return "null";
        case QMetaType::Double:
            return QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
        case QMetaType::Int:
        case QMetaType::UInt:
        case QMetaType::Bool:
            return value.toString().toLatin1();
        default:
            return jsonText(value.toString());
    }
}

}  // namespace

QString tableAsCsv(const QAbstractItemModel& model) { return tableAsText(model, commas); }

QString tableAsTabs(const QAbstractItemModel& model, const QModelIndexList& rows) {
    QString out;
    const QList<int> columns = columnsOf(model);
    for (const QModelIndex& row : rows) {
        appendLine(out, model, row.row(), columns, clipboardTabs);
    }
    return out;
}

QByteArray tableAsJson(const QAbstractItemModel& model) {
    // Written by hand: a document of 131,072 objects takes seconds and as many small allocations.
    const QList<int> columns = columnsOf(model);
    QList<QByteArray> names;
    for (const int column : columns) {
        const QVariant key = model.headerData(column, Qt::Horizontal, KeyRole);
        names.append(jsonText(key.isValid() ? key.toString() : model.headerData(column, Qt::Horizontal).toString()) +
                     ": ");
    }
    QByteArray out = "[\n";
    for (int row = 0; row < model.rowCount(); ++row) {
        out += row > 0 ? ",\n  {" : "  {";
        for (qsizetype i = 0; i < columns.size(); ++i) {
            out += i > 0 ? ", " : "";
            out += names[i] + jsonValue(value(model, model.index(row, columns[i])));
        }
        out += '}';
    }
    return out + "\n]\n";
}

QByteArray tableAs(const QAbstractItemModel& model, TableFormat format) {
    switch (format) {
        case TableFormat::Objects:
            return tableAsJson(model);
        case TableFormat::Tabs:
            return tableAsText(model, tabs).toUtf8();
        case TableFormat::Commas:
            break;
    }
    return tableAsCsv(model).toUtf8();
}

TableFormat tableFormatOf(const QString& path) {
    if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)) {
        return TableFormat::Objects;
    }
    return path.endsWith(QLatin1String(".tsv"), Qt::CaseInsensitive) ||
                   path.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive)
               ? TableFormat::Tabs
               : TableFormat::Commas;
}

bool writeTable(const QAbstractItemModel& model, const QString& path, QString* problem) {
    QSaveFile file(path);
    const QByteArray bytes = tableAs(model, tableFormatOf(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        *problem = file.errorString();
        return false;
    }
    return true;
}

}  // namespace saferscope
