// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep_results.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <vector>

namespace saferscope {

/// The points of a sweep, one per row. SortRole gives the numbers themselves.
class SweepPointsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Section,
        Model,
        Ratio,
        Pairs,
        Accuracy,
        AccuracyCi,
        Difference,
        DifferenceCi,
        Gained,
        Lost,
        P,
        Adjusted,
        Result,
        WonBack,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;
    void setPoints(std::vector<SweepPoint> points);
    const SweepPoint* pointAt(int row) const;
    /// Rows of the same table as text, for the report. `column` as above.
    static QString text(const SweepPoint& point, int column);
    static QString header(int column);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<SweepPoint> m_points;
};

/// Rows of one section or all; missing numbers sort last either way.
class SweepPointsOrder : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    /// Empty: all sections.
    void setSection(const std::string& section);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    std::string m_section;
};

/// Pairs whose verdict differs from the baseline's.
class SweepFlipsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, Subset, Lost, Gained, Before, After, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setFlips(std::vector<SweepFlip> flips);
    const SweepFlip* flipAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<SweepFlip> m_flips;
};

}  // namespace saferscope
