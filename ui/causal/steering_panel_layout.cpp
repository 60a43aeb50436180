// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job_starter.h"
#include "ui/causal/steering_models.h"
#include "ui/causal/steering_panel.h"
#include "ui/models/number_delegates.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

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
                             {}, this);
    m_stack->addWidget(m_empty);
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    auto* messages = new QHBoxLayout;
    m_message = new MessageBar(body);
    m_undo = makeButton(tr("Undo"), tr("Take the last change back (Ctrl+Z)"), body);
    m_undo->hide();
    messages->addWidget(m_message, 1);
    messages->addWidget(m_undo);
    column->addLayout(messages);
    auto* splitter = new QSplitter(Qt::Horizontal, body);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(spacing(4));
    splitter->addWidget(makeList());
    splitter->addWidget(makeDetails());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({440, 660});
    column->addWidget(splitter, 1);
    m_stack->addWidget(body);
    connect(m_message, &MessageBar::dismissed, m_undo, &QWidget::hide);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { showProfile(); });
    for (QComboBox* box : {m_model, m_dataset}) {
        connect(box, &QComboBox::currentIndexChanged, this, &SteeringPanel::showMeasured);
    }
    const auto key = [this](const QKeySequence& keys, QWidget* where, auto slot) {
        auto* shortcut = new QShortcut(keys, where);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    key(QKeySequence::Undo, this, &SteeringPanel::undo);
    key(QKeySequence::New, this, [this] { m_new->click(); });
    key(Qt::Key_F2, m_list, [this] { m_rename->click(); });
    key(QKeySequence::Delete, m_list, [this] { m_delete->click(); });
    makeActs();
    setWorkspace(nullptr);
}

QWidget* SteeringPanel::makeList() {
    auto* card = new Card(tr("Steering profiles"), {}, this);
    m_new = makeButton(tr("New…"), {}, card);
    m_import = makeButton(tr("Import…"), tr("Read a profile from a JSON file"), card);
    m_fit = makeButton(tr("Fit on trusted pairs…"),
                       tr("Not in this window yet: run \"safer profiles fit\" in a terminal; the profile then appears "
                          "here."),
                       card);
    m_fit->setEnabled(false);
    card->header()->addStretch();
    card->header()->addWidget(m_new);
    card->header()->addWidget(m_import);
    m_profiles = new SteeringListModel(this);
    m_list = makeTable(m_profiles, tr("Steering profiles"), card);
    m_list->horizontalHeader()->setStretchLastSection(false);
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->horizontalHeader()->setSectionResizeMode(SteeringListModel::Name, QHeaderView::Stretch);
    card->body()->addWidget(m_list, 1);
    auto* line = new QHBoxLayout;
    line->addWidget(m_fit);
    line->addStretch();
    card->body()->addLayout(line);
    return card;
}

QWidget* SteeringPanel::makeDetails() {
    auto* card = new Card({}, {}, this);
    m_none = new EmptyState(QStringLiteral("causal"), tr("No steering profile yet"),
                            tr("Make one from a feature set with New…, or change features of a pair and save them "
                               "from the One pair tab."),
                            {}, card);
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
        box->setMinimumContentsLength(10);
        measure->addWidget(label);
        measure->addWidget(box, 1);
    }
    m_measure =
        makeButton(tr("Measure"), tr("Evaluate the model on the data set with and without the profile"), m_details);
    m_measure->setProperty("role", QStringLiteral("primary"));
    measure->addWidget(m_measure);
    column->addLayout(measure);
    m_measured = new Label({}, TextRole::Small, TextTone::Muted, m_details);
    m_measured->setWordWrap(true);
    column->addWidget(m_measured);
    m_effect = new SteeringEffectModel(this);
    m_effectTable = makeTable(m_effect, tr("Accuracy with and without the profile"), m_details);
    m_effectTable->setFocusPolicy(Qt::TabFocus);
    column->addWidget(m_effectTable, 2);
    card->body()->addWidget(m_details, 1);
    return card;
}

}  // namespace saferscope
