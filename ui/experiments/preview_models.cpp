// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/preview_models.h"

#include "ui/bridge/sentences.h"
#include "ui/experiments/ratio_chips.h"
#include "ui/experiments/strategy_look.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

QString countText(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

bool sameRatio(double a, double b) { return std::abs(a - b) < 1e-9; }

int aligned(bool right) { return static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter); }

}  // namespace

void SweepMatrixModel::setPreview(std::shared_ptr<const SweepPreview> preview) {
    beginResetModel();
    m_preview = std::move(preview);
    m_strategies = m_preview != nullptr ? m_preview->spec.strategies : std::vector<Strategy>();
    m_ratios = m_preview != nullptr ? m_preview->spec.ratios : std::vector<double>();
    endResetModel();
}

std::vector<const SweepCell*> SweepMatrixModel::cellsAt(int row, int column) const {
    std::vector<const SweepCell*> found;
    if (m_preview == nullptr || row < 0 || column < 0 || row >= rowCount() || column >= columnCount()) {
        return found;
    }
    for (const SweepCell& cell : m_preview->cells) {
        if (cell.kind == CellKind::Changed && cell.strategy == m_strategies[static_cast<std::size_t>(row)] &&
            sameRatio(cell.ratio, m_ratios[static_cast<std::size_t>(column)])) {
            found.push_back(&cell);
        }
    }
    std::sort(found.begin(), found.end(), [](const SweepCell* a, const SweepCell* b) { return a->seed < b->seed; });
    return found;
}

QModelIndex SweepMatrixModel::find(Strategy strategy, double ratio) const {
    const auto row = std::find(m_strategies.begin(), m_strategies.end(), strategy);
    const auto column =
        std::find_if(m_ratios.begin(), m_ratios.end(), [&](double one) { return sameRatio(one, ratio); });
    return row == m_strategies.end() || column == m_ratios.end()
               ? QModelIndex()
               : index(static_cast<int>(row - m_strategies.begin()), static_cast<int>(column - m_ratios.begin()));
}

int SweepMatrixModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_strategies.size());
}
int SweepMatrixModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ratios.size());
}

QVariant SweepMatrixModel::data(const QModelIndex& index, int role) const {
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole && role != NumberRole) {
        return {};
    }
    const std::vector<const SweepCell*> cells = cellsAt(index.row(), index.column());
    if (cells.empty()) {
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("–")) : QVariant();
    }
    if (role == NumberRole) {
        return static_cast<double>(cells.front()->changed);
    }
    const bool reused = std::all_of(cells.begin(), cells.end(), [](const SweepCell* cell) { return cell->reused; });
    if (role == Qt::DisplayRole) {
        return reused ? tr("%1 ✓").arg(countText(cells.front()->changed)) : countText(cells.front()->changed);
    }
    const auto done = std::count_if(cells.begin(), cells.end(), [](const SweepCell* cell) { return cell->reused; });
    QString text =
        tr("%1 at %2: %Ln pairs change; models: %3", nullptr, pluralOf(cells.front()->changed))
            .arg(strategyTitle(cells.front()->strategy), ratioText(cells.front()->ratio), countText(cells.size()));
    if (done > 0) {
        text += tr(", already there: %1").arg(done);
    }
    return role == Qt::ToolTipRole ? QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()) : text;
}

QVariant SweepMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole) {
        return orientation == Qt::Horizontal ? static_cast<int>(Qt::AlignCenter) : aligned(false);
    }
    if (role != Qt::DisplayRole || section < 0) {
        return {};
    }
    if (orientation == Qt::Horizontal) {
        return section < columnCount() ? QVariant(ratioText(m_ratios[static_cast<std::size_t>(section)])) : QVariant();
    }
    return section < rowCount() ? QVariant(strategyTitle(m_strategies[static_cast<std::size_t>(section)])) : QVariant();
}

void PlanEntriesModel::setPlan(std::shared_ptr<const SweepPreview> preview, const ExperimentPlan* plan) {
    beginResetModel();
    m_preview = std::move(preview);
    m_plan = plan;
    refilter();
    endResetModel();
}

void PlanEntriesModel::setFilter(const QString& text) {
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words != m_words) {
        beginResetModel();
        m_words = words;
        refilter();
        endResetModel();
    }
}

void PlanEntriesModel::refilter() {
    m_rows.clear();
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(totalRows()); ++i) {
        const PlanEntry& entry = m_plan->entries[i];
        const auto has = [&](const QString& word) {
            return QString::fromStdString(entry.id).contains(word, Qt::CaseInsensitive) ||
                   subsetOf(entry).contains(word, Qt::CaseInsensitive) ||
                   QString::fromStdString(entry.why).contains(word, Qt::CaseInsensitive);
        };
        if (m_words.isEmpty() || std::all_of(m_words.begin(), m_words.end(), has)) {
            m_rows.push_back(i);
        }
    }
}

QString PlanEntriesModel::subsetOf(const PlanEntry& entry) const {
    const auto found = m_preview->subsets.find(entry.id);
    return found == m_preview->subsets.end() ? QString() : QString::fromStdString(found->second);
}

int PlanEntriesModel::totalRows() const { return m_plan == nullptr ? 0 : static_cast<int>(m_plan->entries.size()); }

