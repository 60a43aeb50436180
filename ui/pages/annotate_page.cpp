// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/annotate_page.h"

#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_contexts.h"
#include "ui/pages/annotate_header.h"
#include "ui/pages/annotate_keys.h"
#include "ui/pages/rating_buttons.h"
#include "ui/pages/rating_form.h"
#include "ui/pages/rating_inline_edit.h"
#include "ui/pages/rating_words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

AnnotatePage::AnnotatePage(QWidget* parent) : Page(parent) {
    m_header = new AnnotateHeader(this);
    contentLayout()->addWidget(m_header);
    m_modes = new QStackedWidget(this);
    m_modes->addWidget(makeRating());
    contentLayout()->addWidget(m_modes, 1);
    m_keys = new AnnotateKeyList(this);
    connect(m_header, &AnnotateHeader::modePicked, this, &AnnotatePage::setMode);
    connect(m_header, &AnnotateHeader::profilePicked, this, &AnnotatePage::chooseRater);
    connect(m_header, &AnnotateHeader::newProfileRequested, this, &AnnotatePage::askForRater);
    connect(m_header, &AnnotateHeader::blindPicked, this, &AnnotatePage::setBlind);
    const auto another = [this] {
        if (settleEditors()) {
            rebuild(false);
        }
        takeFocus();
    };
    connect(m_header, &AnnotateHeader::orderPicked, this, another);
    connect(m_header, &AnnotateHeader::onlyOpenPicked, this, another);
    connectCard();
    bring(Showing::NoIndex);
}

QIcon AnnotatePage::icon() const { return themedIcon(QStringLiteral("annotate")); }

QWidget* AnnotatePage::makeRating() {
    auto* rating = new QWidget(this);
    auto* layout = new QVBoxLayout(rating);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    m_stack = new QStackedWidget(rating);
    m_empty = new EmptyState(QStringLiteral("annotate"), tr("Nothing to rate yet"),
                             tr("People rate features of a feature index: what it takes is preference pairs, a reward "
                                "model and a sparse autoencoder. The Overview page does it step by step."),
                             tr("Go to Overview"), m_stack);
    m_form = new RatingForm(m_stack);
    m_card = new AnnotateCard(m_stack);
    m_finished = new EmptyState(QStringLiteral("ok"), tr("All done"), QString(), QString(), m_stack);
    m_finished->button()->setAccessibleName(tr("Go on"));
    m_stack->addWidget(m_empty);  // in the order of Showing
    m_stack->addWidget(m_form);
    m_stack->addWidget(m_card);
    m_stack->addWidget(m_finished);
    m_strip = new AnnotateKeyStrip(rating);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_strip);
    return rating;
}

void AnnotatePage::connectCard() {
    connect(m_empty, &EmptyState::buttonClicked, this, &AnnotatePage::overviewRequested);
    connect(m_form, &RatingForm::chosen, this, &AnnotatePage::chooseRater);
    connect(m_form, &RatingForm::cancelled, this, [this] {
        if (!m_desk.rater().empty()) {
            present();
        }
    });
    connect(m_finished, &EmptyState::buttonClicked, this, &AnnotatePage::followSuggestion);
    RatingButtons* buttons = m_card->buttons();
    connect(buttons, &RatingButtons::scored, this, &AnnotatePage::rate);
    connect(buttons, &RatingButtons::skipRequested, this, &AnnotatePage::skip);
    connect(buttons, &RatingButtons::flagRequested, this, &AnnotatePage::toggleFlag);
    connect(buttons, &RatingButtons::commentRequested, this, &AnnotatePage::startComment);
    connect(buttons, &RatingButtons::undoRequested, this, &AnnotatePage::undo);
    connect(buttons->commentEdit(), &InlineEdit::accepted, this, [this] { saveComment(); });
    connect(buttons->commentEdit(), &InlineEdit::cancelled, this, [this] {
        m_card->buttons()->closeComment();
        takeFocus();
    });
    connect(m_card, &AnnotateCard::labelRequested, this, &AnnotatePage::startLabel);
    connect(m_card->labelEdit(), &InlineEdit::accepted, this, [this] { saveLabel(); });
    connect(m_card->labelEdit(), &InlineEdit::cancelled, this, [this] {
        m_card->closeLabel();
        takeFocus();
    });
    connect(m_card->contexts(), &AnnotateContexts::contextActivated, this,
            [this](PairIndex pair, Segment segment, int token) {
                if (m_desk.session() != nullptr) {
                    m_desk.session()->goToPair(pair);
                }
                Q_EMIT contextActivated(pair, segment, token);
            });
}

