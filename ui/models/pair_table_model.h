// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/pair_filter.h"

#include <QAbstractTableModel>
#include <vector>

namespace saferscope {

/// The pairs of an index with rewards and scores. Same habits as FeatureTableModel.
class PairTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, Subset, RewardChosen, RewardRejected, Margin, Score, Verdict, ColumnCount };

    explicit PairTableModel(QObject* parent = nullptr);

    void setPairs(std::vector<PairRow> rows);
    /// Reads the pair tables of an index; scores are 0 until setScores().
    static std::vector<PairRow> rowsOf(const FeatureIndex& index);
    /// One per pair in index order.
    void setScores(const std::vector<double>& scores);
    void setFilter(FilterExpression filter);

    int totalRows() const { return static_cast<int>(m_pairs.size()); }
    const PairRow* pairAt(int row) const;
    const PairRow* find(PairIndex pair) const;
    int rowOf(PairIndex pair) const;
    Column sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    double key(std::uint32_t row, Column column) const;
    void refilter();
    void resort();

    std::vector<PairRow> m_pairs;  ///< in index order
    std::vector<std::uint32_t> m_order;
    std::vector<std::int32_t> m_position;
    FilterExpression m_filter;
    Column m_sortColumn = Id;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    double m_marginScale = 1.0;
    double m_scoreScale = 1.0;
    /// Place of each pair by id and by subset, so that sorting compares numbers; made when first sorted by.
    mutable std::vector<double> m_textRank[2];
};

}  // namespace saferscope
