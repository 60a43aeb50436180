// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

class QTableView;

namespace saferscope {

/// A table whose cells are made when a view asks for them. Sorting moves row numbers only; what is not known (NaN)
/// sorts last either way. Exports get the numbers behind the texts.
class SurveyTable : public QAbstractTableModel {
    Q_OBJECT

public:
    struct Column {
        QString title;
        QString key;   ///< name in files
        QString help;  ///< of the header
        /// What is shown; with `value` alone its number in four digits.
        std::function<QString(std::size_t row)> text;
        /// The number behind it; without one the column is text.
        std::function<double(std::size_t row)> value;
    };

    explicit SurveyTable(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `sortColumn` -1: in the order given. Functions are called as long as the table shows them: they own what they
    /// read.
    void show(std::vector<Column> columns, std::size_t rows, int sortColumn = -1,
              Qt::SortOrder order = Qt::AscendingOrder);
    /// The caller's number of a row as it is sorted now.
    std::size_t sourceOf(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    int rowOfSource(std::size_t source) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void reorder();

    std::vector<Column> m_columns;
    std::size_t m_rows = 0;
    std::vector<std::uint32_t> m_order;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

/// A view as this page's tables are: rows, no grid, sorted by a click, Ctrl+C copies what is selected.
QTableView* makeSurveyTable(SurveyTable* model, const QString& name, QWidget* parent);
/// Widths from the first rows; long texts are cut.
void fitSurveyTable(QTableView* table);

}  // namespace saferscope