const PlanEntry* PlanEntriesModel::entryAt(int row) const {
    return row < 0 || row >= rowCount() ? nullptr : &m_plan->entries[m_rows[static_cast<std::size_t>(row)]];
}

int PlanEntriesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int PlanEntriesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PlanEntriesModel::data(const QModelIndex& index, int role) const {
    const PlanEntry* entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (entry == nullptr || index.column() >= ColumnCount) {
        return {};
    }
    const int rank = static_cast<int>(m_rows[static_cast<std::size_t>(index.row())]) + 1;
    const bool number = index.column() == Rank || index.column() == Number;
    switch (role) {
        case Qt::DisplayRole:
            return index.column() == Rank     ? countText(static_cast<std::size_t>(rank))
                   : index.column() == Id     ? QString::fromStdString(entry->id)
                   : index.column() == Subset ? subsetOf(*entry)
                   : index.column() == Number ? formatNumber(entry->score, 3)
                                              : sentence(entry->why);
        case ExportRole:
            return index.column() == Rank     ? QVariant(rank)
                   : index.column() == Number ? QVariant(entry->score)
                                              : QVariant();
        case Qt::TextAlignmentRole:
            return aligned(number);
        case Qt::ToolTipRole:
            return plainToolTip(index.column() == Id ? QString::fromStdString(entry->id) : sentence(entry->why));
        case Qt::AccessibleTextRole:
            return headerData(index.column(), Qt::Horizontal).toString() + QLatin1Char(' ') +
                   data(index, Qt::DisplayRole).toString();
        default:
            return {};
    }
}

QVariant PlanEntriesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return aligned(section == Rank || section == Number);
    }
    if (role == KeyRole) {
        const char* const keys[] = {"rank", "id", "subset", "signal", "why"};
        return QString::fromLatin1(keys[section]);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Rank:
            return tr("#");
        case Id:
            return tr("Pair");
        case Subset:
            return tr("Subset");
        case Number:
            return m_plan == nullptr ? tr("Signal") : QString::fromLatin1(signalName(m_plan->request.strategy));
        default:
            return tr("Why");
    }
}

void PlanOverlapModel::setPlans(const std::vector<Plan>& plans) {
    beginResetModel();
    m_strategies.clear();
    m_sizes.clear();
    std::vector<std::vector<std::uint64_t>> positions;
    for (const Plan& one : plans) {
        m_strategies.push_back(one.strategy);
        auto& mine = positions.emplace_back();
        for (const PlanEntry& entry : one.plan->entries) {
            mine.push_back(entry.position);
        }
        std::sort(mine.begin(), mine.end());
        m_sizes.push_back(mine.size());
    }
    m_shared.clear();
    for (const auto& first : positions) {
        for (const auto& second : positions) {
            std::vector<std::uint64_t> both;
            std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(both));
            m_shared.push_back(both.size());
        }
    }
    endResetModel();
}

std::size_t PlanOverlapModel::shared(int row, int column) const {
    return m_shared[static_cast<std::size_t>(row) * m_strategies.size() + static_cast<std::size_t>(column)];
}

double PlanOverlapModel::jaccard(int row, int column) const {
    const std::size_t both = shared(row, column);
    const std::size_t any = size(row) + size(column) - both;
    return any == 0 ? 1.0 : static_cast<double>(both) / static_cast<double>(any);
}

int PlanOverlapModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_strategies.size());
}
int PlanOverlapModel::columnCount(const QModelIndex& parent) const { return rowCount(parent); }

QVariant PlanOverlapModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount()) {
        return {};
    }
    const double value = jaccard(index.row(), index.column());
    const bool self = index.row() == index.column();
    switch (role) {
        case Qt::DisplayRole:
            return self ? QStringLiteral("–") : QLocale().toString(value, 'f', 2);
        case NumberRole:
            return value;
        case Qt::TextAlignmentRole:
            return static_cast<int>(Qt::AlignCenter);
        case Qt::BackgroundRole:
            return self ? QVariant() : QVariant(heatColor(value * 0.8));
        case Qt::ForegroundRole:
            return self ? QVariant(currentTheme().mutedText) : QVariant(readableTextOn(heatColor(value * 0.8)));
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole: {
            if (self) {
                return {};
            }
            const QString text = tr("%Ln of the %1 pairs of %2 are taken by %3 too.", nullptr,
                                    pluralOf(shared(index.row(), index.column())))
                                     .arg(countText(size(index.row())),
                                          strategyTitle(m_strategies[static_cast<std::size_t>(index.row())]),
                                          strategyTitle(m_strategies[static_cast<std::size_t>(index.column())]));
            return role == Qt::ToolTipRole ? QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()) : text;
        }
        default:
            return {};
    }
}

QVariant PlanOverlapModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (section < 0 || section >= rowCount()) {
        return {};
    }
    const QString name = strategyTitle(m_strategies[static_cast<std::size_t>(section)]);
    if (role == Qt::DisplayRole) {
        // Names at the side, numbers above: names in both places would not leave room for anything else.
        const QString number = QLocale().toString(section + 1);
        return orientation == Qt::Horizontal ? number : QStringLiteral("%1  %2").arg(number, name);
    }
    if (role == Qt::ToolTipRole) {
        return name;
    }
    return role == Qt::TextAlignmentRole
               ? QVariant(orientation == Qt::Horizontal ? static_cast<int>(Qt::AlignCenter) : aligned(false))
               : QVariant();
}

}  // namespace saferscope
