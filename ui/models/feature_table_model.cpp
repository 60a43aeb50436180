// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/feature_table_model.h"

#include "ui/models/feature_columns.h"
#include "ui/models/row_order.h"
#include "ui/widgets/labels.h"

#include <QCollator>
#include <QHash>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
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

QString formatSigned(double value, int decimals) {
    const QString text = formatNumber(value, decimals);
    return value > 0 && std::isfinite(value) ? QLatin1Char('+') + text : text;
}

QString formatContrast(double value) { return formatSigned(value, 3); }

QString formatInterval(double low, double high, int decimals) {
    return std::isfinite(low) && std::isfinite(high)
               ? QStringLiteral("%1 \u2026 %2").arg(formatSigned(low, decimals), formatSigned(high, decimals))
               : QStringLiteral("\u2013");
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

namespace {

std::shared_ptr<const OpinionSummary> summaryOf(const FeatureOpinions& opinions, const std::string& judge) {
    return std::make_shared<const OpinionSummary>(summarise(opinions, judge));
}

std::pair<std::uint32_t, bool> insertOrFind(QHash<QString, std::uint32_t>& known, const QString& text,
                                            std::uint32_t next) {
    const auto found = known.constFind(text);
    if (found != known.constEnd()) {
        return {*found, false};
    }
    known.insert(text, next);
    return {next, true};
}

QString literalTip(QString text) {
    constexpr qsizetype longest = 800;
    if (text.size() > longest) {
        text = text.left(longest) + QChar(0x2026);
    }
    return text.isEmpty()
               ? QString()
               : QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(literalText(text).toHtmlEscaped());
}

}  // namespace

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
    m_labelRanks.clear();
    m_contrastScale = 1e-9;
    for (const FeatureRow& row : m_features) {
        m_contrastScale =
            std::max({m_contrastScale, std::abs(row.contrast.contrast), std::abs(row.contrast.contrastNormalised)});
    }
    rebuild(true);
    endResetModel();
}

void FeatureTableModel::setOpinions(const RatingBook& book, const std::string& judge) {
    beginResetModel();
    m_judge = judge;
    m_labelRanks.clear();
    for (FeatureRow& row : m_features) {
        row.opinions.reset();
    }
    for (const FeatureId feature : book.features()) {
        if (const FeatureRow* row = find(feature); row != nullptr) {
            m_features[static_cast<std::size_t>(row - m_features.data())].opinions = summaryOf(book.of(feature), judge);
        }
    }
    rebuild(true);
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, Llm, Agree);
}

