// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of a pair's detail are made and where they stand.
#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/pair_answer_column.h"
#include "ui/pages/pair_detail.h"
#include "ui/pages/pair_token_panel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/formula_button.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr int stackedBelow = 540;     ///< width of the answers under which they stand one above the other
constexpr int panelBesideFrom = 940;  ///< width of the page's detail from which the token panel stands on the right
constexpr int panelBelowFrom = 560;   ///< height from which it stands below; else it waits for a selection

QToolButton* makeStep(const QString& icon, const QString& help, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(18, 18));
    button->setToolTip(plainToolTip(help));
    button->setAccessibleName(help);
    QObject::connect(&ThemeManager::instance(), &ThemeManager::changed, button,
                     [button, icon] { button->setIcon(themedIcon(icon)); });
    return button;
}

}  // namespace

PairDetail::PairDetail(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->setSizeConstraint(QLayout::SetNoConstraint);  // arrange() makes room when it is narrow
    setMinimumWidth(420);
    layout->addWidget(makeHeader());
    m_bodyLayout = new QBoxLayout(QBoxLayout::TopToBottom);
    m_bodyLayout->setSpacing(spacing(3));
    layout->addLayout(m_bodyLayout, 1);
    auto* texts = new QWidget(this);
    auto* textLayout = new QVBoxLayout(texts);
    textLayout->setContentsMargins(0, 0, 0, 0);
    textLayout->setSpacing(spacing(3));
    textLayout->addWidget(makePrompt());
    textLayout->addWidget(makeAnswers(), 1);
    m_bodyLayout->addWidget(texts, 3);
    m_panel = new PairTokenPanel(this);
    m_bodyLayout->addWidget(m_panel, 1);
    connect(m_panel, &PairTokenPanel::featurePicked, this, &PairDetail::featurePicked);
    connect(m_panel, &PairTokenPanel::whereRequested, this, &PairDetail::whereRequested);
}

QWidget* PairDetail::makeHeader() {
    auto* card = new Card(QString(), QString(), this);
    auto* first = new QHBoxLayout;
    first->setSpacing(spacing(2));
    m_title = new ElidedLabel(QString(), TextRole::Heading, TextTone::Normal, Qt::ElideMiddle, card);
    m_subset = new ElidedLabel(QString(), TextRole::Body, TextTone::Muted, Qt::ElideRight, card);
    m_subset->setMinimumWidth(1);  // the table says it, too
    first->addWidget(m_title, 1);
    first->addWidget(m_subset);
    const auto addFigure = [&](const QString& name) {
        auto* figure = new Label(QString(), TextRole::Strong, TextTone::Normal, card);
        first->addSpacing(spacing(2));
        first->addWidget(new Label(name, TextRole::Small, TextTone::Muted, card));
        first->addWidget(figure);
        return figure;
    };
    m_margin = addFigure(tr("margin"));
    m_score = addFigure(tr("score"));
    first->addWidget(makeFormulaButton(tr("margin and score_safe"), QStringLiteral("margin"), card));
    auto* previous = makeStep(QStringLiteral("previous"), tr("Previous pair (K)"), card);
    auto* next = makeStep(QStringLiteral("next"), tr("Next pair (J)"), card);
    connect(previous, &QToolButton::clicked, this, &PairDetail::previousRequested);
    connect(next, &QToolButton::clicked, this, &PairDetail::nextRequested);
    first->addSpacing(spacing(2));
    auto* change = makeStep(QStringLiteral("playground"), tr("Try in the playground (Ctrl+T)"), card);
    change->setObjectName(QStringLiteral("tryInPlayground"));
    change->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    connect(change, &QToolButton::clicked, this, [this] {
        if (m_pair) {
            Q_EMIT tryRequested(*m_pair);
        }
    });
    first->addWidget(change);
    first->addWidget(previous);
    first->addWidget(next);
    card->body()->addLayout(first);

    m_optionLayout = new QBoxLayout(QBoxLayout::LeftToRight);
    m_optionLayout->setSpacing(spacing(3));
    auto* switches = new QHBoxLayout;
    switches->setSpacing(spacing(3));
    auto* boxes = new QHBoxLayout;
    boxes->setSpacing(spacing(3));
    m_optionLayout->addLayout(switches);
    m_optionLayout->addLayout(boxes, 1);
    m_modes =
        new SegmentedSwitch(tr("Colours show"), {tr("One feature"), tr("Kept set"), tr("Activity")},
                            {tr("How strongly one feature fires"),
                             tr("Sum over the kept features, each with its sign: blue speaks for chosen, orange for "
                                "rejected"),
                             tr("Sum of everything that fires")},
                            card);
    connect(m_modes, &SegmentedSwitch::picked, this, [this](int mode) {
        setMode(static_cast<HeatMode>(mode));
        Q_EMIT modePicked();
    });
    switches->addWidget(m_modes);
    switches->addStretch(1);
    m_mark = new QCheckBox(tr("Differences"), card);
    m_mark->setToolTip(
        plainToolTip(tr("Mark what one answer has and the other has not; [ and ] go from one to the next")));
    connect(m_mark, &QCheckBox::toggled, this, &PairDetail::markDifferences);
    boxes->addWidget(m_mark);
    m_template = new QCheckBox(tr("Chat template"), card);
    m_template->setToolTip(plainToolTip(tr("Show the tokens that the chat template adds around each message")));
    connect(m_template, &QCheckBox::toggled, this, [this](bool shown) {
        for (const Segment segment : segments) {
            view(segment)->setSpecialVisible(shown);
        }
    });
    boxes->addWidget(m_template);
    boxes->addStretch(1);
    card->body()->addLayout(m_optionLayout);
    m_legend = new HeatLegend(card);
    card->body()->addWidget(m_legend);
    m_silence = new Label(QString(), TextRole::Small, TextTone::Muted, card);
    m_silence->setWordWrap(true);
    m_silence->hide();
    card->body()->addWidget(m_silence);
    return card;
}

