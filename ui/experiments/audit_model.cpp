// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_model.h"

#include "ui/models/feature_table_model.h"
#include "ui/models/row_order.h"

#include <QLocale>
#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace saferscope {
namespace {

/// Place of each text in byte order; equal ones share it.
std::vector<double> placesOf(std::size_t count, const std::function<const std::string&(std::uint32_t)>& text) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); });
    std::vector<double> places(count);
    double place = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        place += i > 0 && text(order[i - 1]) != text(order[i]) ? 1.0 : 0.0;
        places[order[i]] = place;
    }
    return places;
}

bool isText(int column) {
    return column == AuditModel::Id || column == AuditModel::Subset || column == AuditModel::Truth;
}

}  // namespace

AuditModel::AuditModel(QObject* parent) : QAbstractTableModel(parent) {}

void AuditModel::setReport(std::shared_ptr<const AuditReport> report) {
    beginResetModel();
    m_report = std::move(report);
    m_idRank.clear();
    m_subsetRank.clear();
    rank();
    order();
    endResetModel();
}

void AuditModel::setSuspicion(Suspicion by) {
    beginResetModel();
    m_by = by;
    m_sortColumn = Rank;
    m_sortOrder = Qt::AscendingOrder;
    rank();
    order();
    endResetModel();
}

void AuditModel::rank() {
    const std::size_t count = m_report == nullptr ? 0 : m_report->ranking.rows.size();
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0u);  // by `combined`, ties by id: also the order of ties below
    if (m_by != Suspicion::Combined) {
        sortRows(
            rows, [this](std::uint32_t row) { return m_report->ranking.rows[row].suspicion(m_by); }, true);
    }
    m_rank.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        m_rank[rows[i]] = i;
    }
}

void AuditModel::order() {
    if (m_report != nullptr && m_idRank.empty() && (m_sortColumn == Id || m_sortColumn == Subset)) {
        const auto& rows = m_report->ranking.rows;
        m_idRank = placesOf(rows.size(), [&](std::uint32_t i) -> const std::string& { return rows[i].id; });
        m_subsetRank = placesOf(rows.size(), [&](std::uint32_t i) -> const std::string& {
            return m_report->data.pairs[rows[i].position].subset;
        });
    }
    m_order.resize(m_rank.size());
    std::iota(m_order.begin(), m_order.end(), 0u);
    sortRows(
        m_order, [this](std::uint32_t row) { return key(row, m_sortColumn); }, m_sortOrder == Qt::DescendingOrder);
}

std::optional<bool> AuditModel::truth(std::uint32_t row) const {
    return m_report->truth ? (*m_report->truth)[m_report->ranking.rows[row].position] : std::nullopt;
}

double AuditModel::key(std::uint32_t row, Column column) const {
    const AuditRow& one = m_report->ranking.rows[row];
    switch (column) {
        case Combined:
            return one.combined;
        case Score:
            return one.score;
        case Margin:
            return one.margin;
        case Loss:
            return one.loss;
        case Truth: {
            const auto bad = truth(row);
            return bad ? (*bad ? 1.0 : 0.0) : std::numeric_limits<double>::quiet_NaN();
        }
        case Id:
        case Subset:
            return (column == Id ? m_idRank : m_subsetRank)[row];
        case Rank:
        case ColumnCount:
            break;
    }
    return m_rank[row];
}

const AuditRow* AuditModel::rowAt(int row) const {
    return row >= 0 && row < static_cast<int>(m_order.size())
               ? &m_report->ranking.rows[m_order[static_cast<std::size_t>(row)]]
               : nullptr;
}

int AuditModel::rowOfPosition(std::uint64_t position) const {
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        if (m_report->ranking.rows[m_order[i]].position == position) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int AuditModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int AuditModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant AuditModel::data(const QModelIndex& index, int role) const {
    const AuditRow* one = index.isValid() && index.column() < ColumnCount ? rowAt(index.row()) : nullptr;
    if (one == nullptr) {
        return {};
    }
    const std::uint32_t row = m_order[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isText(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role == Qt::AccessibleTextRole) {
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + QLatin1Char(' ') +
               data(index, Qt::DisplayRole).toString();
    }
    if (role == NumberRole && !isText(column)) {
        return key(row, column) + (column == Rank ? 1.0 : 0.0);
    }
    if (role == ExportRole && column == Rank) {
        return static_cast<int>(m_rank[row] + 1);
    }
    if (role == ExportRole && column == Truth) {
        const auto bad = truth(row);
        return bad ? QVariant(*bad) : QVariant::fromValue(nullptr);
    }
    if (role == ExportRole && !isText(column)) {
        return key(row, column);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
        case Rank:
            return QLocale().toString(m_rank[row] + 1);
        case Id:
            return QString::fromStdString(one->id);
        case Subset:
            return QString::fromStdString(m_report->data.pairs[one->position].subset);
        case Combined:
            return formatNumber(one->combined, 2);
        case Score:
            return formatContrast(one->score);
        case Margin:
        case Loss:
            return formatNumber(key(row, column), 2);
        case Truth: {
            const auto bad = truth(row);
            return bad ? (*bad ? tr("✗ wrong") : tr("right")) : QString();
        }
        case ColumnCount:
            break;
    }
    return {};
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    struct Header {
        const char* key;
        QString name;
        QString help;
    };
    const Header headers[ColumnCount] = {
        {"rank", tr("Rank"), tr("1 is the most suspicious by what Suspicion says")},
        {"id", tr("Pair"), tr("Name of the pair in its data set")},
        {"subset", tr("Subset"), tr("Group the pair belongs to")},
        {"suspicion", tr("Combined"), tr("Mean of the normal scores of -score_safe and of the loss: high is suspect")},
        {"score", tr("score_safe"), tr("What the kept features say for the chosen answer: low is suspect")},
        {"margin", tr("Margin"), tr("Reward of the chosen answer minus that of the rejected one: low is suspect")},
        {"loss", tr("Loss"), tr("-log σ(margin) in nats: high is suspect")},
        {"bad", tr("Truth"), tr("Whether the label is known to be wrong")},
    };
    if (role == Qt::DisplayRole) {
        return headers[section].name;
    }
    if (role == KeyRole) {
        return QString::fromLatin1(headers[section].key);
    }
    if (role == Qt::ToolTipRole) {
        return QStringLiteral("<p>%1</p>").arg(headers[section].help.toHtmlEscaped());
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    return {};
}

void AuditModel::sort(int column, Qt::SortOrder sortOrder) {
    if (column < 0 || column >= ColumnCount) {
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint32_t> kept;
    for (const QModelIndex& one : before) {
        kept.push_back(m_order[static_cast<std::size_t>(one.row())]);
    }
    m_sortColumn = static_cast<Column>(column);
    m_sortOrder = sortOrder;
    order();
    std::vector<int> places(m_order.size());
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        places[m_order[i]] = static_cast<int>(i);
    }
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        after.append(index(places[kept[static_cast<std::size_t>(i)]], before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

}  // namespace saferscope
