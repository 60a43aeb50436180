// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/safer_call_dialog.h"

#include <filesystem>

class QCheckBox;
class QLineEdit;

namespace saferscope {

/// Copies the workspace to a new folder with `safer workspace backup`; the window and others can go on meanwhile.
class WorkspaceBackupDialog : public SaferCallDialog {
    Q_OBJECT

public:
    /// `parentFolder`: where backups went last time; empty: beside the workspace.
    WorkspaceBackupDialog(std::filesystem::path workspace, const QString& parentFolder, QWidget* parent = nullptr);

    void start();
    QString target() const;
    void setTarget(const QString& folder);
    QCheckBox* artifactsBox() const { return m_artifacts; }
    /// Where the backup is; empty while none was made.
    QString made() const { return m_made; }

private:
    void browse();
    void showAnswer(const Json& answer) override;
    QString cancelledText() const override;
    void setFieldsEnabled(bool enabled) override;

    const std::filesystem::path m_workspace;
    QLineEdit* m_target = nullptr;
    QPushButton* m_browse = nullptr;
    QCheckBox* m_artifacts = nullptr;
    QString m_made;
};

}  // namespace saferscope
