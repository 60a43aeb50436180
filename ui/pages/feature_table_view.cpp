// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_table_view.h"

#include "ui/models/feature_columns.h"
#include "ui/models/number_delegates.h"
#include "ui/models/sort_keys.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSettings>
#include <algorithm>

namespace saferscope {

namespace {

using Model = FeatureTableModel;

/// As people read: what it is, what it speaks for, whether that holds, what judges and people think of it.
constexpr Model::Column order[] = {Model::Id,          Model::Label,        Model::Contrast,   Model::Interval,
                                   Model::Effect,      Model::ZScore,       Model::SplitHalf,  Model::Llm,
                                   Model::Human,       Model::Agree,        Model::Normalised, Model::Density,
                                   Model::Maximum,     Model::FiringPairs,  Model::ChosenSum,  Model::RejectedSum,
                                   Model::ContrastLow, Model::ContrastHigh, Model::State};

/// Toggles several columns in one go: choosing an entry does not close it.
class StayingMenu final : public QMenu {
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent* event) override {
        if (QAction* action = actionAt(event->pos()); action != nullptr && action->isCheckable()) {
            if (action->isEnabled()) {
                action->trigger();
            }
            return;
        }
        QMenu::mouseReleaseEvent(event);
    }
    void keyPressEvent(QKeyEvent* event) override {
        const bool chooses =
            event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (QAction* action = activeAction(); chooses && action != nullptr && action->isCheckable()) {
            if (action->isEnabled()) {
                action->trigger();
            }
            return;
        }
        QMenu::keyPressEvent(event);
    }
};

}  // namespace

FeatureTableView::FeatureTableView(FeatureTableModel* model, QWidget* parent) : QTableView(parent), m_model(model) {
    setModel(model);
    setItemDelegate(new PlainCellDelegate(this));
    auto* bars = new SignedBarDelegate(this);
    auto* scores = new ScoreDelegate(this);
    setItemDelegateForColumn(Model::Contrast, bars);
    setItemDelegateForColumn(Model::Normalised, bars);
    setItemDelegateForColumn(Model::SplitHalf, new MarkedCellDelegate(this));
    setItemDelegateForColumn(Model::Llm, scores);
    setItemDelegateForColumn(Model::Human, scores);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Table of features"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    QHeaderView* header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(false);
    header->setTextElideMode(Qt::ElideRight);
    header->setSortIndicator(Model::Contrast, Qt::DescendingOrder);
    setSortingEnabled(true);
    offerSortKeys(this);
    makeMenu();
    resetColumns();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](const QPoint& at) { m_menu->popup(header->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int, int) {
        if (column != Model::Label) {
            fitLabel();
        }
    });
    // Columns grow when their head does: by the name of a judge, or by the arrow of the order.
    const auto grow = [this](int column) { setColumnWidth(column, std::max(columnWidth(column), headWidth(column))); };
    connect(model, &QAbstractItemModel::headerDataChanged, this, [grow] { grow(Model::Llm); });
    connect(header, &QHeaderView::sortIndicatorChanged, this, grow);
    connect(model, &QAbstractItemModel::modelReset, this, [this, model] {
        const auto digits = QString::number(model->totalRows()).size();
        if (digits > m_digits) {
            m_digits = digits;
            setColumnWidth(Model::Id, fontMetrics().horizontalAdvance(QString(digits, u'0')) + 22);
        }
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
        resetWidths();
    });
}

bool FeatureTableView::shownAtFirst(Model::Column column) {
    switch (column) {
        case Model::Id:
        case Model::Label:
        case Model::Contrast:
        case Model::SplitHalf:
        case Model::Llm:
        case Model::Human:
            return true;
        default:
            return false;
    }
}

void FeatureTableView::makeMenu() {
    m_menu = new StayingMenu(this);
    m_menu->setAccessibleName(tr("Columns"));
    for (const Model::Column column : order) {
        QAction* action = m_menu->addAction(QString());
        action->setCheckable(true);
        action->setData(static_cast<int>(column));
        connect(action, &QAction::triggered, this, [this, column](bool shown) { showColumn(column, shown); });
    }
    m_menu->addSeparator();
    QAction* reset = m_menu->addAction(tr("Columns as at first"));
    connect(reset, &QAction::triggered, this, &FeatureTableView::resetColumns);
    connect(m_menu, &QMenu::aboutToShow, this, &FeatureTableView::renewMenu);
    renewMenu();
}