void AnnotatePage::setWorkspace(WorkspaceSession* session) {
    if (m_desk.session() != nullptr) {
        settleEditors();  // what is half written is better kept than lost
        disconnect(m_desk.session(), nullptr, this, nullptr);
    }
    m_card->buttons()->closeComment();
    m_card->closeLabel();
    m_card->setIndex(nullptr);
    m_broughtBack = {};
    m_desk.setSession(session);
    if (session != nullptr) {
        connect(session, &WorkspaceSession::indexChanged, this, &AnnotatePage::reload);
        connect(session, &WorkspaceSession::scopeChanged, this, [this] { isVisible() ? rebuild(true) : reload(); });
        connect(session, &WorkspaceSession::raterChanged, this, &AnnotatePage::reload);
        connect(session, &WorkspaceSession::ratingsChanged, this, [this](FeatureId feature) {
            if (!m_acting) {
                m_desk.refresh(feature);
                m_header->setProgress(m_desk.queue().progress());
                if (showing() == Showing::Card && m_desk.queue().current() == feature) {
                    renewCard();
                }
            }
        });
        connect(session, &WorkspaceSession::ratingsReloaded, this, [this] {
            m_desk.refresh();
            m_header->setProgress(m_desk.queue().progress());
            if (showing() == Showing::Card) {
                renewCard();
            } else {
                reload();
            }
        });
        if (session->rater().isEmpty() && !m_remembered.isEmpty() && session->workspace() != nullptr) {
            const auto known = session->workspace()->raters();
            if (std::find(known.begin(), known.end(), m_remembered.toStdString()) != known.end()) {
                static_cast<void>(session->setRater(m_remembered));  // else the form asks
            }
        }
    }
    reload();
}

void AnnotatePage::reload() {
    m_stale = true;
    m_preview = false;
    if (isVisible()) {
        rebuild(false);
        takeFocus();
    }
}

void AnnotatePage::rebuild(bool stay) {
    m_stale = false;
    const bool writable = m_desk.session() == nullptr || m_desk.session()->writable();
    m_preview = m_preview || !writable;  // cards to look at, for nobody
    m_card->buttons()->setEnabled(writable);
    m_card->buttons()->setToolTip(writable ? QString() : plainToolTip(m_desk.session()->whyReadOnly()));
    m_header->profiles()->setEnabled(writable);
    m_card->setIndex(m_desk.hasIndex() ? m_desk.session()->index() : nullptr);
    renewProfiles();
    m_desk.setBlind(m_header->blind());
    m_desk.build(m_header->order(), m_header->onlyOpen(), stay);
    if (m_wanted && !m_desk.rater().empty()) {
        m_desk.goTo(*m_wanted);
        m_wanted.reset();
    }
    present();
}

void AnnotatePage::renewProfiles() {
    QStringList names;
    const WorkspaceSession* session = m_desk.session();
    if (session != nullptr && session->workspace() != nullptr) {
        for (const std::string& name : session->workspace()->raters()) {
            names.append(QString::fromStdString(name));
        }
    }
    if (session != nullptr && !session->rater().isEmpty() && !names.contains(session->rater())) {
        names.append(session->rater());
    }
    m_form->setProfiles(names);
    m_header->setProfiles(names, session != nullptr ? session->rater() : QString());
}

AnnotatePage::Showing AnnotatePage::showing() const { return static_cast<Showing>(m_stack->currentIndex()); }

void AnnotatePage::bring(Showing what) {
    m_stack->setCurrentIndex(static_cast<int>(what));
    m_header->setEnabled(what != Showing::NoIndex);
    const bool rated = m_desk.session() == nullptr || m_desk.session()->writable();
    m_strip->setVisible(what == Showing::Card && rated);
}

void AnnotatePage::present() {
    m_header->setProgress(m_desk.queue().progress());
    if (!m_desk.hasIndex()) {
        bring(Showing::NoIndex);
        return;
    }
    if (m_desk.rater().empty() && !m_preview) {
        m_form->setName(m_remembered);
        bring(Showing::Form);
        takeFocus();
        return;
    }
    const auto feature = m_desk.queue().current();
    if (!feature) {
        presentEnd();
        return;
    }
    const QLocale locale;
    const auto number = [&](std::size_t value) { return locale.toString(static_cast<qulonglong>(value)); };
    m_card->showCard(
        m_desk.card(*feature), m_desk.session()->scope(),
        tr("Card %1 of %2").arg(number(m_desk.queue().position() + 1), number(m_desk.queue().cards().size())));
    m_desk.seen(*feature);
    showKeys();
    noteLastDone();
    bring(Showing::Card);
    takeFocus();
    openBroughtBack();
    // After the card is on the screen.
    QTimer::singleShot(0, this, &AnnotatePage::prepareNext);
}

void AnnotatePage::prepareNext() {
    const auto next = m_desk.queue().upcoming();
    if (next && showing() == Showing::Card && m_desk.hasIndex()) {
        m_card->contexts()->prepare(*next, m_desk.session()->scope());
    }
}

void AnnotatePage::showKeys() {
    const CardState& card = m_card->state();
    m_strip->setJudge(!card.judgeAsked     ? JudgeState::None
                      : card.answersHidden ? JudgeState::Hidden
                      : card.judgeScore    ? JudgeState::Shown
                                           : JudgeState::None);
}

void AnnotatePage::renewCard() {
    if (const auto feature = m_desk.queue().current(); feature && showing() == Showing::Card) {
        m_card->renew(m_desk.card(*feature));
        m_desk.seen(*feature);
        showKeys();
    }
    m_header->setProgress(m_desk.queue().progress());
}

