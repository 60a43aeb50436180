// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/dialogs/form_dialog.h"

#include <filesystem>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;

namespace saferscope {

class Label;
class SaferCall;

/// Looks for damage with `safer workspace verify` and says in words what was found; where something is damaged, also
/// the command that repairs it, to be copied. Reads only; the window can be used meanwhile.
class WorkspaceCheckDialog : public FormDialog {
    Q_OBJECT

public:
    explicit WorkspaceCheckDialog(std::filesystem::path workspace, QWidget* parent = nullptr);

    void start();
    void reject() override;
    bool running() const;
    QCheckBox* fullBox() const { return m_full; }
    /// What was found, as shown; empty before.
    QString findings() const;
    /// "safer workspace repair -w …"; empty unless damage was found.
    QString repairCommand() const;

private:
    void showAnswer(const Json& answer);
    void setRunning(bool running);

    const std::filesystem::path m_workspace;
    SaferCall* m_call = nullptr;
    QCheckBox* m_full = nullptr;
    QProgressBar* m_bar = nullptr;
    Label* m_line = nullptr;
    QPlainTextEdit* m_findings = nullptr;
    QWidget* m_repair = nullptr;
    QLineEdit* m_command = nullptr;
    bool m_closing = false;
};

/// A word of a command line as a POSIX shell takes it.
QString shellWord(const QString& word);

}  // namespace saferscope
