// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_tables.h"

#include "ui/experiments/results_words.h"
#include "ui/experiments/strategy_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QFont>
#include <QLocale>
#include <cmath>

namespace saferscope {
namespace {

QVariant sortKey(const SweepPoint& point, int column) {
    const bool changed = point.kind == CellKind::Changed;
    switch (column) {
        case SweepPointsModel::Ratio:
            return changed ? QVariant(point.ratio) : QVariant();
        case SweepPointsModel::Pairs:
            return QVariant::fromValue<qulonglong>(point.items);
        case SweepPointsModel::Accuracy:
            return point.accuracy;
        case SweepPointsModel::AccuracyCi:
            return point.ci.high - point.ci.low;
        case SweepPointsModel::WonBack:
            return point.recovered ? QVariant(*point.recovered) : QVariant();
        case SweepPointsModel::Section:
        case SweepPointsModel::Model:
        case SweepPointsModel::Result:
            return SweepPointsModel::text(point, column);
        default:
            break;
    }
    if (!point.compared) {
        return {};
    }
    switch (column) {
        case SweepPointsModel::Difference:
            return point.difference;
        case SweepPointsModel::DifferenceCi:
            return point.differenceCi.high - point.differenceCi.low;
        case SweepPointsModel::Gained:
            return QVariant::fromValue<qulonglong>(point.gained);
        case SweepPointsModel::Lost:
            return QVariant::fromValue<qulonglong>(point.lost);
        case SweepPointsModel::P:
            return point.p;
        default:
            return point.adjusted;
    }
}

QString explain(int column) {
    switch (column) {
        case SweepPointsModel::Pairs:
            return SweepPointsModel::tr("Pairs of the section that every seed's model judged, and how many models");
        case SweepPointsModel::Accuracy:
            return SweepPointsModel::tr("Mean over seeds, subsets weighted as the suite says");
        case SweepPointsModel::AccuracyCi:
            return SweepPointsModel::tr("95 % interval over pairs and seeds");
        case SweepPointsModel::Difference:
            return SweepPointsModel::tr("Points above the baseline, matched by pair and seed");
        case SweepPointsModel::DifferenceCi:
            return SweepPointsModel::tr("95 % interval of the difference, over pairs and seeds");
        case SweepPointsModel::Gained:
            return SweepPointsModel::tr("Verdicts right now and wrong in the baseline, summed over seeds");
        case SweepPointsModel::Lost:
            return SweepPointsModel::tr("Verdicts wrong now and right in the baseline, summed over seeds");
        case SweepPointsModel::P:
            return SweepPointsModel::tr("One seed: McNemar's exact test. Several: Obuchowski's, pairs as clusters");
        case SweepPointsModel::Adjusted:
            return SweepPointsModel::tr("By Holm's method over the rows of the section");
        case SweepPointsModel::Result:
            return SweepPointsModel::tr("A change: the interval leaves out 0 and the adjusted p is below 0.05");
        case SweepPointsModel::WonBack:
            return SweepPointsModel::tr("Share of the reference's lead over the baseline");
        default:
            return {};
    }
}

QString number(std::uint64_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

QString margin(double value) {
    const QString digits = QLocale().toString(std::abs(value), 'f', 2);
    return value < 0 ? QChar(0x2212) + digits : digits;
}

}  // namespace

void SweepPointsModel::setPoints(std::vector<SweepPoint> points) {
    beginResetModel();
    m_points = std::move(points);
    endResetModel();
}

const SweepPoint* SweepPointsModel::pointAt(int row) const {
    return row >= 0 && row < rowCount() ? &m_points[static_cast<std::size_t>(row)] : nullptr;
}

QString SweepPointsModel::header(int column) {
    switch (column) {
        case Section:
            return tr("Section");
        case Model:
            return tr("Model");
        case Ratio:
            return tr("Ratio");
        case Pairs:
            return tr("Pairs");
        case Accuracy:
            return tr("Accuracy");
        case AccuracyCi:
        case DifferenceCi:
            return tr("95 % CI");
        case Difference:
            return tr("Difference");
        case Gained:
            return tr("Gained");
        case Lost:
            return tr("Lost");
        case P:
            return tr("p");
        case Adjusted:
            return tr("p (Holm)");
        case Result:
            return tr("Change");
        case WonBack:
            return tr("Won back");
        default:
            return {};
    }
}

QString SweepPointsModel::text(const SweepPoint& point, int column) {
    const QString none = QStringLiteral("–");
    const bool changed = point.kind == CellKind::Changed;
    switch (column) {
        case Section:
            return sweepSectionTitle(point.section);
        case Model:
            return changed ? strategyTitle(point.strategy) : sweepPointTitle(point);
        case Ratio:
            return changed ? percentText(point.ratio) : none;
        case Pairs:
            return tr("%1 × %2").arg(number(point.items), number(point.seeds));
        case Accuracy:
            return sweepPercent(point.accuracy);
        case AccuracyCi:
            return sweepPercentInterval(point.ci);
        case WonBack:
            return point.recovered ? sweepShare(*point.recovered) : none;
        default:
            break;
    }
    if (!point.compared) {
        return none;
    }
    switch (column) {
        case Difference:
            return sweepPoints(point.difference);
        case DifferenceCi:
            return sweepPointsInterval(point.differenceCi);
        case Gained:
            return number(point.gained);
        case Lost:
            return number(point.lost);
        case P:
            return sweepP(point.p);
        case Adjusted:
            return sweepP(point.adjusted);
        case Result:
            return !isEstablished(point) ? tr("not clear") : point.difference < 0 ? tr("lower") : tr("higher");
        default:
            return {};
    }
}

int SweepPointsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_points.size());
}

int SweepPointsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SweepPointsModel::data(const QModelIndex& index, int role) const {
    const SweepPoint* point = pointAt(index.row());
    if (point == nullptr) {
        return {};
    }
    const int column = index.column();
    const bool words = column == Section || column == Model || column == Result;
    switch (role) {
        case Qt::DisplayRole:
            return text(*point, column);
        case SortRole:
            return sortKey(*point, column);
        case Qt::TextAlignmentRole:
            return QVariant((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        case Qt::ForegroundRole:
            if (column == Result && isEstablished(*point)) {
                return point->difference < 0 ? currentTheme().rejected : currentTheme().chosen;
            }
            return column == Result ? QVariant(currentTheme().mutedText) : QVariant();
        case Qt::FontRole:
            return isEstablished(*point) && (column == Result || column == Difference) ? QVariant(strongFont())
                                                                                       : QVariant();
        default:
            return {};
    }
}

QVariant SweepPointsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const bool words = section == Section || section == Model || section == Result;
    switch (role) {
        case Qt::DisplayRole:
            return header(section);
        case Qt::ToolTipRole:
            return explain(section);
        case Qt::TextAlignmentRole:
            return QVariant((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        default:
            return {};
    }
}

void SweepPointsOrder::setSection(const std::string& section) {
    m_section = section;
    invalidateFilter();
}

bool SweepPointsOrder::filterAcceptsRow(int row, const QModelIndex&) const {
    const SweepPoint* point = static_cast<const SweepPointsModel*>(sourceModel())->pointAt(row);
    return m_section.empty() || (point != nullptr && point->section == m_section);
}

bool SweepPointsOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(SweepPointsModel::SortRole);
    const QVariant b = right.data(SweepPointsModel::SortRole);
    if (a.isValid() != b.isValid()) {
        return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    }
    if (a.typeId() == QMetaType::QString) {
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    }
    return a.toDouble() < b.toDouble();
}

void SweepFlipsModel::setFlips(std::vector<SweepFlip> flips) {
    beginResetModel();
    m_flips = std::move(flips);
    endResetModel();
}

const SweepFlip* SweepFlipsModel::flipAt(int row) const {
    return row >= 0 && row < rowCount() ? &m_flips[static_cast<std::size_t>(row)] : nullptr;
}

int SweepFlipsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_flips.size());
}

int SweepFlipsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SweepFlipsModel::data(const QModelIndex& index, int role) const {
    const SweepFlip* flip = flipAt(index.row());
    if (flip == nullptr) {
        return {};
    }
    const bool words = index.column() == Id || index.column() == Subset;
    if (role == Qt::TextAlignmentRole) {
        return QVariant((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && words) {
        return plainToolTip(data(index).toString());  // the column may be too narrow for it
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case Id:
            return QString::fromStdString(flip->id);
        case Subset:
            return QString::fromStdString(flip->subset);
        case Lost:
            return number(flip->lost);
        case Gained:
            return number(flip->gained);
        case Before:
            return margin(flip->before);
        default:
            return margin(flip->after);
    }
}

QVariant SweepFlipsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const bool words = section == Id || section == Subset;
    if (role == Qt::TextAlignmentRole) {
        return QVariant((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    const QStringList names = {tr("Pair"), tr("Subset"), tr("Lost"), tr("Gained"), tr("Before"), tr("After")};
    const QStringList help = {{},
                              {},
                              tr("Seeds in which it is wrong now and was right"),
                              tr("Seeds in which it is right now and was wrong"),
                              tr("Margin of the baseline, mean over seeds"),
                              tr("Margin now, mean over seeds")};
    return role == Qt::DisplayRole   ? QVariant(names.value(section))
           : role == Qt::ToolTipRole ? QVariant(help.value(section))
                                     : QVariant();
}

}  // namespace saferscope
