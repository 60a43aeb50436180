// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/safer_call_dialog.h"

#include <filesystem>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace saferscope {

/// Looks for damage with `safer workspace verify` and says in words what was found; where something is damaged, also
/// the command that repairs it, to be copied. Reads only; the window can be used meanwhile.
class WorkspaceCheckDialog : public SaferCallDialog {
    Q_OBJECT

public:
    explicit WorkspaceCheckDialog(std::filesystem::path workspace, QWidget* parent = nullptr);

    void start();
    QCheckBox* fullBox() const { return m_full; }
    /// What was found, as shown; empty before.
    QString findings() const;
    /// "safer workspace repair -w …"; empty unless damage was found.
    QString repairCommand() const;

private:
    void showAnswer(const Json& answer) override;
    QString cancelledText() const override;
    void setFieldsEnabled(bool enabled) override;

    const std::filesystem::path m_workspace;
    QCheckBox* m_full = nullptr;
    QPlainTextEdit* m_findings = nullptr;
    QWidget* m_repair = nullptr;
    QLineEdit* m_command = nullptr;
};

/// A word of a command line as a POSIX shell takes it.
QString shellWord(const QString& word);

}  // namespace saferscope
