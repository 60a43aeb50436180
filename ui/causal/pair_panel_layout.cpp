// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of the One pair tab are made and where they stand.
#include "ui/causal/change_curve.h"
#include "ui/causal/change_search.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/pair_rewards.h"
#include "ui/causal/pair_texts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/undo_button.h"
#include "ui/widgets/write_permission.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QShortcut>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr int besideFrom = 640;  ///< width from which the curve stands beside the rewards
constexpr int curveDelayMs = 120;

QToolButton* iconButton(const QString& icon, const QString& help, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(18, 18));
    button->setToolTip(plainToolTip(help));
    button->setAccessibleName(help);
    QObject::connect(&ThemeManager::instance(), &ThemeManager::changed, button,
                     [button, icon] { button->setIcon(themedIcon(icon)); });
    return button;
}

QShortcut* shortcut(QWidget* parent, const QKeySequence& keys, const QString& name) {
    auto* made = new QShortcut(keys, parent);
    made->setContext(Qt::WidgetWithChildrenShortcut);
    nameCommand(made, name);
    return made;
}

}  // namespace

PairPanel::PairPanel(QWidget* parent) : QWidget(parent) {
    m_lab = new PairLab(this);
    m_curveTimer = new QTimer(this);
    m_curveTimer->setSingleShot(true);
    m_curveTimer->setInterval(curveDelayMs);
    connect(m_curveTimer, &QTimer::timeout, this, &PairPanel::renewCurve);
    m_stack = new QStackedLayout(this);
    auto* empty = new EmptyState(QStringLiteral("causal"), tr("Nothing to change yet"),
                                 tr("The Causal lab changes features of an index's SAE inside its reward model. Train "
                                    "both and build an index first."),
                                 tr("Go to Overview"), this);
    connect(empty, &EmptyState::buttonClicked, this, &PairPanel::overviewRequested);
    m_stack->addWidget(empty);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing(3));
    m_splitter->addWidget(makeLeft());
    m_splitter->addWidget(makeRight());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({360, 800});
    m_stack->addWidget(m_splitter);
    connect(shortcut(this, QKeySequence::Undo, tr("Take a change back")), &QShortcut::activated, this,
            &PairPanel::undo);
    connect(shortcut(this, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), tr("Do the change again")),
            &QShortcut::activated, this, &PairPanel::redo);
    connect(shortcut(this, QKeySequence(Qt::CTRL | Qt::Key_F), tr("Look for a pair")), &QShortcut::activated, this,
            [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(shortcut(this, QKeySequence(Qt::ALT | Qt::Key_Left), tr("Previous pair")), &QShortcut::activated, this,
            [this] { stepPair(-1); });
    connect(shortcut(this, QKeySequence(Qt::ALT | Qt::Key_Right), tr("Next pair")), &QShortcut::activated, this,
            [this] { stepPair(1); });
    connectLab();
    listChanged();
}

PairPanel::~PairPanel() = default;

QWidget* PairPanel::makeLeft() {
    auto* left = new QWidget(this);
    // Not less than its rows of buttons need in larger text.
    const auto fit = [left] { left->setMinimumWidth(qRound(324 * ThemeManager::instance().textScale())); };
    fit();
    connect(&ThemeManager::instance(), &ThemeManager::changed, left, fit);
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->addWidget(makePairCard());
    layout->addWidget(makeChangesCard(), 1);
    layout->addWidget(makeActions());
    return left;
}

QWidget* PairPanel::makePairCard() {
    auto* card = new Card(QString(), QString(), this);
    auto* first = new QHBoxLayout;
    first->setSpacing(spacing(1));
    m_pairName = new ElidedLabel(QString(), TextRole::Heading, TextTone::Normal, Qt::ElideMiddle, card);
    first->addWidget(m_pairName, 1);
    auto* previous = iconButton(QStringLiteral("previous"), tr("Previous pair (Alt+Left)"), card);
    auto* next = iconButton(QStringLiteral("next"), tr("Next pair (Alt+Right)"), card);
    connect(previous, &QToolButton::clicked, this, [this] { stepPair(-1); });
    connect(next, &QToolButton::clicked, this, [this] { stepPair(1); });
    first->addWidget(previous);
    first->addWidget(next);
    card->body()->addLayout(first);
    m_pairFacts = new Label(QString(), TextRole::Small, TextTone::Muted, card);
    m_pairFacts->setWordWrap(true);
    card->body()->addWidget(m_pairFacts);
    auto* second = new QHBoxLayout;
    second->setSpacing(spacing(2));
    m_id = new QLineEdit(card);
    m_id->setPlaceholderText(tr("Go to pair id…"));
    m_id->setAccessibleName(tr("Pair id"));
    connect(m_id, &QLineEdit::returnPressed, this, &PairPanel::goToId);
    auto* random = new QPushButton(tr("Random"), card);
    random->setToolTip(plainToolTip(tr("A pair drawn at random")));
    connect(random, &QPushButton::clicked, this, [this] {
        if (m_session != nullptr && m_session->index() != nullptr && m_session->index()->pairCount() > 0) {
            m_session->selectPair(PairIndex(QRandomGenerator::global()->bounded(m_session->index()->pairCount())));
        }
    });
    second->addWidget(m_id, 1);
    second->addWidget(random);
    card->body()->addLayout(second);
    return card;
}

QWidget* PairPanel::makeChangesCard() {
    auto* card = new Card(tr("Changes"), QString(), this);
    m_undo = iconButton(QStringLiteral("previous"), tr("Undo (Ctrl+Z)"), card);
    m_redo = iconButton(QStringLiteral("next"), tr("Redo (Ctrl+Shift+Z)"), card);
    m_undo->setText(tr("Undo"));
    m_redo->setText(tr("Redo"));
    marksUndo(m_undo);
    marksUndo(m_redo, true);
    m_undo->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_redo->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(m_undo, &QToolButton::clicked, this, &PairPanel::undo);
    connect(m_redo, &QToolButton::clicked, this, &PairPanel::redo);
    card->header()->addWidget(m_undo);
    card->header()->addWidget(m_redo);

    auto* adding = new QHBoxLayout;
    adding->setSpacing(spacing(2));
    m_search = new QLineEdit(card);
    m_search->setPlaceholderText(tr("Add a feature: number or label"));
    m_search->setAccessibleName(tr("Add a feature by number or label"));
    m_search->setClearButtonEnabled(true);
    m_searchModel = new ChangeSearchModel(this);
    auto* completer = new QCompleter(m_searchModel, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer->setMaxVisibleItems(12);
    m_search->setCompleter(completer);
    connect(m_search, &QLineEdit::textEdited, m_searchModel, &ChangeSearchModel::setQuery);
    // After the line edit has put the completed text in; it is no use there.
    connect(completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, [this](const QModelIndex& picked) {
        if (const auto feature = m_searchModel->featureAt(picked.row())) {
            addFeature(*feature);
        }
        QTimer::singleShot(0, m_search, &QLineEdit::clear);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (const auto feature = m_searchModel->featureAt(0)) {
            addFeature(*feature);
            m_search->clear();
        } else if (!m_search->text().isEmpty()) {
            Q_EMIT told(MessageKind::Warning, tr("No feature is called so."),
                        tr("Type a feature's number, or a part of a label that somebody gave."));
        }
    });
    auto* add = new QToolButton(card);
    add->setText(tr("Add"));
    add->setPopupMode(QToolButton::InstantPopup);
    add->setToolTip(plainToolTip(tr("The selected feature, the kept set, a saved set")));
    m_addMenu = new QMenu(add);
    add->setMenu(m_addMenu);
    connect(m_addMenu, &QMenu::aboutToShow, this, &PairPanel::fillAddMenu);
    adding->addWidget(m_search, 1);
    adding->addWidget(add);
    card->body()->addLayout(adding);
    card->body()->addWidget(makePlaces(card));

    auto* scroll = new QScrollArea(card);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setStyleSheet(QStringLiteral("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"));
    auto* holder = new QWidget(scroll);
    holder->setAutoFillBackground(false);
    auto* rows = new QVBoxLayout(holder);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(spacing(2));
    m_noChanges = new Label(tr("Nothing is changed. Add a feature or a set, then drag its slider."), TextRole::Body,
                            TextTone::Muted, holder);
    m_noChanges->setWordWrap(true);
    rows->addWidget(m_noChanges);
    m_rowLayout = new QVBoxLayout;
    m_rowLayout->setSpacing(spacing(2));
    rows->addLayout(m_rowLayout);
    m_suggestionTitle =
        new Label(tr("Strongest in this pair, by attribution to the margin"), TextRole::Small, TextTone::Muted, holder);
    m_suggestionTitle->setWordWrap(true);
    rows->addSpacing(spacing(1));
    rows->addWidget(m_suggestionTitle);
    m_suggestionLayout = new QVBoxLayout;
    m_suggestionLayout->setSpacing(spacing(1));
    rows->addLayout(m_suggestionLayout);
    rows->addStretch(1);
    scroll->setWidget(holder);
    card->body()->addWidget(scroll, 1);
    return card;
}

QWidget* PairPanel::makePlaces(QWidget* parent) {
    auto* holder = new QWidget(parent);
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    auto* line = new QHBoxLayout;
    line->setSpacing(spacing(2));
    auto* name = new Label(tr("Where"), TextRole::Small, TextTone::Muted, holder);
    m_places = new QComboBox(holder);
    m_places->setAccessibleName(tr("Tokens that are changed"));
    m_places->addItems({tr("All tokens"), tr("Sentence ends (as trained)"), tr("Answers only"), tr("Prompt"),
                        tr("Chosen answer"), tr("Rejected answer"), tr("A range of tokens")});
    name->setBuddy(m_places);
    connect(m_places, &QComboBox::activated, this, &PairPanel::pickPlace);
    line->addWidget(name);
    line->addWidget(m_places, 1);
    layout->addLayout(line);
    m_rangeRow = new QWidget(holder);
    auto* range = new QHBoxLayout(m_rangeRow);
    range->setContentsMargins(0, 0, 0, 0);
    range->setSpacing(spacing(1));
    m_rangeText = new QComboBox(m_rangeRow);
    m_rangeText->setAccessibleName(tr("Text of the range"));
    m_rangeText->addItems({tr("Prompt"), tr("Chosen"), tr("Rejected")});
    m_rangeText->setCurrentIndex(1);
    m_rangeText->setToolTip(
        plainToolTip(tr("Click a token in the texts to begin the range, Shift and click to end it")));
    m_begin = new QSpinBox(m_rangeRow);
    m_end = new QSpinBox(m_rangeRow);
    m_begin->setAccessibleName(tr("First token of the range"));
    m_end->setAccessibleName(tr("Last token of the range"));
    const auto changed = [this] {
        setRange(static_cast<Segment>(m_rangeText->currentIndex()), m_begin->value(),
                 std::max(m_begin->value(), m_end->value()) + 1);
    };
    connect(m_rangeText, &QComboBox::activated, this, changed);
    connect(m_begin, &QSpinBox::valueChanged, this, changed);
    connect(m_end, &QSpinBox::valueChanged, this, changed);
    range->addWidget(m_rangeText, 1);
    range->addWidget(m_begin);
    range->addWidget(new Label(tr("to"), TextRole::Small, TextTone::Muted, m_rangeRow));
    range->addWidget(m_end);
    m_rangeRow->hide();
    layout->addWidget(m_rangeRow);
    return holder;
}

QWidget* PairPanel::makeActions() {
    auto* holder = new QWidget(this);
    auto* rows = new QVBoxLayout(holder);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(spacing(2));
    auto* layout = new QHBoxLayout;
    layout->setSpacing(spacing(2));
    m_survey = new QPushButton(tr("Measure on the data set"), holder);
    m_survey->setToolTip(plainToolTip(tr("The same changes on many pairs, with confidence intervals")));
    connect(m_survey, &QPushButton::clicked, this, [this] { Q_EMIT surveyRequested(m_list.intervention()); });
    m_keep = new QPushButton(tr("Keep…"), holder);
    m_keep->setToolTip(plainToolTip(tr("Keep this result by name")));
    connect(m_keep, &QPushButton::clicked, this, &PairPanel::keep);
    needsWriting(m_keep);
    m_more = new QToolButton(holder);
    m_more->setText(tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_moreMenu = new QMenu(m_more);
    needsWriting(m_moreMenu->addAction(tr("Save as steering profile…"), this, &PairPanel::saveProfile));
    m_moreMenu->addAction(tr("Copy as command line"), this, &PairPanel::copyCommand);
    m_moreMenu->addSeparator();
    m_moreMenu->addAction(tr("Remove all changes"), this, [this] {
        m_list.clear();
        listChanged();
    });
    m_more->setMenu(m_moreMenu);
    // In a row of its own: its words are long in every language.
    rows->addWidget(m_survey);
    layout->addWidget(m_keep, 1);
    layout->addWidget(m_more);
    rows->addLayout(layout);
    return holder;
}

QWidget* PairPanel::makeRight() {
    auto* right = new QWidget(this);
    right->setMinimumWidth(380);
    auto* layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    m_statusRow = new QWidget(right);
    auto* status = new QHBoxLayout(m_statusRow);
    status->setContentsMargins(0, 0, 0, 0);
    m_status = new Label(QString(), TextRole::Body, TextTone::Muted, m_statusRow);
    m_status->setWordWrap(true);
    m_retry = new QPushButton(tr("Retry"), m_statusRow);
    connect(m_retry, &QPushButton::clicked, this, &PairPanel::retry);
    status->addWidget(m_status, 1);
    status->addWidget(m_retry);
    layout->addWidget(m_statusRow);

    m_numbersLayout = new QBoxLayout(QBoxLayout::LeftToRight);
    m_numbersLayout->setSpacing(spacing(3));
    auto* numbers = new Card(tr("Reward, before → after"), QString(), right);
    m_rewards = new PairRewards(numbers);
    numbers->body()->addWidget(m_rewards);
    numbers->body()->addStretch(1);
    auto* doses = new Card(QString(), QString(), right);
    m_curveTitle = new Label(QString(), TextRole::Strong, TextTone::Normal, doses);
    m_curve = new ChangeCurve(doses);
    doses->body()->addWidget(m_curveTitle);
    doses->body()->addWidget(m_curve, 1);
    connect(m_curve, &ChangeCurve::doseClicked, this, [this](double dose) {
        const ChangeEntry* entry = m_list.find(m_inHand);
        if (entry != nullptr && entry->operation != FeatureOperation::Ablate) {
            m_list.endStep();
            m_list.setValue(m_inHand, dose);
            m_list.endStep();
            listChanged();
        }
    });
    m_numbersLayout->addWidget(numbers, 1);
    m_numbersLayout->addWidget(doses, 1);
    layout->addLayout(m_numbersLayout);
    m_texts = new PairTexts(right);
    connect(m_texts, &PairTexts::colourPicked, this,
            [this](int colour) { m_texts->setColour(*m_lab, static_cast<PairTexts::Colour>(colour)); });
    connect(m_texts, &PairTexts::tokenClicked, this, &PairPanel::clickToken);
    layout->addWidget(m_texts, 1);
    return right;
}

void PairPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int room = width() - m_splitter->sizes().value(0, 360);
    m_numbersLayout->setDirection(room < besideFrom ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace saferscope
