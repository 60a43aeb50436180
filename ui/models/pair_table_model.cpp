// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/pair_table_model.h"

#include "ui/models/feature_table_model.h"
#include "ui/models/row_order.h"
#include "ui/widgets/labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope {

namespace {

/// "pair_9" before "pair_10". Plain digits and letters only, so that 100,000 ids rank in a blink.
bool naturalLess(const QString& a, const QString& b) {
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i].isDigit() && b[j].isDigit()) {
            const auto number = [](const QString& text, qsizetype& at) {
                while (at < text.size() - 1 && text[at] == u'0' && text[at + 1].isDigit()) {
                    ++at;
                }
                const qsizetype from = at;
                while (at < text.size() && text[at].isDigit()) {
                    ++at;
                }
                return QStringView(text).mid(from, at - from);
            };
            const QStringView x = number(a, i);
            const QStringView y = number(b, j);
            if (x.size() != y.size()) {
                return x.size() < y.size();
            }
            if (const int order = x.compare(y); order != 0) {
                return order < 0;
            }
        } else {
            const QChar x = a[i++].toLower();
            const QChar y = b[j++].toLower();
            if (x != y) {
                return x < y;
            }
        }
    }
    return a.size() - i < b.size() - j;
}

std::vector<double> rank(const std::vector<PairRow>& pairs, QString PairRow::*text) {
    std::vector<std::uint32_t> order(pairs.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return naturalLess(pairs[a].*text, pairs[b].*text); });
    std::vector<double> ranks(pairs.size());
    double current = 0.0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && naturalLess(pairs[order[i - 1]].*text, pairs[order[i]].*text)) {
            current += 1.0;
        }
        ranks[order[i]] = current;
    }
    return ranks;
}

}  // namespace

PairTableModel::PairTableModel(QObject* parent) : QAbstractTableModel(parent) {}

std::vector<PairRow> PairTableModel::rowsOf(const FeatureIndex& index) {
    std::vector<PairRow> rows;
    rows.reserve(index.pairCount());
    for (std::uint32_t i = 0; i < index.pairCount(); ++i) {
        PairRow row;
        row.index = PairIndex(i);
        row.record = index.pair(row.index);
        row.id = QString::fromStdString(row.record.id);
        row.subset = QString::fromStdString(row.record.subset);
        rows.push_back(std::move(row));
    }
    return rows;
}

void PairTableModel::setPairs(std::vector<PairRow> rows) {
    beginResetModel();
    m_pairs = std::move(rows);
    m_marginScale = 1e-9;
    for (const PairRow& row : m_pairs) {
        if (std::isfinite(row.margin())) {
            m_marginScale = std::max(m_marginScale, std::abs(row.margin()));
        }
    }
    m_textRank[0].clear();
    m_textRank[1].clear();
    refilter();
    endResetModel();
}

void PairTableModel::setScores(const std::vector<double>& scores) {
    beginResetModel();
    m_scoreScale = 1e-9;
    for (std::size_t i = 0; i < std::min(scores.size(), m_pairs.size()); ++i) {
        m_pairs[i].score = scores[i];
        m_scoreScale = std::isfinite(scores[i]) ? std::max(m_scoreScale, std::abs(scores[i])) : m_scoreScale;
    }
    refilter();
    endResetModel();
}

void PairTableModel::setFilter(FilterExpression filter) {
    beginResetModel();
    m_filter = std::move(filter);
    refilter();
    endResetModel();
}

void PairTableModel::refilter() {
    m_order.clear();
    for (std::uint32_t i = 0; i < m_pairs.size(); ++i) {
        if (m_filter.matchesEverything() || matches(m_filter, m_pairs[i])) {
            m_order.push_back(i);
        }
    }
    resort();
}

void PairTableModel::resort() {
    sortRows(
        m_order, [this](std::uint32_t row) { return key(row, m_sortColumn); }, m_sortOrder == Qt::DescendingOrder);
    m_position.assign(m_pairs.size(), -1);
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        m_position[m_order[i]] = static_cast<std::int32_t>(i);
    }
}

