// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of the Playground are made and where they stand.
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/pair_token_panel.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/margin_view.h"
#include "ui/playground/pair_list_panel.h"
#include "ui/playground/pin_strip.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/text_edit.h"
#include "ui/playground/turn_list.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr int narrowest = 270;  ///< of the columns at both sides: their buttons stay readable in large text

}  // namespace

void PlaygroundPage::makeWidgets() {
    m_stack = new QStackedWidget(this);
    contentLayout()->addWidget(m_stack, 1);
    m_empty = new EmptyState(QStringLiteral("playground"), QString(), QString(), tr("Go to Overview"), m_stack);
    connect(m_empty, &EmptyState::buttonClicked, this, &PlaygroundPage::overviewRequested);
    m_stack->addWidget(m_empty);
    auto* all = new QWidget(m_stack);
    auto* layout = new QVBoxLayout(all);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->addWidget(makeTop());
    m_splitter = new QSplitter(Qt::Horizontal, all);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing(3));
    m_splitter->addWidget(makePrompt());
    m_splitter->addWidget(makeAnswers());
    m_splitter->addWidget(makeSide());
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 5);
    m_splitter->setStretchFactor(2, 2);
    m_splitter->setSizes({280, 700, 280});
    layout->addWidget(m_splitter, 1);
    m_stack->addWidget(all);
    fitBySelf();
    orderTabs();
}

QWidget* PlaygroundPage::makeTop() {
    auto* card = new Card(QString(), QString(), this);
    card->body()->setSpacing(spacing(2));
    auto* first = new QHBoxLayout;
    m_margin = new MarginView(card);
    first->addWidget(m_margin, 1);
    m_retry = new QPushButton(tr("Retry"), card);
    m_retry->setVisible(false);
    first->addWidget(m_retry);
    card->body()->addLayout(first);

    auto* second = new QHBoxLayout;
    second->setSpacing(spacing(2));
    m_pins = new PinStrip(card);
    second->addWidget(m_pins, 1);
    const auto addButton = [&](const QString& text, const QString& help, const QKeySequence& keys) {
        auto* button = new QPushButton(text, card);
        button->setToolTip(plainToolTip(help));
        button->setShortcut(keys);
        second->addWidget(button);
        return button;
    };
    m_pairMenu = addButton(tr("Pair"), tr("Load a pair, start empty, copy what is shown"), {});
    makePairMenu(m_pairMenu);
    auto* swapping = addButton(tr("Swap A and B"), tr("Answer A becomes B and the other way round (Ctrl+Shift+X)"),
                               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X));
    m_back = addButton(tr("Back"), tr("Bring back the texts from before they were replaced or swapped (Ctrl+B)"),
                       QKeySequence(Qt::CTRL | Qt::Key_B));
    m_back->setEnabled(false);
    card->body()->addLayout(second);

    auto* third = new QHBoxLayout;
    third->setSpacing(spacing(3));
    m_modes = new SegmentedSwitch(
        tr("Colours show"), {tr("One feature"), tr("Kept set"), tr("Activity"), tr("Reward so far")},
        {tr("How strongly one feature fires"),
         tr("Sum over the kept features, each with its sign: blue speaks for chosen, orange for rejected"),
         tr("Sum of everything that fires"), tr("The reward if the text stopped at this token")},
        card);
    third->addWidget(m_modes);
    m_scope = makeScopeSwitch(card);
    third->addWidget(m_scope);
    third->addStretch(1);
    card->body()->addLayout(third);
    m_legend = new HeatLegend(card);
    card->body()->addWidget(m_legend);

    connect(m_retry, &QPushButton::clicked, this, &PlaygroundPage::retry);
    connect(m_pins, &PinStrip::pinRequested, this, [this] {
        if (m_pair != nullptr) {
            m_pins->pin(draft(), {static_cast<double>(m_pair->pair.rewardChosen),
                                  static_cast<double>(m_pair->pair.rewardRejected)});
        }
    });
    connect(m_pins, &PinStrip::restoreRequested, this, &PlaygroundPage::load);
    connect(swapping, &QPushButton::clicked, this, &PlaygroundPage::swapAnswers);
    connect(m_back, &QPushButton::clicked, this, &PlaygroundPage::back);
    connect(m_modes, &SegmentedSwitch::picked, this, &PlaygroundPage::setColours);
    connect(m_scope, &SegmentedSwitch::picked, this, [this](int scope) {
        if (m_session != nullptr) {
            m_session->setScope(static_cast<TokenScope>(scope));
        }
    });
    return card;
}

