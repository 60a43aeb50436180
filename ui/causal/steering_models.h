// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/steering_profile.h"
#include "core/experiments/comparison.h"

#include <QAbstractTableModel>
#include <vector>

namespace saferscope {

QString operationTitle(FeatureOperation operation);  ///< "Scale"

/// The steering profiles of a workspace. GUI thread.
class SteeringListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Changes, Made, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setProfiles(std::vector<SteeringProfile> profiles);
    const std::vector<SteeringProfile>& profiles() const { return m_profiles; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<SteeringProfile> m_profiles;
};

/// What a profile does to each of its features; the numbers can be typed over. GUI thread.
class SteeringFactorsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Feature, Operation, Value, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setIntervention(Intervention intervention);
    const Intervention& intervention() const { return m_intervention; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    /// Somebody typed another number; the model has it already.
    void edited();

private:
    Intervention m_intervention;
};

/// Accuracy per section with and without the profile. GUI thread.
class SteeringEffectModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Section, Pairs, Before, After, Change, P, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setComparison(const Comparison& comparison);
    void clear();
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ComparisonRow> m_rows;  ///< all pairs first
};

}  // namespace saferscope