void AnnotatePage::presentEnd() {
    const RatingQueue::Progress progress = m_desk.queue().progress();
    const QueueOrder order = m_desk.queue().request().order;
    const QLocale locale;
    const auto number = [&](std::size_t value) { return locale.toString(static_cast<qulonglong>(value)); };
    QString sentence = orderNothing(order);
    if (progress.total > 0) {
        sentence = tr("You have rated %1 of %Ln features in \u201C%2\u201D.", nullptr, pluralOf(progress.total))
                       .arg(number(progress.rated), orderTitle(order));
        if (progress.skipped > 0) {
            sentence += QLatin1Char(' ') + tr("%Ln skipped.", nullptr, pluralOf(progress.skipped));
        }
    }
    m_suggestion = m_desk.suggestion();
    QString button;
    if (m_suggestion) {
        const QString count = number(m_suggestion->open);
        button = m_suggestion->order == QueueOrder::Skipped
                     ? tr("Go through the skipped (%1)").arg(count)
                     : tr("Go on with: %1 (%2)").arg(orderTitle(m_suggestion->order), count);
        sentence += QLatin1Char('\n') + tr("Enter goes on, the left arrow goes back to the last card.");
    }
    m_finished->setText(progress.total > 0 ? tr("This queue is done") : tr("Nothing in this queue"), sentence);
    m_finished->setButtonText(button);
    m_finished->button()->setAccessibleName(button.isEmpty() ? tr("Go on") : button);
    bring(Showing::Finished);
    takeFocus();
}

void AnnotatePage::takeFocus() {
    if (!isVisible() || m_modes->currentIndex() != 0) {
        return;
    }
    switch (showing()) {
        case Showing::Form:
            m_form->edit()->setFocus(Qt::OtherFocusReason);
            break;
        case Showing::Card:
            m_card->setFocus(Qt::OtherFocusReason);
            break;
        case Showing::Finished:
            m_finished->setFocusPolicy(Qt::StrongFocus);
            m_finished->setFocus(Qt::OtherFocusReason);
            break;
        case Showing::NoIndex:
            m_empty->button()->setFocus(Qt::OtherFocusReason);
            break;
    }
}

void AnnotatePage::setAgreementWidget(QWidget* widget) {
    while (m_modes->count() > 1) {
        QWidget* old = m_modes->widget(1);
        m_modes->removeWidget(old);
        old->deleteLater();
    }
    if (widget != nullptr) {
        m_modes->addWidget(widget);
    }
    m_header->setModesShown(widget != nullptr);
}

void AnnotatePage::showFeature(FeatureId feature) {
    m_header->setMode(0);
    setMode(0);
    if (m_stale) {
        rebuild(false);
    }
    if (m_desk.rater().empty()) {
        m_wanted = feature;
        present();
    } else if (settleEditors()) {
        m_desk.goTo(feature);
        present();
    }
}

void AnnotatePage::setMode(int mode) {
    m_modes->setCurrentIndex(std::min(mode, m_modes->count() - 1));
    if (mode == 0) {
        takeFocus();
    }
}

void AnnotatePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_stale) {
        rebuild(false);
    }
    takeFocus();
}

void AnnotatePage::hideEvent(QHideEvent* event) {
    m_keys->hide();
    // Other pages go on with the feature that was looked at; not with each card, they have work to do for it.
    if (const auto feature = m_desk.queue().current(); feature && m_desk.session() != nullptr && !m_preview) {
        m_desk.session()->selectFeature(*feature);
    }
    Page::hideEvent(event);
}

void AnnotatePage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    if (m_keys->isVisible()) {
        m_keys->openOver(this);
    }
}

void AnnotatePage::saveState(QSettings& settings) const {
    const QString now = QString::fromStdString(m_desk.rater());
    settings.setValue(QStringLiteral("rater"), now.isEmpty() ? m_remembered : now);
    settings.setValue(QStringLiteral("order"), static_cast<int>(m_header->order()));
    settings.setValue(QStringLiteral("onlyOpen"), m_header->onlyOpen());
    settings.setValue(QStringLiteral("blind"), m_header->blind());
}

void AnnotatePage::restoreState(QSettings& settings) {
    m_remembered = settings.value(QStringLiteral("rater")).toString().simplified().left(maxRaterBytes);
    const int order = settings.value(QStringLiteral("order"), 0).toInt();
    m_header->setOrder(static_cast<QueueOrder>(order >= 0 && order < queueOrders ? order : 0));
    m_header->setOnlyOpen(settings.value(QStringLiteral("onlyOpen"), true).toBool());
    m_header->setBlind(settings.value(QStringLiteral("blind"), true).toBool());
    m_desk.setBlind(m_header->blind());
}

void AnnotatePage::showSomethingMeaningful() {
    if (!m_desk.hasIndex() || !m_desk.rater().empty()) {
        return;
    }
    m_preview = true;
    present();
}

}  // namespace saferscope