QWidget* PairDetail::makePrompt() {
    auto* card = new PairAnswerColumn(Segment::Prompt, this);
    m_promptToggle = new QToolButton(card);
    m_promptToggle->setText(tr("Prompt"));
    m_promptToggle->setFont(strongFont());
    m_promptToggle->setCheckable(true);
    m_promptToggle->setChecked(true);
    m_promptToggle->setArrowType(Qt::DownArrow);
    m_promptToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_promptToggle->setStyleSheet(QStringLiteral("QToolButton:checked { background: transparent; }"));
    m_promptToggle->setAccessibleName(tr("Show the prompt"));
    card->caption()->insertWidget(0, m_promptToggle);
    card->caption()->setContentsMargins(spacing(1), spacing(1), spacing(3), 0);
    m_prompt = card->view();
    m_prompt->setSpecialVisible(false);
    m_prompt->setFitsContents(true, 132);
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_promptToggle, &QToolButton::toggled, this, [this](bool open) {
        m_prompt->setVisible(open);
        m_promptToggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, m_promptToggle,
            [this] { m_promptToggle->setFont(strongFont()); });
    connectView(m_prompt);
    return card;
}

QWidget* PairDetail::makeAnswers() {
    auto* holder = new QWidget(this);
    m_answerLayout = new QBoxLayout(QBoxLayout::LeftToRight, holder);
    m_answerLayout->setContentsMargins(0, 0, 0, 0);
    m_answerLayout->setSpacing(spacing(3));
    for (const Segment segment : {Segment::Chosen, Segment::Rejected}) {
        auto* column = new PairAnswerColumn(segment, holder);
        m_answers[segment == Segment::Chosen ? 0 : 1] = column;
        m_answerLayout->addWidget(column, 1);
        column->view()->setSpecialVisible(false);
        connectView(column->view());
    }
    // Locked together by distance, not by share: what stands side by side stays side by side.
    for (const int from : {0, 1}) {
        QScrollBar* mine = m_answers[static_cast<std::size_t>(from)]->view()->verticalScrollBar();
        QScrollBar* other = m_answers[static_cast<std::size_t>(1 - from)]->view()->verticalScrollBar();
        connect(mine, &QScrollBar::valueChanged, this, [this, other](int value) {
            if (!m_scrolling && m_answerLayout->direction() == QBoxLayout::LeftToRight) {
                m_scrolling = true;
                other->setValue(value);
                m_scrolling = false;
            }
        });
    }
    return holder;
}

void PairDetail::connectView(HeatmapView* view) {
    connect(view, &HeatmapView::tokenHovered, this, [this](Segment segment, int token) {
        if (token >= 0) {
            showToken(segment, token);
        } else {
            showToken(m_selected.first, m_selected.second);
        }
    });
    connect(view, &HeatmapView::tokenSelected, this, [this](Segment segment, int token) {
        if (token >= 0) {
            // One selection over all three texts.
            m_selected = {segment, token};
            for (const Segment other : segments) {
                if (other != segment) {
                    this->view(other)->selectToken(-1);
                }
            }
        } else if (m_selected.first == segment) {
            m_selected.second = -1;
        }
        m_tokenPicked = m_selected.second >= 0;
        arrange();
        showToken(m_selected.first, m_selected.second);
    });
}

void PairDetail::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void PairDetail::arrange() {
    const bool beside = width() >= panelBesideFrom;
    m_bodyLayout->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_panel->setMinimumWidth(beside ? 250 : 0);
    m_panel->setMaximumWidth(beside ? 300 : QWIDGETSIZE_MAX);
    m_panel->setMaximumHeight(beside ? QWIDGETSIZE_MAX : 210);
    const bool scarce = !beside && height() < qRound(panelBelowFrom * ThemeManager::instance().textScale());
    m_panel->setVisible(!scarce || m_tokenPicked);
    const int room = beside ? width() - 300 : width();
    const int optionsNeed = qRound(stackedBelow * ThemeManager::instance().textScale());
    m_optionLayout->setDirection(width() < optionsNeed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_answerLayout->setDirection(room < stackedBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace saferscope
