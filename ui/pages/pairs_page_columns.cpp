// SPDX-License-Identifier: GPL-3.0-or-later
// How wide the columns of the table are, and the table beside the texts.
#include "ui/models/pair_table_model.h"
#include "ui/pages/pairs_page.h"

#include <QAbstractItemDelegate>
#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSplitter>
#include <QStyle>
#include <QTableView>
#include <algorithm>

namespace saferscope {

namespace {

constexpr int usualSide = 384;  ///< of the table
constexpr int widestName = 160;
constexpr int usualWidths[PairTableModel::ColumnCount] = {122, 76, 74, 78, 118, 130, 130};

/// What the rows of a column need, by some of them: later names are longer, as they count.
int contentWidth(const QTableView& table, int column) {
    constexpr int rows = 50;
    QStyleOptionViewItem option;
    option.widget = &table;
    option.font = table.font();
    option.fontMetrics = table.fontMetrics();
    int needed = 0;
    const int count = table.model()->rowCount();
    for (int i = 0; i < std::min(rows, count); ++i) {
        const int row = static_cast<int>(static_cast<qint64>(i) * (count - 1) / std::max(1, std::min(rows, count) - 1));
        const QModelIndex cell = table.model()->index(row, column);
        needed = std::max(needed, table.itemDelegateForIndex(cell)->sizeHint(option, cell).width());
    }
    return needed + 1;
}

int nameWidth(const QTableView& table) {
    return std::clamp(contentWidth(table, PairTableModel::Id), usualWidths[PairTableModel::Id], widestName);
}

/// Cut in the middle one can still tell them apart.
int leastName(const QTableView& table) { return table.fontMetrics().averageCharWidth() * 12; }

}  // namespace

void PairsPage::startColumns() {
    m_fitted.assign(PairTableModel::ColumnCount, 0);
    for (int i = 0; i < PairTableModel::ColumnCount; ++i) {
        m_table->setColumnWidth(i, usualWidths[i]);
        m_fitted[static_cast<std::size_t>(i)] = usualWidths[i];
    }
    m_table->viewport()->installEventFilter(this);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            [this](int section) { m_ownWidths = m_ownWidths || (section == PairTableModel::Id && !m_fitting); });
    fitColumns();
    connect(&ThemeManager::instance(), &ThemeManager::changed, m_table, [this] { fitColumns(); });
}

/// Other languages, larger text and larger numbers need more. A width that somebody has drawn stays while it is enough.
void PairsPage::fitColumns() {
    const QScopedValueRollback fitting(m_fitting, true);
    const QHeaderView* header = m_table->horizontalHeader();
    for (int i = 0; i < PairTableModel::ColumnCount; ++i) {
        const QString head = m_table->model()->headerData(i, Qt::Horizontal).toString();
        int needed = std::max(header->sectionSizeHint(i), header->fontMetrics().horizontalAdvance(head) + 34);
        if (i != PairTableModel::Id && i != PairTableModel::Subset) {
            needed = std::max(needed, contentWidth(*m_table, i));
        }
        int& fitted = m_fitted[static_cast<std::size_t>(i)];
        if (m_table->columnWidth(i) < needed || m_table->columnWidth(i) == fitted) {
            fitted = std::max(needed, usualWidths[i]);
            m_table->setColumnWidth(i, fitted);
        }
    }
    fitSide();
    shortenNames();
}

/// The table is as wide as names, subset and margin need, until somebody moves the splitter.
void PairsPage::fitSide() {
    if (m_ownSide || !m_splitter->isVisible()) {
        return;
    }
    const int bar = m_table->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_table->verticalScrollBar());
    const int others = m_table->columnWidth(PairTableModel::Subset) + m_table->columnWidth(PairTableModel::Margin) +
                       bar + 2 * spacing(5) + 4;
    const QList<int> sizes = m_splitter->sizes();
    const int total = sizes.value(0) + sizes.value(1);
    const int most = std::max({usualSide, total * 2 / 5, std::min(leastName(*m_table) + others, total / 2)});
    const int side = std::clamp(nameWidth(*m_table) + others, usualSide, most);
    if (side != sizes.value(0)) {
        m_splitter->setSizes({side, total - side});
    }
}

/// The margin, which the table is sorted by most, is to be seen whole: names give way, as far as one can tell them
/// apart. A name that is cut is whole above the texts.
void PairsPage::shortenNames() {
    const int room = m_table->viewport()->width() - m_table->columnWidth(PairTableModel::Subset) -
                     m_table->columnWidth(PairTableModel::Margin);
    const int least = leastName(*m_table);
    const int most = std::max(nameWidth(*m_table), least);
    if (!m_ownWidths && m_table->isVisible()) {
        const QScopedValueRollback fitting(m_fitting, true);
        m_table->setColumnWidth(PairTableModel::Id, std::clamp(room, least, most));
    }
}

void PairsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    fitColumns();  // measured before, by a font that is not the window's
}

bool PairsPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        shortenNames();
    }
    if (watched == m_splitter && event->type() == QEvent::Resize) {
        QMetaObject::invokeMethod(this, &PairsPage::fitSide, Qt::QueuedConnection);  // once it has shared the room out
    }
    return Page::eventFilter(watched, event);
}

}  // namespace saferscope
