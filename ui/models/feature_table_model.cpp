// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/feature_table_model.h"

#include "ui/models/row_order.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope {

QString formatNumber(double value, int decimals) {
    if (!std::isfinite(value)) {
        return QStringLiteral("\u2013");
    }
    const QString digits = QLocale().toString(std::abs(value), 'f', decimals);
    const bool zero = std::none_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'1' && c <= u'9'; });
    return value < 0 && !zero ? QChar(0x2212) + digits : digits;
}

QString formatContrast(double value) {
    const QString text = formatNumber(value, 3);
    return value > 0 ? QLatin1Char('+') + text : text;
}

QString formatShare(double share) {
    if (!(share > 0.0)) {
        return QStringLiteral("0\u202F%");
    }
    if (share < 1e-4) {
        return QStringLiteral("<\u202F") + QLocale().toString(0.01, 'f', 2) + QStringLiteral("\u202F%");
    }
    return QLocale().toString(share * 100.0, 'f', share < 0.01 ? 2 : 1) + QStringLiteral("\u202F%");
}

FeatureTableModel::FeatureTableModel(QObject* parent) : QAbstractTableModel(parent) {}

std::vector<FeatureRow> FeatureTableModel::rowsOf(const FeatureIndex& index, TokenScope scope,
                                                  const std::vector<FeatureContrast>& contrasts) {
    std::vector<FeatureRow> rows;
    rows.reserve(contrasts.size());
    for (const FeatureContrast& contrast : contrasts) {
        const FeatureSums& sums = index.sums(contrast.feature, scope);
        rows.push_back({contrast, sums.chosen, sums.rejected});
    }
    return rows;
}

void FeatureTableModel::setFeatures(std::vector<FeatureRow> rows) {
    beginResetModel();
    m_features = std::move(rows);
    m_contrastScale = 1e-9;
    for (const FeatureRow& row : m_features) {
        m_contrastScale =
            std::max({m_contrastScale, std::abs(row.contrast.contrast), std::abs(row.contrast.contrastNormalised)});
    }
    rebuild(true);
    endResetModel();
}

void FeatureTableModel::setFilter(FilterExpression filter) {
    beginResetModel();
    m_filter = std::move(filter);
    rebuild(true);
    endResetModel();
}

void FeatureTableModel::rebuild(bool refilter) {
    if (refilter) {
        m_order.clear();
        for (std::uint32_t i = 0; i < m_features.size(); ++i) {
            if (m_filter.matchesEverything() || matches(m_filter, m_features[i])) {
                m_order.push_back(i);
            }
        }
    }
    sortRows(
        m_order, [this](std::uint32_t row) { return key(row, m_sortColumn); }, m_sortOrder == Qt::DescendingOrder);
    m_position.assign(m_features.size(), -1);
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        m_position[m_order[i]] = static_cast<std::int32_t>(i);
    }
}

double FeatureTableModel::key(std::uint32_t row, Column column) const {
    const FeatureRow& feature = m_features[row];
    const FeatureContrast& c = feature.contrast;
    switch (column) {
        case Id:
            return c.feature.value();
        case Contrast:
            return c.contrast;
        case Normalised:
            return c.contrastNormalised;
        case Density:
            return c.density;
        case Maximum:
            return c.maximum;
        case ChosenSum:
            return feature.chosenSum;
        case RejectedSum:
            return feature.rejectedSum;
        case State:
        case ColumnCount:
            break;
    }
    return c.dead ? 1.0 : 0.0;
}

const FeatureRow* FeatureTableModel::featureAt(int row) const {
    return row >= 0 && row < static_cast<int>(m_order.size()) ? &m_features[m_order[static_cast<std::size_t>(row)]]
                                                              : nullptr;
}

const FeatureRow* FeatureTableModel::find(FeatureId feature) const {
    // Rows are in feature order in every index; anything else still finds its row, only slower.
    if (feature.value() < m_features.size() && m_features[feature.value()].contrast.feature == feature) {
        return &m_features[feature.value()];
    }
    const auto found = std::find_if(m_features.begin(), m_features.end(),
                                    [&](const FeatureRow& row) { return row.contrast.feature == feature; });
    return found == m_features.end() ? nullptr : &*found;
}

int FeatureTableModel::rowOf(FeatureId feature) const {
    const FeatureRow* row = find(feature);
    return row == nullptr ? -1 : m_position[static_cast<std::size_t>(row - m_features.data())];
}

int FeatureTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int FeatureTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FeatureTableModel::data(const QModelIndex& index, int role) const {
    const FeatureRow* row = index.isValid() && index.column() < ColumnCount ? featureAt(index.row()) : nullptr;
    if (row == nullptr) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    const FeatureContrast& c = row->contrast;
    const double value = key(m_order[static_cast<std::size_t>(index.row())], column);
    if (role == NumberRole) {
        return value;
    }
    if (role == BarRole && (column == Contrast || column == Normalised)) {
        return value / m_contrastScale;
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((column == State || column == Id ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role == Qt::AccessibleTextRole) {
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QLatin1Char(' ') +
               data(index, Qt::DisplayRole).toString();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
        case Id:
            return QString::number(c.feature.value());
        case Contrast:
        case Normalised:
            return formatContrast(value);
        case Density:
            return formatShare(value);
        case Maximum:
            return formatNumber(value, 2);
        case ChosenSum:
        case RejectedSum:
            return formatNumber(value, std::abs(value) < 100 ? 2 : 0);
        case State:
            return c.dead ? tr("dead") : QString();
        case ColumnCount:
            break;
    }
    return {};
}

QVariant FeatureTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    struct Header {
        QString name;
        QString help;
    };
    const Header headers[ColumnCount] = {
        {tr("Feature"), tr("Number of the latent in the sparse autoencoder")},
        {tr("Contrast"), tr("s = (h+ - h-) / (h+ + h- + C): above 0 the feature fires more in chosen answers, below 0 "
                            "more in rejected ones")},
        {tr("Per length"), tr("The same from averages per position: long answers gain nothing")},
        {tr("Density"), tr("Share of positions where the feature fires")},
        {tr("Max"), tr("Largest activation")},
        {tr("Chosen"), tr("Sum of activations over the chosen answers")},
        {tr("Rejected"), tr("Sum of activations over the rejected answers")},
        {tr("State"), tr("Dead features never fire")},
    };
    if (role == Qt::DisplayRole) {
        return headers[section].name;
    }
    if (role == Qt::ToolTipRole) {
        return QStringLiteral("<p>%1</p>").arg(headers[section].help.toHtmlEscaped());
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == State || section == Id ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignVCenter);
    }
    return {};
}

void FeatureTableModel::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= ColumnCount) {
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint32_t> kept;
    for (const QModelIndex& index : before) {
        kept.push_back(m_order[static_cast<std::size_t>(index.row())]);
    }
    m_sortColumn = static_cast<Column>(column);
    m_sortOrder = order;
    rebuild(false);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        after.append(index(m_position[kept[static_cast<std::size_t>(i)]], before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

}  // namespace saferscope
