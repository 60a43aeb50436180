// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/feature_set_model.h"

#include "ui/models/feature_table_model.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

void FeatureSetModel::setMembers(const std::vector<FeatureSet::Member>& members, const RatingBook& book) {
    beginResetModel();
    m_members = members;
    m_labels.clear();
    m_scale = 1e-9;
    for (const FeatureSet::Member& member : m_members) {
        m_labels.push_back(QString::fromStdString(book.of(member.feature).label));
        m_scale = std::max(m_scale, std::abs(member.contrast));
    }
    endResetModel();
}

int FeatureSetModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_members.size());
}

int FeatureSetModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FeatureSetModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= ColumnCount) {
        return {};
    }
    const auto row = static_cast<std::size_t>(index.row());
    const FeatureSet::Member& member = m_members[row];
    switch (role) {
        case Qt::DisplayRole:
            return index.column() == Id ? QString::number(member.feature.value()) +
                                              (member.byHand ? QStringLiteral(" ") + tr("(by hand)") : QString())
                   : index.column() == Label ? m_labels[row]
                                             : formatContrast(member.contrast);
        case NumberRole:
            return index.column() == Contrast ? QVariant(member.contrast) : QVariant();
        case BarRole:
            return index.column() == Contrast ? QVariant(member.contrast / m_scale) : QVariant();
        case Qt::TextAlignmentRole:
            return static_cast<int>((index.column() == Contrast ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case Qt::AccessibleTextRole:
            return headerData(index.column(), Qt::Horizontal).toString() + QLatin1Char(' ') +
                   data(index, Qt::DisplayRole).toString();
        default:
            return {};
    }
}

QVariant FeatureSetModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == Contrast ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Id ? tr("Feature") : section == Label ? tr("Label") : tr("Contrast");
}

}  // namespace saferscope
