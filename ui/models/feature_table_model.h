// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/feature_set.h"
#include "ui/models/feature_filter.h"

#include <QAbstractTableModel>
#include <optional>
#include <vector>

namespace saferscope {

/// Roles that delegates and exports use beside the display text.
enum TableRole {
    NumberRole = Qt::UserRole + 1,  ///< the value behind the cell (double)
    BarRole,                        ///< -1..1: length of the small bar behind a signed number
    MarkRole,                       ///< a CellMark (int)
    ExportRole,  ///< what files get: int, double, bool or text; nullptr_t = nothing known; invalid = as displayed
    KeyRole,     ///< of a header: the column's name in JSON; an empty one is left out of files
};

/// A small sign beside a cell's text.
enum class CellMark { None, Stable, Disputed, Adjudicated };

/// All latents of an SAE in one scope. Rows are numbers formatted when a view asks; sorting and filtering move a vector
/// of row numbers only (131,072 rows well under 50 ms).
class FeatureTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Id,
        Contrast,
        Normalised,
        Density,
        Maximum,
        ChosenSum,
        RejectedSum,
        State,
        Label,
        Interval,
        ContrastLow,
        ContrastHigh,
        Effect,
        ZScore,
        SplitHalf,
        Llm,
        Human,
        Agree,
        FiringPairs,
        ColumnCount
    };

    explicit FeatureTableModel(QObject* parent = nullptr);

    void setFeatures(std::vector<FeatureRow> rows);
    /// Rows of an index in a scope, from its contrasts and sums.
    static std::vector<FeatureRow> rowsOf(const FeatureIndex& index, TokenScope scope,
                                          const std::vector<FeatureContrast>& contrasts);
    /// Everything that was said, filtered and sorted anew. `judge` is the one that "LLM" means.
    void setOpinions(const RatingBook& book, const std::string& judge);
    /// What was said of one feature now: touches its row alone, which stays where it is until the next filter or sort,
    /// so that nothing moves under the hands of the person who rates.
    void setOpinion(FeatureId feature, const FeatureOpinions& opinions);
    /// The names of the sets each feature is in, for `set = NAME`.
    void setSets(const std::vector<FeatureSet>& sets);
    void setFilter(FilterExpression filter);
    /// Only these features, beside the filter; nothing = all.
    void restrictTo(const std::optional<std::vector<FeatureId>>& features);

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
    void rebuild(bool refilter);
    const std::vector<double>& labelRanks();

    std::vector<FeatureRow> m_features;    ///< in feature order
    std::vector<std::uint32_t> m_order;    ///< shown rows: positions in m_features
    std::vector<std::int32_t> m_position;  ///< inverse of m_order, -1 = filtered out
    FilterExpression m_filter;
    std::optional<std::vector<bool>> m_only;  ///< by feature id
    std::string m_judge;
    std::vector<double> m_labelRanks;  ///< empty = not known: what was said has changed, or nobody sorted by label
    Column m_sortColumn = Contrast;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    double m_contrastScale = 1.0;
};

/// "0.042", "−0.310", "1,234": short numbers for tables and headers, with a real minus sign.
QString formatContrast(double value);
QString formatNumber(double value, int decimals = 2);
/// With a plus sign where it is positive: "+0.42".
QString formatSigned(double value, int decimals);
/// "+0.351 … +0.472"; "–" where there is none.
QString formatInterval(double low, double high, int decimals = 3);
/// Shares as people read them: "4.2 %", "0.03 %", "0 %", "< 0.01 %".
QString formatShare(double share);

}  // namespace saferscope
