// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/safer_call_dialog.h"

#include "ui/bridge/safer_call.h"
#include "ui/bridge/sentences.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QProgressBar>
#include <QPushButton>

namespace saferscope {

SaferCallDialog::SaferCallDialog(const QString& title, const QString& sentence, const QString& action, QWidget* parent)
    : FormDialog(title, sentence, action, parent), m_call(new SaferCall(this)) {
    offerHelp(this, QStringLiteral("workspace"));
    keepOpenOnAction();
    connect(m_call, &SaferCall::progressed, this, [this](const QString& said, double fraction) {
        m_line->setText(boundedText(saferscope::sentence(said), 200, 1));
        showFraction(m_bar, fraction);
    });
    connect(m_call, &SaferCall::answered, this, [this](const Json& answer) {
        setRunning(false);
        showAnswer(answer);
        growToContents();
    });
    connect(m_call, &SaferCall::failed, this, [this](const Error& error) {
        setRunning(false);
        if (m_closing) {
            FormDialog::reject();
        } else if (error.code == ErrorCode::Interrupted) {
            messageBar()->showMessage(MessageKind::Info, cancelledText());
        } else {
            showError(error);
        }
        growToContents();
    });
}

void SaferCallDialog::addProgress() {
    m_bar = addProgressBar();
    m_line = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_line->hide();
    addWide(m_line, 0);
}

bool SaferCallDialog::running() const { return m_call->running(); }

void SaferCallDialog::startCall(const QStringList& arguments) {
    if (const Status started = m_call->start(arguments); !started) {
        showError(started.error());
        return;
    }
    setRunning(true);
    growToContents();
}

void SaferCallDialog::reject() {
    if (running()) {
        m_closing = true;  // closes once the child is gone
        m_call->cancel();
        return;
    }
    FormDialog::reject();
}

void SaferCallDialog::setRunning(bool running) {
    action()->setEnabled(!running);
    cancelButton()->setText(running ? tr("Cancel") : tr("Close"));
    setFieldsEnabled(!running);
    showFraction(m_bar, -1.0);
    m_bar->setVisible(running);
    m_line->setText(running ? tr("Starting …") : QString());
    m_line->setVisible(running);
}

}  // namespace saferscope
