// SPDX-License-Identifier: GPL-3.0-or-later
// What the rater does: keys, and the acts behind keys and buttons.
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_contexts.h"
#include "ui/pages/annotate_header.h"
#include "ui/pages/annotate_keys.h"
#include "ui/pages/annotate_page.h"
#include "ui/pages/rating_buttons.h"
#include "ui/pages/rating_form.h"
#include "ui/pages/rating_inline_edit.h"
#include "ui/pages/rating_words.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QStackedWidget>

namespace saferscope {

void AnnotatePage::keyPressEvent(QKeyEvent* event) {
    // Text fields keep their keys to themselves (InlineEdit), buttons and boxes take Space; the rest comes here.
    const bool plain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    const bool undoes = event->key() == Qt::Key_Z && event->modifiers() == Qt::ControlModifier;
    bool handled = false;
    if (m_modes->currentIndex() == 0 && (plain || undoes)) {
        const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
        if (enter && button != nullptr && isAncestorOf(button)) {
            button->click();  // somebody went to it with Tab and means it
            handled = true;
        } else if (showing() == Showing::Card) {
            handled = cardKey(event);
        } else if (showing() == Showing::Finished) {
            handled = endKey(event);
        } else if (showing() == Showing::Form && !event->text().trimmed().isEmpty()) {
            m_form->askForName();  // the key was meant for a card that does not show yet, or for a name
            handled = true;
        }
    }
    if (!handled) {
        Page::keyPressEvent(event);
    }
}

bool AnnotatePage::cardKey(QKeyEvent* event) {
    if (m_keys->isVisible()) {  // any key closes the list, and does no more than that
        m_keys->hide();
        return true;
    }
    if (event->key() == Qt::Key_Question || event->text() == QLatin1String("?") || event->key() == Qt::Key_H) {
        m_keys->openOver(this);
        return true;
    }
    switch (event->key()) {  // looking around; a key that is held down goes on
        case Qt::Key_Left:
        case Qt::Key_P:
            go(-1);
            return true;
        case Qt::Key_Right:
        case Qt::Key_N:
            go(1);
            return true;
        case Qt::Key_J:
            m_card->contexts()->scroll(1);
            return true;
        case Qt::Key_K:
            m_card->contexts()->scroll(-1);
            return true;
        case Qt::Key_PageDown:
            m_card->contexts()->scroll(1, true);
            return true;
        case Qt::Key_PageUp:
            m_card->contexts()->scroll(-1, true);
            return true;
        default:
            break;
    }
    if (event->isAutoRepeat()) {  // a finger that rests on a key must not rate ten cards
        return true;
    }
    const QString typed = event->text();  // the digit row of some keyboards needs Shift
    if (typed.size() == 1 && typed[0] >= QLatin1Char('1') && typed[0] <= QLatin1Char('5')) {
        rate(typed[0].digitValue());
        return true;
    }
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            confirm();
            return true;
        case Qt::Key_S:
        case Qt::Key_Space:
            skip();
            return true;
        case Qt::Key_F:
            toggleFlag();
            return true;
        case Qt::Key_C:
            startComment();
            return true;
        case Qt::Key_L:
            startLabel();
            return true;
        case Qt::Key_U:
        case Qt::Key_Z:  // with Ctrl; see keyPressEvent()
        case Qt::Key_Backspace:
            if (event->key() != Qt::Key_Z || event->modifiers() == Qt::ControlModifier) {
                undo();
            }
            return true;
        case Qt::Key_B:
            setBlind(!m_header->blind());
            return true;
        default:
            return false;
    }
}

bool AnnotatePage::endKey(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_P:
            go(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            followSuggestion();
            return true;
        case Qt::Key_U:
        case Qt::Key_Z:
        case Qt::Key_Backspace:
            if (!event->isAutoRepeat() && (event->key() != Qt::Key_Z || event->modifiers() == Qt::ControlModifier)) {
                undo();
            }
            return true;
        default:
            return false;
    }
}

/// The reason, and at least that nothing is lost.
void AnnotatePage::showFailure(const Error& error) {
    showMessage(MessageKind::Error, sentence(error.message),
                error.hint.empty() ? tr("Nothing is lost: the card stays. Press the key again to try once more.")
                                   : sentence(error.hint));
}

/// False with the reason on the page when an act failed. Nothing has moved then.
bool AnnotatePage::done(const Status& status) {
    if (!status) {
        showFailure(status.error());
        takeFocus();
        return false;
    }
    messageBar()->dismiss();
    return true;
}

void AnnotatePage::goOn() {
    m_desk.advance();
    present();
}

bool AnnotatePage::someoneRates() {
    if (!m_preview) {
        return true;
    }
    if (m_desk.session() != nullptr && !m_desk.session()->writable()) {
        showMessage(MessageKind::Warning, tr("Nothing can be rated here."), m_desk.session()->whyReadOnly());
        return false;
    }
    askForRater();  // ends the preview; what was asked for is not done all the same
    return false;
}

void AnnotatePage::rate(int score) {
    if (!someoneRates()) {
        return;
    }
    const QScopedValueRollback acting(m_acting, true);
    if (settleEditors() && done(m_desk.rate(score))) {
        goOn();
    } else {
        renewCard();  // a button that was clicked stands as before
    }
}

void AnnotatePage::confirm() {
    if (!someoneRates()) {
        return;
    }
    const QScopedValueRollback acting(m_acting, true);
    if (!settleEditors()) {
        return;
    }
    const auto confirmed = m_desk.confirm();
    if (!confirmed) {
        done(failure(confirmed));
        return;
    }
    switch (*confirmed) {
        case AnnotateDesk::Confirmed::Done:
            messageBar()->dismiss();
            goOn();
            return;
        case AnnotateDesk::Confirmed::Hidden:
            showMessage(MessageKind::Info, tr("The judge's rating is hidden, so there is nothing to confirm yet."),
                        tr("Rate with 1 to 5 first, or press B (or take away the tick at Blind) to see its answer."));
            return;
        case AnnotateDesk::Confirmed::NothingToConfirm:
            showMessage(MessageKind::Info, tr("The judge has not rated this feature, so there is nothing to confirm."),
                        tr("Rate with 1 to 5."));
            return;
    }
}

