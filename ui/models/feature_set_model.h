// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/feature_set.h"
#include "core/data/rating_book.h"

#include <QAbstractTableModel>

namespace saferscope {

/// The members of a feature set, strongest first, with the labels people gave them. Read-only.
class FeatureSetModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, Label, Contrast, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setMembers(const std::vector<FeatureSet::Member>& members, const RatingBook& book);
    FeatureId featureAt(int row) const { return m_members[static_cast<std::size_t>(row)].feature; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<FeatureSet::Member> m_members;
    std::vector<QString> m_labels;
    double m_scale = 1.0;
};

}  // namespace saferscope
