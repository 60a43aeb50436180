// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/dialogs/form_dialog.h"

class QProgressBar;

namespace saferscope {

class Label;
class SaferCall;

/// A dialog whose action is one `safer` command: its progress, its end, and a cancel that waits until the child is
/// gone. The window can be used meanwhile. GUI thread.
class SaferCallDialog : public FormDialog {
    Q_OBJECT

public:
    SaferCallDialog(const QString& title, const QString& sentence, const QString& action, QWidget* parent);

    bool running() const;
    /// While the command runs: ends it, then closes.
    void reject() override;

protected:
    /// Call once, after the rows of the form: what is added later stands below the progress.
    void addProgress();
    void startCall(const QStringList& arguments);
    virtual void showAnswer(const Json& answer) = 0;
    virtual QString cancelledText() const = 0;
    /// Fields that may not change while the command works.
    virtual void setFieldsEnabled(bool enabled) = 0;

private:
    void setRunning(bool running);

    SaferCall* m_call = nullptr;
    QProgressBar* m_bar = nullptr;
    Label* m_line = nullptr;
    bool m_closing = false;
};

}  // namespace saferscope