void FeatureTableView::renewMenu() {
    for (QAction* action : m_menu->actions()) {
        if (!action->isCheckable()) {
            continue;
        }
        const int column = action->data().toInt();
        // The judge's name is data: an "&" in it is no shortcut.
        action->setText(m_model->headerData(column, Qt::Horizontal).toString().replace(u'&', QStringLiteral("&&")));
        action->setToolTip(m_model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
        action->setChecked(!isColumnHidden(column));
    }
}

void FeatureTableView::showColumn(Model::Column column, bool shown) {
    int left = 0;
    for (int i = 0; i < Model::ColumnCount; ++i) {
        left += i != column && !isColumnHidden(i) ? 1 : 0;
    }
    setColumnHidden(column, !shown && left > 0);
    fitLabel();
    renewMenu();
}

void FeatureTableView::resetWidths() {
    // Widths follow the text: "-0.000" in digits of the table's font, and the header's own words.
    const QFontMetrics metrics(fontMetrics());
    const auto text = [&](const char* sample) { return metrics.horizontalAdvance(QString::fromUtf8(sample)); };
    for (const Model::Column column : order) {
        int width = text("\u22120.000") + 20;
        if (column == Model::Id) {
            width = metrics.horizontalAdvance(QString(m_digits, u'0')) + 22;
        } else if (column == Model::Contrast || column == Model::Normalised) {
            width = text("\u22120.000") + 64;
        } else if (column == Model::Interval) {
            width = text("\u22120.000 \u2026 \u22120.000") + 28;
        } else if (column == Model::SplitHalf) {
            width = text("100 %") + metrics.height() / 2 + 26;
        } else if (column == Model::Label) {
            width = text("a label of some words");
        } else if (column == Model::State) {
            width = text("flagged, disputed") + 16;
        }
        setColumnWidth(column, std::max(width, headWidth(column)));
    }
    fitLabel();
}

int FeatureTableView::headWidth(int column) const {
    // A judge's name may be long: it is cut, and whole in the tool tip.
    const QFontMetrics metrics(horizontalHeader()->font());
    const QString head = m_model->headerData(column, Qt::Horizontal).toString();
    const int arrow = horizontalHeader()->sortIndicatorSection() == column ? 16 : 0;
    return std::min(metrics.horizontalAdvance(head), 16 * metrics.averageCharWidth()) + 28 + arrow;
}

void FeatureTableView::resetColumns() {
    QHeaderView* header = horizontalHeader();
    for (int place = 0; place < Model::ColumnCount; ++place) {
        header->moveSection(header->visualIndex(order[place]), place);
        setColumnHidden(order[place], !shownAtFirst(order[place]));
    }
    resetWidths();
    renewMenu();
}

void FeatureTableView::fitLabel() {
    if (isColumnHidden(Model::Label)) {
        return;
    }
    int others = 0;
    for (int i = 0; i < Model::ColumnCount; ++i) {
        others += i == Model::Label || isColumnHidden(i) ? 0 : columnWidth(i);
    }
    const int least = 8 * fontMetrics().averageCharWidth() + 16;
    setColumnWidth(Model::Label, std::max(least, viewport()->width() - others));
}

void FeatureTableView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitLabel();
}

void FeatureTableView::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("columns"), horizontalHeader()->saveState());
    settings.setValue(QStringLiteral("columnCount"), static_cast<int>(Model::ColumnCount));
}

void FeatureTableView::restoreState(QSettings& settings) {
    // A state of another version's columns would hide the wrong ones.
    if (settings.value(QStringLiteral("columnCount")).toInt() != Model::ColumnCount ||
        !horizontalHeader()->restoreState(settings.value(QStringLiteral("columns")).toByteArray())) {
        return;
    }
    m_model->sort(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
    fitLabel();
    renewMenu();
}

}  // namespace saferscope
