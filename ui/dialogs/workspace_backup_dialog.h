// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/dialogs/form_dialog.h"

#include <filesystem>

class QCheckBox;
class QLineEdit;
class QProgressBar;

namespace saferscope {

class Label;
class SaferCall;

/// Copies the workspace to a new folder with `safer workspace backup`; the window and others can go on meanwhile.
class WorkspaceBackupDialog : public FormDialog {
    Q_OBJECT

public:
    /// `parentFolder`: where backups went last time; empty: beside the workspace.
    WorkspaceBackupDialog(std::filesystem::path workspace, const QString& parentFolder, QWidget* parent = nullptr);

    void start();
    void reject() override;
    bool running() const;
    QString target() const;
    void setTarget(const QString& folder);
    QCheckBox* artifactsBox() const { return m_artifacts; }
    /// Where the backup is; empty while none was made.
    QString made() const { return m_made; }

private:
    void browse();
    void showAnswer(const Json& answer);
    void setRunning(bool running);

    const std::filesystem::path m_workspace;
    SaferCall* m_call = nullptr;
    QLineEdit* m_target = nullptr;
    QPushButton* m_browse = nullptr;
    QCheckBox* m_artifacts = nullptr;
    QProgressBar* m_bar = nullptr;
    Label* m_line = nullptr;
    QString m_made;
    bool m_closing = false;
};

}  // namespace saferscope
