// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job_starter.h"
#include "ui/causal/steering_comparer.h"
#include "ui/causal/steering_fit_process.h"
#include "ui/causal/steering_models.h"
#include "ui/causal/steering_panel.h"
#include "ui/models/number_delegates.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/header_titles.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/undo_button.h"
#include "ui/widgets/write_permission.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <initializer_list>
#include <utility>

namespace saferscope {
namespace {

QTableView* makeTable(QAbstractItemModel* model, const QString& name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setItemDelegate(new PlainCellDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setShowGrid(false);
    table->setAccessibleName(name);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

/// Every column as wide as what is in it; one takes what is left, so that no scroll bar is needed.
void stretchOnly(QTableView* table, int column) {
    QHeaderView* header = table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(column, QHeaderView::Stretch);
}

/// Where the others leave no room for names, columns that can be missed go, the first of these first.
void leaveOut(QTableView* table, std::initializer_list<int> columns) {
    const QHeaderView* header = table->horizontalHeader();
    int needed = QFontMetrics(bodyFont()).horizontalAdvance(QStringLiteral("a name of some")) + spacing(4);
    for (const int column : columns) {
        table->setColumnHidden(column, false);
        fitColumn(*table, column);
    }
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        needed += header->sectionResizeMode(column) == QHeaderView::Stretch ? 0 : table->columnWidth(column);
    }
    for (const int column : columns) {
        if (needed > table->viewport()->width()) {
            needed -= table->columnWidth(column);
            table->setColumnHidden(column, true);
        }
    }
}

QPushButton* makeButton(const QString& text, const QString& tip, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setToolTip(plainToolTip(tip));
    button->setAutoDefault(false);
    return button;
}

}  // namespace

SteeringPanel::SteeringPanel(QWidget* parent) : QWidget(parent) {
    m_stack = new QStackedLayout(this);
    m_empty = new EmptyState(QStringLiteral("causal"), tr("Nothing to steer yet"),
                             tr("A steering profile scales features of an SAE. Train a reward model and an SAE and "
                                "build an index of them on the Overview page."),
                             tr("Go to Overview"), this);
    connect(m_empty, &EmptyState::buttonClicked, this, &SteeringPanel::overviewRequested);
    m_stack->addWidget(m_empty);
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_splitter = new QSplitter(Qt::Horizontal, body);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing(4));
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(makeDetails());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({360, 740});
    column->addWidget(m_splitter, 1);
    m_stack->addWidget(body);
    m_comparer = new SteeringComparer(this);
    m_fitProcess = new SteeringFitProcess(this);
    for (QTableView* table : {m_list, m_effectTable}) {
        table->viewport()->installEventFilter(this);
    }
    connect(m_comparer, &SteeringComparer::answered, this, &SteeringPanel::showMeasured);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &SteeringPanel::fitColumns, Qt::QueuedConnection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { showProfile(); });
    for (QComboBox* box : {m_model, m_dataset}) {
        connect(box, &QComboBox::currentIndexChanged, this, &SteeringPanel::showMeasured);
    }
    const auto key = [this](const QKeySequence& keys, QWidget* where, const QString& name, auto slot) {
        auto* shortcut = new QShortcut(keys, where);
        nameCommand(shortcut, name);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    key(QKeySequence::Undo, this, tr("Take the last change back"), &SteeringPanel::undo);
    key(Qt::Key_Insert, m_list, tr("New steering profile"), [this] { m_new->click(); });  // Ctrl+N is a new workspace
    key(Qt::Key_F2, m_list, tr("Rename the profile"), [this] { m_rename->click(); });
    key(QKeySequence::Delete, m_list, tr("Delete the profile"), [this] { m_delete->click(); });
    makeActs();
    makeFit();
    for (QWidget* writes : {m_new, m_import, m_fit, m_undo, m_rename, m_duplicate, m_delete}) {
        needsWriting(writes);
    }
    fitColumns();
    setWorkspace(nullptr);
}

void SteeringPanel::fitColumns() {
    for (QTableView* table : {m_list, m_factorTable, m_effectTable}) {
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            if (table->horizontalHeader()->sectionResizeMode(column) != QHeaderView::Stretch) {
                fitColumn(*table, column);
            }
        }
        table->verticalHeader()->setDefaultSectionSize(QFontMetrics(bodyFont()).height() + spacing(2) + 2);
    }
    leaveOut(m_list, {SteeringListModel::Made});
    leaveOut(m_effectTable, {SteeringEffectModel::Pairs, SteeringEffectModel::Before});
}

bool SteeringPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && !std::exchange(m_fitLater, true)) {
        QTimer::singleShot(0, this, [this] {
            m_fitLater = false;
            fitColumns();
        });
    }
    return QWidget::eventFilter(watched, event);
}

