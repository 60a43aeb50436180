// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sweep_planner.h"

#include <QAbstractTableModel>
#include <memory>
#include <set>
#include <vector>

namespace saferscope {

/// How many pairs each strategy changes at each ratio. One cell stands for all seeds. Read-only.
class SweepMatrixModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    void setPreview(std::shared_ptr<const SweepPreview> preview);
    const std::vector<Strategy>& strategies() const { return m_strategies; }
    const std::vector<double>& ratios() const { return m_ratios; }
    /// The cells of a place, one per seed; empty where there is none.
    std::vector<const SweepCell*> cellsAt(int row, int column) const;
    QModelIndex find(Strategy strategy, double ratio) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const SweepPreview> m_preview;
    std::vector<Strategy> m_strategies;
    std::vector<double> m_ratios;
};

/// Which pairs one plan changes, in its order. Filtered by words that all have to be in id, subset or reason. Rows are
/// formatted when a view asks.
class PlanEntriesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Rank, Id, Subset, Number, Why, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    /// `plan` lies in `preview`; null shows nothing.
    void setPlan(std::shared_ptr<const SweepPreview> preview, const ExperimentPlan* plan);
    void setFilter(const QString& text);
    int totalRows() const;
    const PlanEntry* entryAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString subsetOf(const PlanEntry& entry) const;
    void refilter();

    std::shared_ptr<const SweepPreview> m_preview;
    const ExperimentPlan* m_plan = nullptr;
    QStringList m_words;
    std::vector<std::uint32_t> m_rows;  ///< shown entries: positions in the plan
};

/// How far the strategies take the same pairs at one ratio: |A and B| / |A or B| (Jaccard). Read-only.
class PlanOverlapModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    struct Plan {
        Strategy strategy = Strategy::Safer;
        const ExperimentPlan* plan = nullptr;
    };
    void setPlans(const std::vector<Plan>& plans);
    const std::vector<Strategy>& strategies() const { return m_strategies; }
    std::size_t shared(int row, int column) const;
    double jaccard(int row, int column) const;
    std::size_t size(int row) const { return m_sizes[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Strategy> m_strategies;
    std::vector<std::size_t> m_sizes;
    std::vector<std::size_t> m_shared;  ///< row by row
};

}  // namespace saferscope
