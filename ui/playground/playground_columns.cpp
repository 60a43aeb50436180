// SPDX-License-Identifier: GPL-3.0-or-later
// How much room the editors get, where Tab goes, and the menu of pairs.
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/margin_view.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/text_edit.h"
#include "ui/playground/turn_list.h"
#include "ui/widgets/labels.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int fitAfterMs = 15;         ///< the layout of a new width comes first
constexpr int fewestLines = 4;         ///< of an answer's editor
constexpr double mostOfAnswer = 0.55;  ///< the heat map keeps the rest; a longer text scrolls
constexpr double mostOfPrompt = 0.7;   ///< turns are many boxes for few words

// The upper part as high as wanted, the lower one takes what is left.
void divide(QSplitter* splitter, int wanted, double most) {
    const int all = splitter->height() - splitter->handleWidth();
    if (all <= 0) {
        return;
    }
    const int upper = std::min(wanted, static_cast<int>(most * all));
    if (upper != splitter->sizes().value(0)) {
        splitter->setSizes({upper, all - upper});
    }
}

}  // namespace

// Until somebody divides a column by hand, its editor is as high as its text and the heat map follows right below.
void PlaygroundPage::fitBySelf() {
    m_fit.setInterval(fitAfterMs);
    connect(&m_fit, &QTimer::timeout, this, &PlaygroundPage::fitColumns);
    connect(&ThemeManager::instance(), &ThemeManager::changed, &m_fit, qOverload<>(&QTimer::start));
    connect(m_splitter, &QSplitter::splitterMoved, &m_fit, qOverload<>(&QTimer::start));
    connect(m_promptSplitter, &QSplitter::splitterMoved, this, [this] { m_promptByHand = true; });
    for (AnswerBox* box : m_answers) {
        connect(box->splitter(), &QSplitter::splitterMoved, this, [this] { m_answersByHand = true; });
        connect(box->editor()->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, &m_fit,
                qOverload<>(&QTimer::start));
    }
    for (QSplitter* splitter : {m_promptSplitter, m_answers[0]->splitter(), m_answers[1]->splitter()}) {
        splitter->handle(1)->setToolTip(plainToolTip(tr("Drag to divide; double-click to fit the text again")));
        splitter->handle(1)->installEventFilter(this);
    }
}

void PlaygroundPage::fitColumns() {
    if (!m_promptByHand) {
        divide(m_promptSplitter, m_turns->wantedHeight(), mostOfPrompt);
    }
    if (!m_answersByHand) {
        // Both alike, so that the heat maps stand side by side.
        int wanted = 0;
        for (const AnswerBox* box : m_answers) {
            wanted = std::max(wanted, box->editor()->heightForText(fewestLines));
        }
        for (const AnswerBox* box : m_answers) {
            divide(box->splitter(), wanted, mostOfAnswer);
        }
    }
}

void PlaygroundPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_fit.start();
}

bool PlaygroundPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonDblClick) {
        (watched == m_promptSplitter->handle(1) ? m_promptByHand : m_answersByHand) = false;
        m_fit.start();
    }
    return Page::eventFilter(watched, event);
}

// From text to text first, then what is said about them.
void PlaygroundPage::orderTabs() {
    const std::array<QWidget*, 6> order = {m_turns->systemBox(), m_answers[0]->editor(), m_answers[1]->editor(),
                                           m_promptView,         m_answers[0]->view(),   m_answers[1]->view()};
    for (std::size_t i = 1; i < order.size(); ++i) {
        setTabOrder(order[i - 1], order[i]);
    }
    m_turns->editor(0)->setFocus();  // where somebody who opens the page starts
    // The list of features is about the answer that is being written.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, const QWidget* now) {
        for (const AnswerBox* box : m_answers) {
            if (now != nullptr && now == box->editor() && m_lastAnswer != box->segment()) {
                m_lastAnswer = box->segment();
                showFeatures();
            }
        }
    });
}

void PlaygroundPage::makePairMenu(QPushButton* button) {
    auto* menu = new QMenu(button);
    QAction* selected = menu->addAction(tr("Load the selected pair"), QKeySequence(Qt::CTRL | Qt::Key_L), this, [this] {
        if (m_session != nullptr && m_session->selectedPair()) {
            loadPair(*m_session->selectedPair());
        } else {
            showMessage(MessageKind::Info, tr("No pair is selected."), tr("Select one on the Pairs page."));
        }
    });
    QAction* random = menu->addAction(tr("Load a random pair"), QKeySequence(Qt::CTRL | Qt::Key_R), this,
                                      &PlaygroundPage::randomPair);
    menu->addAction(tr("Load a file…"), this, [this] {
        const QString path = QFileDialog::getOpenFileName(
            this, tr("Load a file"), {},
            tr("Pairs and texts (*.jsonl *.json *.jsonl.gz *.json.gz *.txt *.md);;All files (*)"));
        if (!path.isEmpty()) {
            loadFile(path);
        }
    });
    menu->addAction(tr("Start empty"), this, &PlaygroundPage::startEmpty);
    menu->addSeparator();
    QAction* copy = menu->addAction(tr("Copy texts and rewards"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this,
                                    [this] { QApplication::clipboard()->setText(asText()); });
    // A menu that is closed hears no keys; the page does, while it is the one that is shown.
    addActions({selected, random, copy});
    connect(menu, &QMenu::aboutToShow, this, [this, selected, random, copy] {
        const bool index = m_session != nullptr && m_session->index() != nullptr;
        const auto pair = index ? m_session->selectedPair() : std::nullopt;
        selected->setText(pair ? tr("Load the selected pair (%L1)").arg(pair->value() + 1)
                               : tr("Load the selected pair"));
        selected->setEnabled(pair.has_value());
        random->setEnabled(index);
        copy->setEnabled(!isBlank(draft()));
    });
    connect(menu, &QMenu::aboutToHide, this, [selected, random, copy] {
        for (QAction* action : {selected, random, copy}) {
            action->setEnabled(true);  // their keys answer with a sentence where they cannot
        }
    });
    button->setMenu(menu);
}

void PlaygroundPage::startEmpty() { load(emptyDraft()); }

QString PlaygroundPage::asText() const {
    QString text;
    for (const Message& turn : m_turns->turns()) {
        text +=
            QStringLiteral("[%1] %2\n\n").arg(QString::fromStdString(turn.role), QString::fromStdString(turn.content));
    }
    const bool known = m_pair != nullptr && !m_waiting;  // else the numbers are those of older texts
    for (const AnswerBox* box : m_answers) {
        const QString name = box->editor()->accessibleName();
        text += (known ? tr("%1 (reward %2):").arg(name, box->rewardText()) : name + QLatin1Char(':')) +
                QLatin1Char('\n') + box->text() + QStringLiteral("\n\n");
    }
    return known ? text + m_margin->words() + QLatin1Char('\n') : text;
}

}  // namespace saferscope
