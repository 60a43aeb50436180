// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_models.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace saferscope {
namespace {

QString shortNumber(double value) { return QLocale().toString(value, 'g', 6); }

QString percent(double share) { return QLocale().toString(100.0 * share, 'f', 1) + QStringLiteral(" %"); }

/// A difference of two shares in percentage points.
QString points(double share) {
    const double rounded = std::round(1000.0 * share) / 10.0;
    const QString text = QLocale().toString(std::abs(rounded), 'f', 1);
    return (rounded > 0.0 ? QStringLiteral("+") : rounded < 0.0 ? QStringLiteral("\u2212") : QString()) + text;
}

constexpr int textAlignment = static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter);
constexpr int numberAlignment = static_cast<int>(Qt::AlignRight) | static_cast<int>(Qt::AlignVCenter);

}  // namespace

QString operationTitle(FeatureOperation operation) {
    switch (operation) {
        case FeatureOperation::Ablate:
            return QCoreApplication::translate("SteeringPanel", "Ablate");
        case FeatureOperation::Scale:
            return QCoreApplication::translate("SteeringPanel", "Scale by");
        case FeatureOperation::Clamp:
            return QCoreApplication::translate("SteeringPanel", "Clamp to");
        case FeatureOperation::Add:
            return QCoreApplication::translate("SteeringPanel", "Add");
    }
    return {};
}

void SteeringListModel::setProfiles(std::vector<SteeringProfile> profiles) {
    beginResetModel();
    m_profiles = std::move(profiles);
    endResetModel();
}

int SteeringListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_profiles.size());
}

int SteeringListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SteeringListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && index.column() == Changes) {
        return numberAlignment;
    }
    const SteeringProfile& profile = m_profiles[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) {
        return index.column() == Name   ? plainToolTip(QString::fromStdString(profile.name))
               : index.column() == Made ? plainToolTip(QString::fromStdString(profile.createdAt))
                                        : QVariant();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case Name:
            return QString::fromStdString(profile.name);
        case Changes:
            return static_cast<int>(profile.intervention.changes.size());
        case Made:
            return QString::fromStdString(profile.createdAt).left(10);
        default:
            return {};
    }
}

QVariant SteeringListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return section == Changes ? numberAlignment : textAlignment;
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    const QString titles[ColumnCount] = {tr("Name"), tr("Features"), tr("Made")};
    return titles[section];
}

void SteeringFactorsModel::setIntervention(Intervention intervention) {
    beginResetModel();
    m_intervention = std::move(intervention);
    endResetModel();
}

int SteeringFactorsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_intervention.changes.size());
}

int SteeringFactorsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SteeringFactorsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const FeatureChange& change = m_intervention.changes[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole) {
        return index.column() == Value ? numberAlignment : textAlignment;  // a feature's number is a name
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole) {
        return {};
    }
    switch (index.column()) {
        case Feature:
            return change.feature.value();
        case Operation:
            return operationTitle(change.operation);
        default:
            if (change.operation == FeatureOperation::Ablate) {
                return {};
            }
            return role == Qt::EditRole ? shortNumber(change.value)
                                        : QLocale().toString(change.value, 'g', 4).replace(u'-', u'\u2212');
    }
}

QVariant SteeringFactorsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return section == Value ? numberAlignment : textAlignment;
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    const QString titles[ColumnCount] = {tr("Feature"), tr("Change"), tr("Value")};
    return titles[section];
}

Qt::ItemFlags SteeringFactorsModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Value &&
        m_intervention.changes[static_cast<std::size_t>(index.row())].operation != FeatureOperation::Ablate) {
        flags |= Qt::ItemIsEditable;
    }
    return flags;
}

bool SteeringFactorsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    bool isNumber = false;
    const double number = QLocale().toDouble(value.toString().trimmed(), &isNumber);
    if (role != Qt::EditRole || (flags(index) & Qt::ItemIsEditable) == 0 || !isNumber || !std::isfinite(number)) {
        return false;
    }
    double& held = m_intervention.changes[static_cast<std::size_t>(index.row())].value;
    if (shortNumber(held) != shortNumber(number)) {  // leaving a cell as it is must not round it
        held = number;
        Q_EMIT dataChanged(index, index);
        Q_EMIT edited();
    }
    return true;
}

void SteeringEffectModel::setComparison(const Comparison& comparison) {
    beginResetModel();
    m_rows = {comparison.overall};
    m_rows.front().name = "all";
    m_rows.insert(m_rows.end(), comparison.rows.begin(), comparison.rows.end());
    endResetModel();
}

void SteeringEffectModel::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int SteeringEffectModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SteeringEffectModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SteeringEffectModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return index.column() == Section ? QVariant() : QVariant(numberAlignment);
    }
    const ComparisonRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == Section) {
        // What narrow windows cut or leave out.
        return plainToolTip(
            tr("%1: %Ln pairs, %2 right without the profile, %3 with it", nullptr, pluralOf(row.counts.pairs()))
                .arg(QString::fromStdString(row.name), percent(row.baselineAccuracy), percent(row.accuracy)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case Section:
            return QString::fromStdString(row.name);
        case Pairs:
            return QLocale().toString(static_cast<qulonglong>(row.counts.pairs()));
        case Before:
            return percent(row.baselineAccuracy);
        case After:
            return percent(row.accuracy);
        case Change:
            return tr("%1 (%2, %3)").arg(points(row.difference), points(row.ci.low), points(row.ci.high));
        default:
            return row.adjusted < 0.001 ? tr("< 0.001") : QLocale().toString(row.adjusted, 'f', 3);
    }
}

QVariant SteeringEffectModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == Section ? textAlignment : numberAlignment;
    }
    if (role == Qt::ToolTipRole && section == Change) {
        return plainToolTip(tr("Accuracy with the profile less accuracy without, in percentage points"));
    }
    if (role == Qt::ToolTipRole && section == P) {
        return tr("Exact McNemar test of equal accuracy; sections are adjusted for their number (Holm)");
    }
    const QString titles[ColumnCount] = {tr("Section"),          tr("Pairs"), tr("Without"), tr("With"),
                                         tr("Points (95 % CI)"), tr("p")};
    return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
}

}  // namespace saferscope