void FeatureTableModel::setOpinion(FeatureId feature, const FeatureOpinions& opinions) {
    const FeatureRow* found = find(feature);
    if (found == nullptr) {
        return;
    }
    std::shared_ptr<const OpinionSummary>& said =
        m_features[static_cast<std::size_t>(found - m_features.data())].opinions;
    const QString before = found->said().label;
    said = summaryOf(opinions, m_judge);
    if (said->label != before) {
        m_labelRanks.clear();
    }
    if (const int row = rowOf(feature); row >= 0) {
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void FeatureTableModel::setSets(const std::vector<FeatureSet>& sets) {
    beginResetModel();
    std::map<FeatureId, QStringList> names;
    for (const FeatureSet& set : sets) {
        for (const FeatureSet::Member& member : set.members) {
            names[member.feature].append(QString::fromStdString(set.name));
        }
    }
    for (FeatureRow& row : m_features) {
        const auto in = names.find(row.contrast.feature);
        row.sets = in == names.end() ? nullptr : std::make_shared<const QStringList>(in->second);
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

void FeatureTableModel::restrictTo(const std::optional<std::vector<FeatureId>>& features) {
    beginResetModel();
    std::vector<bool> only;
    for (const FeatureId feature : features.value_or(std::vector<FeatureId>())) {
        if (find(feature) != nullptr) {
            only.resize(std::max<std::size_t>(only.size(), feature.value() + std::size_t{1}));
            only[feature.value()] = true;
        }
    }
    m_only = features ? std::optional(std::move(only)) : std::nullopt;
    rebuild(true);
    endResetModel();
}

void FeatureTableModel::rebuild(bool refilter) {
    if (refilter) {
        m_order.clear();
        for (std::uint32_t i = 0; i < m_features.size(); ++i) {
            const std::size_t id = m_features[i].contrast.feature.value();
            const bool in = !m_only || (id < m_only->size() && (*m_only)[id]);
            if (in && (m_filter.matchesEverything() || matches(m_filter, m_features[i]))) {
                m_order.push_back(i);
            }
        }
    }
    const std::vector<double>* labels = m_sortColumn == Label ? &labelRanks() : nullptr;
    sortRows(
        m_order,
        [&](std::uint32_t row) {
            return labels == nullptr ? featureValue(m_features[row], m_sortColumn) : (*labels)[row];
        },
        m_sortOrder == Qt::DescendingOrder);
    m_position.assign(m_features.size(), -1);
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        m_position[m_order[i]] = static_cast<std::int32_t>(i);
    }
}

/// Places of the labels in the order people expect; equal labels share one, no label has none. Comparing two texts
/// takes a collator far longer than comparing two of its keys, and the order holds until somebody says something else.
const std::vector<double>& FeatureTableModel::labelRanks() {
    if (m_labelRanks.size() == m_features.size()) {
        return m_labelRanks;
    }
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<std::uint32_t> named;
    std::vector<QCollatorSortKey> keys;
    QHash<QString, std::uint32_t> known;  // many features share the words of one explanation
    std::vector<std::uint32_t> keyOf(m_features.size());
    for (std::uint32_t i = 0; i < m_features.size(); ++i) {
        const QString& label = m_features[i].said().label;
        if (label.isEmpty()) {
            continue;
        }
        named.push_back(i);
        const auto [place, isNew] = insertOrFind(known, label, static_cast<std::uint32_t>(keys.size()));
        if (isNew) {
            keys.push_back(collator.sortKey(label));
        }
        keyOf[i] = place;
    }
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return keys[a].compare(keys[b]) < 0; });
    std::vector<double> rankOf(keys.size(), 0.0);
    for (std::size_t i = 1; i < order.size(); ++i) {
        const bool same = keys[order[i - 1]].compare(keys[order[i]]) == 0;
        rankOf[order[i]] = rankOf[order[i - 1]] + (same ? 0.0 : 1.0);
    }
    m_labelRanks.assign(m_features.size(), std::numeric_limits<double>::quiet_NaN());
    for (const std::uint32_t row : named) {
        m_labelRanks[row] = rankOf[keyOf[row]];
    }
    return m_labelRanks;
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
    switch (role) {
        case Qt::DisplayRole:
            return column == Label ? cellText(featureCellText(*row, column)) : featureCellText(*row, column);
        case NumberRole:
            return column == Label ? QVariant() : featureValue(*row, column);
        case BarRole:
            return column == Contrast || column == Normalised ? QVariant(featureValue(*row, column) / m_contrastScale)
                                                              : QVariant();
        case MarkRole:
            return static_cast<int>(featureCellMark(*row, column));
        case ExportRole:
            return featureCellExport(*row, column);
        case Qt::TextAlignmentRole:
            return static_cast<int>(featureAlignment(column));
        case Qt::ToolTipRole:
            return literalTip(featureCellHelp(*row, column, QString::fromStdString(m_judge)));
        case Qt::AccessibleTextRole: {
            const CellMark mark = featureCellMark(*row, column);
            return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QLatin1Char(' ') +
                   data(index, Qt::DisplayRole).toString() +
                   (mark == CellMark::Stable        ? QStringLiteral(", ") + tr("stable")
                    : mark == CellMark::Disputed    ? QStringLiteral(", ") + tr("disputed")
                    : mark == CellMark::Adjudicated ? QStringLiteral(", ") + tr("adjudicated")
                                                    : QString());
        }
        default:
            return {};
    }
}

QVariant FeatureTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    const auto column = static_cast<Column>(section);
    const FeatureColumnInfo info = featureColumnInfo(column, QString::fromStdString(m_judge));
    switch (role) {
        case Qt::DisplayRole:
            return info.name;
        case Qt::ToolTipRole:
            return literalTip(info.help);
        case KeyRole:
            return info.key;
        case Qt::TextAlignmentRole:
            return static_cast<int>(featureAlignment(column));
        default:
            return {};
    }
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