QWidget* PlaygroundPage::makePrompt() {
    auto* card = new Card(tr("Prompt"), QString(), this);
    card->setMinimumWidth(narrowest);
    auto* splitter = new QSplitter(Qt::Vertical, card);
    m_promptSplitter = splitter;
    splitter->setChildrenCollapsible(false);
    m_turns = new TurnList(splitter);
    m_promptView = new HeatmapView(splitter);
    m_promptView->setFirstSlice(12);
    m_promptView->setSpecialVisible(false);
    m_promptView->setMinimumHeight(60);
    splitter->addWidget(m_turns);
    splitter->addWidget(m_promptView);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    card->body()->addWidget(splitter, 1);
    connect(m_turns, &TurnList::changed, this, &PlaygroundPage::edited);
    connectView(m_promptView);
    return card;
}

QWidget* PlaygroundPage::makeAnswers() {
    auto* holder = new QWidget(this);
    auto* layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    for (const Side side : {Side::Chosen, Side::Rejected}) {
        auto* box = new AnswerBox(side, holder);
        box->setMinimumWidth(180);
        m_answers[static_cast<std::size_t>(side)] = box;
        layout->addWidget(box, 1);
        connect(box->editor(), &QPlainTextEdit::textChanged, this, &PlaygroundPage::edited);
        connectView(box->view());
    }
    // Both boxes are cut at the same height, so that the heat maps stand side by side.
    for (const int from : {0, 1}) {
        QSplitter* mine = m_answers[static_cast<std::size_t>(from)]->splitter();
        QSplitter* other = m_answers[static_cast<std::size_t>(1 - from)]->splitter();
        connect(mine, &QSplitter::splitterMoved, other, [mine, other] { other->setSizes(mine->sizes()); });
    }
    const auto tellCut = [this] {
        showMessage(MessageKind::Warning, tr("The text was cut: the editor holds %L1 characters.").arg(longestText),
                    tr("The model reads the beginning of a text only; shorten it, or score long texts with `safer "
                       "reward`."));
    };
    connect(m_turns, &TurnList::cut, this, tellCut);
    for (AnswerBox* box : m_answers) {
        connect(box->editor(), &TextEdit::cut, this, tellCut);
    }
    return holder;
}

QWidget* PlaygroundPage::makeSide() {
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(spacing(3));
    splitter->setMinimumWidth(narrowest);
    m_features = new PairTokenPanel(splitter);
    m_features->setTitle(tr("Features"));
    m_list = new PairListPanel(splitter);
    splitter->addWidget(m_features);
    splitter->addWidget(m_list);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({330, 250});
    connect(m_features, &PairTokenPanel::featurePicked, this, [this](FeatureId feature) {
        setColours(Feature);
        if (m_session != nullptr) {
            m_session->selectFeature(feature);
        }
    });
    connect(m_features, &PairTokenPanel::whereRequested, this, [this](FeatureId feature) {
        if (m_session != nullptr) {
            m_session->goToFeature(feature);
        }
    });
    connect(m_list, &PairListPanel::saveRequested, this, [this] {
        if (isBlank(draft())) {
            showMessage(MessageKind::Info, tr("There is nothing to save yet."), tr("Write something first."));
        } else {
            m_list->add(draft());
        }
    });
    connect(m_list, &PairListPanel::loadRequested, this, &PlaygroundPage::load);
    connect(m_list, &PairListPanel::failed, this, &PlaygroundPage::showError);
    connect(m_list, &PairListPanel::told, this, [this](const QString& what, const QString& whatToDo) {
        showMessage(MessageKind::Success, what, whatToDo);
    });
    return splitter;
}

void PlaygroundPage::connectView(HeatmapView* view) {
    connect(view, &HeatmapView::tokenHovered, this, [this](Segment segment, int token) {
        m_pointed = {segment, token};
        showFeatures();
    });
    connect(view, &HeatmapView::tokenSelected, this, [this](Segment segment, int token) {
        if (token >= 0) {
            m_selected = {segment, token};
            for (const Segment other : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
                if (other != segment) {
                    this->view(other)->selectToken(-1);
                }
            }
        } else if (m_selected.first == segment) {
            m_selected.second = -1;
        }
        showFeatures();
    });
}

}  // namespace saferscope
