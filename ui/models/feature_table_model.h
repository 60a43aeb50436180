// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/feature_filter.h"

#include <QAbstractTableModel>
#include <optional>
#include <vector>

namespace saferscope {

/// Roles that delegates and exports use beside the display text.
enum TableRole {
    NumberRole = Qt::UserRole + 1,  ///< the value behind the cell (double)
    BarRole,                        ///< -1..1: length of the small bar behind a signed number
};

/// All latents of an SAE in one scope. Rows are numbers formatted when a view asks; sorting and filtering move a vector
/// of row numbers only (131,072 rows well under 50 ms).
class FeatureTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, Contrast, Normalised, Density, Maximum, ChosenSum, RejectedSum, State, ColumnCount };

    explicit FeatureTableModel(QObject* parent = nullptr);

    void setFeatures(std::vector<FeatureRow> rows);
    /// Rows of an index in a scope, from its contrasts and sums.
    static std::vector<FeatureRow> rowsOf(const FeatureIndex& index, TokenScope scope,
                                          const std::vector<FeatureContrast>& contrasts);
    void setFilter(FilterExpression filter);

    int totalRows() const { return static_cast<int>(m_features.size()); }
    const FeatureRow* featureAt(int row) const;
    const FeatureRow* find(FeatureId feature) const;
    /// The row a feature is on now; -1 when it is filtered out or does not exist.
    int rowOf(FeatureId feature) const;
    Column sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    double key(std::uint32_t row, Column column) const;
    void rebuild(bool refilter);

    std::vector<FeatureRow> m_features;    ///< in feature order
    std::vector<std::uint32_t> m_order;    ///< shown rows: positions in m_features
    std::vector<std::int32_t> m_position;  ///< inverse of m_order, -1 = filtered out
    FilterExpression m_filter;
    Column m_sortColumn = Contrast;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    double m_contrastScale = 1.0;
};

/// "0.042", "−0.310", "1,234": short numbers for tables and headers, with a real minus sign.
QString formatContrast(double value);
QString formatNumber(double value, int decimals = 2);
/// Shares as people read them: "4.2 %", "0.03 %", "0 %", "< 0.01 %".
QString formatShare(double share);

}  // namespace saferscope