void AnnotatePage::skip() {
    if (!someoneRates()) {
        return;
    }
    const QScopedValueRollback acting(m_acting, true);
    if (settleEditors() && done(m_desk.skip())) {
        goOn();
    }
}

void AnnotatePage::toggleFlag() {
    if (!someoneRates()) {
        return;
    }
    const QScopedValueRollback acting(m_acting, true);
    done(m_desk.toggleFlag());
    renewCard();
    takeFocus();
}

void AnnotatePage::undo() {
    if (!someoneRates()) {
        return;
    }
    // What the same person did in another window is theirs too, and may be newer. Before `acting`: others' events that
    // come in with it belong on the page.
    m_desk.session()->lookForChanges();
    const QScopedValueRollback acting(m_acting, true);
    if (!settleEditors()) {
        return;
    }
    const auto taken = m_desk.undo();
    if (!taken) {
        done(failure(taken));
        return;
    }
    if (!*taken) {
        showMessage(MessageKind::Info, tr("There is nothing of yours left to take back."));
        return;
    }
    messageBar()->dismiss();
    present();
    m_strip->setNote(tr("Taken back: %1").arg(historyLines({**taken}, m_desk.rater(), false).lines.front().what));
}

void AnnotatePage::go(int by) {
    if (!settleEditors()) {
        return;
    }
    if (m_desk.move(by)) {
        present();
    } else if (by > 0 && m_desk.queue().current()) {
        m_strip->setNote(tr("This is the last card."));
    }
}

void AnnotatePage::setBlind(bool on) {
    m_header->setBlind(on);
    m_desk.setBlind(on);
    renewCard();
    takeFocus();
}

void AnnotatePage::startComment() {
    if (!someoneRates()) {
        return;
    }
    m_card->buttons()->startComment();
}

void AnnotatePage::startLabel() {
    if (!someoneRates()) {
        return;
    }
    if (m_card->state().labelHidden) {
        showMessage(MessageKind::Info, tr("Somebody else has named this feature; blind mode hides the name."),
                    tr("Rate first, or press B to see it."));
        return;
    }
    m_card->startLabel();
}

bool AnnotatePage::saveComment() {
    InlineEdit* edit = m_card->buttons()->commentEdit();
    const QScopedValueRollback acting(m_acting, true);
    if (!edit->text().trimmed().isEmpty()) {
        if (const Status written = m_desk.comment(edit->text()); !written) {
            showFailure(written.error());  // the line stays open with what was written
            return false;
        }
        messageBar()->dismiss();
    }
    m_card->buttons()->closeComment();
    renewCard();
    takeFocus();
    return true;
}

bool AnnotatePage::saveLabel() {
    InlineEdit* edit = m_card->labelEdit();
    const QScopedValueRollback acting(m_acting, true);
    if (edit->text().simplified() != m_card->state().label) {
        if (const Status written = m_desk.setLabel(edit->text()); !written) {
            showFailure(written.error());
            return false;
        }
        messageBar()->dismiss();
    }
    m_card->closeLabel();
    renewCard();
    takeFocus();
    return true;
}

bool AnnotatePage::settleEditors() {
    const bool commenting = !m_card->buttons()->commentEdit()->isHidden();
    const bool naming = !m_card->labelEdit()->isHidden();
    return (!commenting || saveComment()) && (!naming || saveLabel());
}

void AnnotatePage::chooseRater(const QString& name) {
    if (m_desk.session() == nullptr || name.simplified().isEmpty()) {
        takeFocus();
        return;
    }
    if (!settleEditors()) {
        return;
    }
    const QString before = m_desk.session()->rater();
    if (const Status set = m_desk.session()->setRater(name); !set) {
        showError(set.error());
        renewProfiles();
        takeFocus();
        return;
    }
    messageBar()->dismiss();
    m_remembered = m_desk.session()->rater();
    if (m_remembered == before) {
        present();  // no signal came: nothing changed
    }
}

void AnnotatePage::askForRater() {
    if (m_desk.session() != nullptr && !m_desk.session()->writable()) {
        someoneRates();  // says why not
        return;
    }
    if (!settleEditors()) {
        return;
    }
    const bool preview = m_preview;
    m_preview = false;
    m_form->setName(preview ? m_remembered : QString());
    bring(Showing::Form);
    takeFocus();
}

void AnnotatePage::followSuggestion() {
    if (m_suggestion) {
        m_header->setOrder(m_suggestion->order);
        rebuild(false);
        takeFocus();
    }
}

void AnnotatePage::noteLastDone() {
    const auto& last = m_desk.lastDone();
    if (!last) {
        m_strip->setNote({});
        return;
    }
    const uint feature = last->feature.value();
    if (!last->score) {
        m_strip->setNote(tr("Feature %1: skipped").arg(feature));
    } else if (!last->judgeScore) {
        m_strip->setNote(tr("Feature %1: you %2").arg(feature).arg(*last->score));
    } else if (isWordListJudge(m_desk.judge())) {
        m_strip->setNote(tr("Feature %1: you %2, word lists %3").arg(feature).arg(*last->score).arg(*last->judgeScore));
    } else {
        m_strip->setNote(tr("Feature %1: you %2, LLM %3").arg(feature).arg(*last->score).arg(*last->judgeScore));
    }
}

}  // namespace saferscope
