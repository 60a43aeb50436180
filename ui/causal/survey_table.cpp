// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_table.h"

#include "ui/charts/series.h"
#include "ui/models/number_delegates.h"
#include "ui/models/sort_keys.h"
#include "ui/models/table_export.h"
#include "ui/theme/theme.h"
#include "ui/widgets/header_titles.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QTableView>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope {

void SurveyTable::show(std::vector<Column> columns, std::size_t rows, int sortColumn, Qt::SortOrder order) {
    beginResetModel();
    m_columns = std::move(columns);
    m_rows = rows;
    m_sortColumn = sortColumn;
    m_sortOrder = order;
    reorder();
    endResetModel();
}

void SurveyTable::reorder() {
    m_order.resize(m_rows);
    std::iota(m_order.begin(), m_order.end(), 0u);
    if (m_sortColumn < 0 || m_sortColumn >= static_cast<int>(m_columns.size())) {
        return;
    }
    const Column& column = m_columns[static_cast<std::size_t>(m_sortColumn)];
    const bool falling = m_sortOrder == Qt::DescendingOrder;
    if (column.value) {
        std::vector<double> keys(m_rows);
        for (std::size_t row = 0; row < m_rows; ++row) {
            keys[row] = column.value(row);
        }
        std::ranges::stable_sort(m_order, [&](std::uint32_t a, std::uint32_t b) {
            if (std::isnan(keys[a]) || std::isnan(keys[b])) {
                return !std::isnan(keys[a]) && std::isnan(keys[b]);
            }
            return falling ? keys[a] > keys[b] : keys[a] < keys[b];
        });
        return;
    }
    std::vector<QString> keys(m_rows);
    for (std::size_t row = 0; row < m_rows; ++row) {
        keys[row] = column.text(row);
    }
    std::ranges::stable_sort(
        m_order, [&](std::uint32_t a, std::uint32_t b) { return falling ? keys[a] > keys[b] : keys[a] < keys[b]; });
}

int SurveyTable::rowOfSource(std::size_t source) const {
    const auto found = std::ranges::find(m_order, static_cast<std::uint32_t>(source));
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

int SurveyTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows); }

int SurveyTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant SurveyTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) {
        return {};
    }
    const Column& column = m_columns[static_cast<std::size_t>(index.column())];
    const std::size_t row = sourceOf(index.row());
    switch (role) {
        case Qt::DisplayRole:
            if (column.text) {
                return column.text(row);
            }
            return std::isnan(column.value(row)) ? QStringLiteral("–") : formatNumber(column.value(row), 4);
        case Qt::TextAlignmentRole:
            return QVariant((column.value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case NumberRole:
            return column.value ? QVariant(column.value(row)) : QVariant();
        case ExportRole:
            if (column.value) {
                const double number = column.value(row);
                return std::isfinite(number) ? QVariant(number) : QVariant::fromValue(nullptr);
            }
            return column.text(row);
        case Qt::ToolTipRole:
            return column.value ? QVariant() : QVariant(plainToolTip(column.text(row)));
        default:
            return {};
    }
}

QVariant SurveyTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= static_cast<int>(m_columns.size())) {
        return {};
    }
    const Column& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
        case Qt::DisplayRole:
            return column.title;
        case KeyRole:
            return column.key;
        case Qt::ToolTipRole:
            return column.help.isEmpty() ? QVariant() : QVariant(plainToolTip(column.help));
        case Qt::TextAlignmentRole:
            return QVariant((column.value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        default:
            return {};
    }
}

void SurveyTable::sort(int column, Qt::SortOrder order) {
    if (column == m_sortColumn && order == m_sortOrder) {
        return;
    }
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::size_t> sources;
    for (const QModelIndex& one : before) {
        sources.push_back(sourceOf(one.row()));
    }
    m_sortColumn = column;
    m_sortOrder = order;
    reorder();
    std::vector<int> rows(m_rows);
    for (std::size_t i = 0; i < m_rows; ++i) {
        rows[m_order[i]] = static_cast<int>(i);
    }
    QModelIndexList after;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        after.append(index(rows[sources[i]], before[static_cast<qsizetype>(i)].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

QTableView* makeSurveyTable(SurveyTable* model, const QString& name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setItemDelegate(new PlainCellDelegate(table));
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table->horizontalHeader()->setSortIndicatorClearable(true);
    table->setSortingEnabled(true);
    offerSortKeys(table);
    table->setMinimumHeight(90);
    auto* copy = new QAction(SurveyTable::tr("Copy"), table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, table, [table] {
        QApplication::clipboard()->setText(tableAsTabs(*table->model(), table->selectionModel()->selectedRows()));
    });
    table->addAction(copy);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    // The text may have another size.
    QObject::connect(&ThemeManager::instance(), &ThemeManager::changed, table, [table] { fitSurveyTable(table); });
    return table;
}

void fitSurveyTable(QTableView* table) {
    // A few rows say enough: measuring ten thousand would hold the window up.
    table->horizontalHeader()->setResizeContentsPrecision(40);
    const int most = table->fontMetrics().averageCharWidth() * 34;
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        fitColumn(*table, column);
        table->setColumnWidth(column, std::min(most, table->columnWidth(column)));
    }
}

}  // namespace saferscope
