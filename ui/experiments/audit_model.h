// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/audit_run.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace saferscope {

/// The ranked pairs of an audit. Cells are formatted when a view asks; sorting moves row numbers only (100,000 rows).
class AuditModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// Rank goes by the suspicion that is chosen, whatever column the table is sorted by.
    enum Column { Rank, Id, Subset, Combined, Score, Margin, Loss, Truth, ColumnCount };

    explicit AuditModel(QObject* parent = nullptr);
    void setReport(std::shared_ptr<const AuditReport> report);
    /// Ranks anew and sorts by rank.
    void setSuspicion(Suspicion by);
    Suspicion suspicion() const { return m_by; }

    const AuditRow* rowAt(int row) const;
    int rowOfPosition(std::uint64_t position) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void rank();
    void order();
    double key(std::uint32_t row, Column column) const;
    std::optional<bool> truth(std::uint32_t row) const;

    std::shared_ptr<const AuditReport> m_report;
    Suspicion m_by = Suspicion::Combined;
    std::vector<std::uint32_t> m_rank;   ///< of each row of the ranking, from 0
    std::vector<std::uint32_t> m_order;  ///< rows of the ranking as shown
    std::vector<double> m_idRank;        ///< places by id and by subset, so that sorting compares numbers
    std::vector<double> m_subsetRank;
    Column m_sortColumn = Rank;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

}  // namespace saferscope