double PairTableModel::key(std::uint32_t row, Column column) const {
    const PairRow& pair = m_pairs[row];
    switch (column) {
        case Id:
        case Subset: {
            std::vector<double>& ranks = m_textRank[column == Id ? 0 : 1];
            if (ranks.size() != m_pairs.size()) {
                ranks = rank(m_pairs, column == Id ? &PairRow::id : &PairRow::subset);
            }
            return ranks[row];
        }
        case RewardChosen:
            return static_cast<double>(pair.record.rewardChosen);
        case RewardRejected:
            return static_cast<double>(pair.record.rewardRejected);
        case Margin:
            return pair.margin();
        case Score:
            return pair.score;
        case Verdict:
        case ColumnCount:
            break;
    }
    return pair.flipped() ? 1.0 : 0.0;
}

const PairRow* PairTableModel::pairAt(int row) const {
    return row >= 0 && row < static_cast<int>(m_order.size()) ? &m_pairs[m_order[static_cast<std::size_t>(row)]]
                                                              : nullptr;
}

const PairRow* PairTableModel::find(PairIndex pair) const {
    return pair.value() < m_pairs.size() ? &m_pairs[pair.value()] : nullptr;
}

int PairTableModel::rowOf(PairIndex pair) const {
    return pair.value() < m_position.size() ? m_position[pair.value()] : -1;
}

int PairTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int PairTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PairTableModel::data(const QModelIndex& index, int role) const {
    const PairRow* row = index.isValid() && index.column() < ColumnCount ? pairAt(index.row()) : nullptr;
    if (row == nullptr) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    const double value = key(m_order[static_cast<std::size_t>(index.row())], column);
    const bool textual = column == Id || column == Subset || column == Verdict;
    if (role == NumberRole && (!textual || column == Verdict)) {
        return value;
    }
    if (role == ExportRole && (column == Id || column == Subset)) {
        return column == Id ? row->id : row->subset;  // whole, as it is
    }
    if (role == BarRole && column == Margin) {
        return value / m_marginScale;
    }
    if (role == BarRole && column == Score) {
        return value / m_scoreScale;
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((textual ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
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
            return cellText(row->id);
        case Subset:
            return cellText(row->subset);
        case RewardChosen:
        case RewardRejected:
            return formatNumber(value, 2);
        case Margin:
            return value > 0 ? QLatin1Char('+') + formatNumber(value, 2) : formatNumber(value, 2);
        case Score:
            return formatContrast(value);
        case Verdict:
            return row->flipped() ? tr("prefers rejected") : tr("agrees");
        case ColumnCount:
            break;
    }
    return {};
}

QVariant PairTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    struct Header {
        QString name;
        QString help;
    };
    const Header headers[ColumnCount] = {
        {tr("Pair"), tr("Name of the pair in its data set")},
        {tr("Subset"), tr("Group the pair belongs to")},
        {tr("Chosen"), tr("Reward of the chosen answer")},
        {tr("Rejected"), tr("Reward of the rejected answer")},
        {tr("Margin"), tr("Reward of the chosen answer minus reward of the rejected one")},
        {tr("Score"),
         tr("Mean signed activity of the kept features in the chosen answer minus the same in the rejected "
            "one")},
        {tr("Verdict"), tr("Whether the reward model agrees with the people who chose")},
    };
    if (role == Qt::DisplayRole) {
        return headers[section].name;
    }
    if (role == KeyRole) {
        static const QString keys[ColumnCount] = {
            QStringLiteral("pair"),   QStringLiteral("subset"), QStringLiteral("chosen"), QStringLiteral("rejected"),
            QStringLiteral("margin"), QStringLiteral("score"),  QStringLiteral("verdict")};
        return keys[section];
    }
    if (role == Qt::ToolTipRole) {
        return QStringLiteral("<p>%1</p>").arg(headers[section].help.toHtmlEscaped());
    }
    if (role == Qt::TextAlignmentRole) {
        const bool textual = section == Id || section == Subset || section == Verdict;
        return static_cast<int>((textual ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    return {};
}

void PairTableModel::sort(int column, Qt::SortOrder order) {
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
    resort();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        after.append(index(m_position[kept[static_cast<std::size_t>(i)]], before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

}  // namespace saferscope