QWidget* SteeringPanel::makeList() {
    auto* card = new Card(tr("Profiles"), {}, this);
    m_new = makeButton(tr("New…"), {}, card);
    m_import = makeButton(tr("Import…"), tr("Read a profile from a JSON file"), card);
    m_fit = makeButton(tr("Fit on trusted pairs…"), {}, card);
    m_undo = makeButton(tr("Undo"), tr("Take the last change back (Ctrl+Z)"), card);
    m_undo->hide();
    marksUndo(m_undo);
    card->header()->addStretch();
    card->header()->addWidget(m_new);
    card->header()->addWidget(m_import);
    m_profiles = new SteeringListModel(this);
    m_list = makeTable(m_profiles, tr("Steering profiles"), card);
    stretchOnly(m_list, SteeringListModel::Name);
    card->body()->addWidget(m_list, 1);
    m_fitRow = new ProgressRow(card);
    m_cancelFit = makeButton(tr("Cancel"), tr("Stop fitting; nothing is saved"), m_fitRow);
    m_fitRow->buttons()->addWidget(m_cancelFit);
    m_fitRow->hide();
    card->body()->addWidget(m_fitRow);
    auto* line = new QHBoxLayout;
    line->addWidget(m_fit);
    line->addStretch();
    line->addWidget(m_undo);
    card->body()->addLayout(line);
    return card;
}

QWidget* SteeringPanel::makeDetails() {
    auto* card = new Card({}, {}, this);
    m_none = new EmptyState(QStringLiteral("causal"), tr("No steering profile yet"),
                            tr("Make one with New…, fit one on pairs you trust, or change features of a pair and save "
                               "them from the One pair tab."),
                            tr("New profile…"), card);
    connect(m_none, &EmptyState::buttonClicked, this, [this] { m_new->click(); });
    card->body()->addWidget(m_none, 1);
    m_details = new QWidget(card);
    auto* column = new QVBoxLayout(m_details);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_title = new Label({}, TextRole::Heading, TextTone::Normal, m_details);
    m_title->setWordWrap(true);
    m_about = new Label({}, TextRole::Small, TextTone::Muted, m_details);
    m_about->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_about);
    auto* line = new QHBoxLayout;
    m_rename = makeButton(tr("Rename…"), tr("F2 in the list"), m_details);
    m_duplicate = makeButton(tr("Duplicate"), tr("A copy to change"), m_details);
    m_delete = makeButton(tr("Delete"), tr("Delete in the list; it can be taken back"), m_details);
    m_export = makeButton(tr("Export…"), tr("Write the profile to a JSON file"), m_details);
    for (QPushButton* button : {m_rename, m_duplicate, m_delete, m_export}) {
        line->addWidget(button);
    }
    line->addStretch();
    column->addLayout(line);
    m_factors = new SteeringFactorsModel(this);
    m_factorTable = makeTable(m_factors, tr("Changes of the profile"), m_details);
    m_factorTable->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_factorTable->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                                   QAbstractItemView::AnyKeyPressed);
    m_factorTable->horizontalHeader()->setStretchLastSection(false);
    m_factorTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    column->addWidget(m_factorTable, 2);
    m_folding = new Label({}, TextRole::Small, TextTone::Muted, m_details);
    m_folding->setWordWrap(true);
    column->addWidget(m_folding);
    column->addWidget(makeLine(Qt::Horizontal, m_details));
    auto* measure = new QHBoxLayout;
    m_model = new QComboBox(m_details);
    m_dataset = new QComboBox(m_details);
    for (const auto& [text, box] : {std::pair(tr("&Model"), m_model), std::pair(tr("&Data set"), m_dataset)}) {
        auto* label = new Label(text, TextRole::Body, TextTone::Muted, m_details);
        label->setBuddy(box);
        box->setAccessibleName(QString(text).remove(QLatin1Char('&')));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
        measure->addWidget(label);
        measure->addWidget(box, 1);
    }
    m_measure =
        makeButton(tr("Measure"), tr("Evaluate the model on the data set with and without the profile"), m_details);
    m_measure->setProperty("role", QStringLiteral("primary"));
    column->addLayout(measure);
    auto* outcome = new QHBoxLayout;
    m_measured = new Label({}, TextRole::Small, TextTone::Muted, m_details);
    m_measured->setWordWrap(true);
    outcome->addWidget(m_measured, 1);
    outcome->addWidget(m_measure, 0, Qt::AlignTop);
    column->addLayout(outcome);
    m_effect = new SteeringEffectModel(this);
    m_effectTable = makeTable(m_effect, tr("Accuracy with and without the profile"), m_details);
    m_effectTable->setFocusPolicy(Qt::TabFocus);
    stretchOnly(m_effectTable, SteeringEffectModel::Section);
    column->addWidget(m_effectTable, 2);
    card->body()->addWidget(m_details, 1);
    return card;
}

}  // namespace saferscope
