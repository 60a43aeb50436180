// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/preview_models.h"
#include "ui/experiments/preview_panel.h"
#include "ui/models/number_delegates.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/stat_card.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

// The panel's widgets and how much room each gets.
namespace saferscope {
namespace {

QTableView* makeTable(QAbstractItemModel* model, const QString& name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setItemDelegate(new PlainCellDelegate(table));
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setAccessibleName(name);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->setHighlightSections(false);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setTextElideMode(Qt::ElideRight);
    table->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // The sheet's air above and below is made for headers at the top, and names at the side would leave room below them
    // for the arrow of a sorted column.
    table->verticalHeader()->setStyleSheet(
        QStringLiteral("QHeaderView::section { padding: 0 8px 0 0; border: none; }"
                       "QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }"));
    return table;
}

/// Its names take what they need, up to `most`.
void fitTable(QTableView* table, int most, const QString& widest) {
    const QFontMetrics metrics(bodyFont());
    int names = 0;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        names = std::max(names, metrics.horizontalAdvance(table->model()->headerData(row, Qt::Vertical).toString()));
    }
    table->verticalHeader()->setFixedWidth(std::min(names + 20, most));
    table->horizontalHeader()->setMinimumSectionSize(metrics.horizontalAdvance(widest) + 30);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 12);
}

/// What its columns need side by side.
int neededWidth(const QTableView* table) {
    return table->verticalHeader()->width() +
           table->model()->columnCount() * table->horizontalHeader()->minimumSectionSize() + 2;
}

/// As high as its rows, so that nothing scrolls inside a small table; with a scroll bar below where `room` is too
/// narrow.
void fitHeight(QTableView* table, int room) {
    const int rows = std::max(1, table->model()->rowCount());
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() +
                          rows * table->verticalHeader()->defaultSectionSize() + 2 +
                          (neededWidth(table) > room ? table->horizontalScrollBar()->sizeHint().height() : 0));
}

/// What a column of the list of pairs takes; of the reason, what it takes to say something.
int entryWidth(int column, int letter) {
    constexpr int letters[] = {6, 20, 12, 13, 28};
    return letter * letters[column] + 16;
}

}  // namespace

PreviewPanel::PreviewPanel(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_busyRow = new QWidget(this);
    auto* busy = new QVBoxLayout(m_busyRow);
    busy->setContentsMargins(0, 0, 0, 0);
    busy->setSpacing(spacing(1));
    m_stage = new Label({}, TextRole::Small, TextTone::Muted, m_busyRow);
    m_progress = new QProgressBar(m_busyRow);
    m_progress->setTextVisible(false);
    busy->addWidget(m_stage);
    busy->addWidget(m_progress);
    m_busyRow->hide();
    column->addWidget(m_busyRow);
    m_stack = new QStackedLayout;
    column->addLayout(m_stack, 1);
    m_empty = new EmptyState(QStringLiteral("experiments"), tr("Nothing to preview yet"), {}, {}, this);
    m_stack->addWidget(m_empty);
    auto* body = new QWidget(this);
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(spacing(3));
    rows->addWidget(makeFigures());
    m_tables = new QHBoxLayout;
    m_tables->setSpacing(spacing(3));
    m_tables->addWidget(makeMatrix());
    m_tables->addWidget(makeOverlap());
    rows->addLayout(m_tables);
    rows->addWidget(makeList(), 1);
    m_stack->addWidget(body);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &PreviewPanel::fitMatrix, Qt::QueuedConnection);
}

QWidget* PreviewPanel::makeFigures() {
    auto* card = new Card({}, {}, this);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(4));
    m_trainings = new StatCard(tr("Trainings"), card);
    m_evaluations = new StatCard(tr("Evaluations"), card);
    m_time = new StatCard(tr("Time"), card);
    m_disk = new StatCard(tr("Disk"), card);
    for (StatCard* figure : {m_trainings, m_evaluations, m_time, m_disk}) {
        row->addWidget(figure, 1, Qt::AlignTop);
    }
    card->body()->addLayout(row);
    m_warnings = new Label({}, TextRole::Body, TextTone::Warning, card);
    m_warnings->setWordWrap(true);
    m_warnings->hide();
    card->body()->addWidget(m_warnings);
    return card;
}

QWidget* PreviewPanel::makeMatrix() {
    auto* card = new Card(tr("Pairs that change"), {}, this);
    m_matrixModel = new SweepMatrixModel(this);
    m_matrix = makeTable(m_matrixModel, tr("Pairs that change, by strategy and ratio"), card);
    m_matrix->setSelectionMode(QAbstractItemView::SingleSelection);
    m_matrix->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    card->body()->addWidget(m_matrix, 0, Qt::AlignTop);
    card->body()->addStretch(1);
    connect(m_matrix->selectionModel(), &QItemSelectionModel::currentChanged, this, &PreviewPanel::showCell);
    return card;
}

QWidget* PreviewPanel::makeOverlap() {
    m_overlapCard = new Card(tr("Overlap"), {}, this);
    m_overlapCard->setToolTip(plainToolTip(
        tr("Shared pairs over all pairs that either takes (Jaccard): 1 = the same pairs, 0 = none in common")));
    m_overlapModel = new PlanOverlapModel(this);
    m_overlap = makeTable(m_overlapModel, tr("Overlap of the strategies at this ratio"), m_overlapCard);
    m_overlap->setSelectionMode(QAbstractItemView::NoSelection);
    m_overlap->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_overlapCard->body()->addWidget(m_overlap, 0, Qt::AlignTop);
    m_overlapCard->body()->addStretch(1);
    return m_overlapCard;
}

QWidget* PreviewPanel::makeList() {
    m_listCard = new Card(tr("Pairs"), {}, this);
    m_seed = new QComboBox(m_listCard);
    m_seed->setAccessibleName(tr("Seed of the plan"));
    m_seed->hide();
    m_listCard->header()->addWidget(m_seed);
    auto* exportButton = new QToolButton(m_listCard);
    const auto renew = [exportButton] { exportButton->setIcon(themedIcon(QStringLiteral("export"))); };
    renew();
    connect(&ThemeManager::instance(), &ThemeManager::changed, exportButton, renew);
    exportButton->setToolTip(plainToolTip(tr("Save the list as CSV, tab-separated text or JSON")));
    exportButton->setAccessibleName(tr("Save the list"));
    connect(exportButton, &QToolButton::clicked, this, &PreviewPanel::askForTable);
    m_listCard->header()->addWidget(exportButton);
    m_agreement = new Label({}, TextRole::Small, TextTone::Muted, m_listCard);
    m_agreement->setWordWrap(true);
    m_listCard->body()->addWidget(m_agreement);
    auto* line = new QHBoxLayout;
    line->setSpacing(spacing(3));
    m_filter = new QLineEdit(m_listCard);
    m_filter->setPlaceholderText(tr("Filter by pair, subset or reason"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(200);
    m_filter->setAccessibleName(tr("Filter the pairs"));
    m_count = new Label({}, TextRole::Small, TextTone::Muted, m_listCard);
    line->addWidget(m_filter, 1);
    line->addWidget(m_count);
    m_listCard->body()->addLayout(line);
    m_entriesModel = new PlanEntriesModel(this);
    m_entries = makeTable(m_entriesModel, tr("Pairs that change, in order"), m_listCard);
    m_entries->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_entries->setTextElideMode(Qt::ElideRight);
    m_entries->verticalHeader()->hide();
    m_entries->verticalHeader()->setDefaultSectionSize(m_entries->fontMetrics().height() + 12);
    m_entries->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_entries->setMinimumHeight(120);
    m_entries->setToolTip(plainToolTip(tr("Enter or a double click shows the pair on the Pairs page")));
    m_entries->horizontalHeader()->setStretchLastSection(true);
    m_listCard->body()->addWidget(m_entries, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_entriesModel->setFilter(text);
        showCount();
    });
    connect(m_seed, &QComboBox::currentIndexChanged, this, &PreviewPanel::showPlan);
    connect(m_entries, &QTableView::activated, this, [this](const QModelIndex& index) {
        if (const PlanEntry* entry = m_entriesModel->entryAt(index.row()); entry != nullptr) {
            Q_EMIT pairActivated(QString::fromStdString(entry->id));
        }
    });
    return m_listCard;
}

void PreviewPanel::fitMatrix() {
    const int letter = QFontMetrics(bodyFont()).averageCharWidth();
    fitTable(m_matrix, letter * 32, QStringLiteral("0.5 %"));
    fitTable(m_overlap, letter * 18, QStringLiteral("0.00"));
    if (std::exchange(m_letter, letter) != letter) {
        for (int column = 0; column < PlanEntriesModel::Why; ++column) {
            m_entries->setColumnWidth(column, entryWidth(column, letter));
        }
        m_entries->verticalHeader()->setDefaultSectionSize(m_entries->fontMetrics().height() + 12);
    }
    arrange();
}

void PreviewPanel::arrange() {
    // Where there is no room for both, the matrix is what matters; the list says in words how far strategies agree.
    const int around = 2 * spacing(5) + 2;  // of a card
    const int matrix = neededWidth(m_matrix) + around;
    const int overlap = neededWidth(m_overlap) + around;
    const bool both = m_overlapModel->rowCount() > 1 && matrix + overlap + spacing(3) <= width();
    m_overlapCard->setVisible(both);
    m_tables->setStretch(0, matrix);  // each has what it needs, and its part of what is left
    m_tables->setStretch(1, overlap);
    fitHeight(m_matrix, both ? matrix : width() - around);
    fitHeight(m_overlap, overlap);
    // A reason of three words says nothing: the tool tips have it where the column has no room.
    int taken = around;
    for (int column = 0; column < PlanEntriesModel::Why; ++column) {
        taken += entryWidth(column, m_letter);  // not the width it has: the last one shown is stretched
    }
    m_entries->setColumnHidden(PlanEntriesModel::Why, width() - taken < entryWidth(PlanEntriesModel::Why, m_letter));
}

void PreviewPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace saferscope
