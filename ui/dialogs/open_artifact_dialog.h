// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/safer_call.h"
#include "ui/dialogs/form_dialog.h"
#include "ui/dialogs/path_look.h"

#include <filesystem>

class QHBoxLayout;
class QLineEdit;
class QProgressBar;

namespace saferscope {

class FoundPanel;
class Label;

/// What the dialogs "Open reward model" and "Open SAE" share. As soon as a path stands in the field, a child looks at
/// it and what it found is shown; the action adds it to the workspace, again by a child, with progress and cancel.
class OpenArtifactDialog : public FormDialog {
    Q_OBJECT

public:
    void setPath(const QString& path);
    bool added() const { return m_added; }
    bool looking() const { return m_look->looking(); }
    bool adding() const { return m_add.running(); }
    FoundPanel* found() const { return m_found; }
    QLineEdit* pathField() const { return m_path; }
    QLineEdit* nameField() const { return m_name; }

public Q_SLOTS:
    /// Starts adding; after that succeeded it closes the dialog.
    void accept() override;
    /// Cancels a running addition first.
    void reject() override;

protected:
    OpenArtifactDialog(const QString& title, const QString& sentence, std::filesystem::path workspaceFolder,
                       const QString& helpPage, QWidget* parent);

    /// The path's row with buttons of the subclass at its end.
    void addPathRow(const QString& label, const std::vector<QPushButton*>& buttons);
    void addNameRow();
    /// After the rows: what was found, progress.
    void finishLayout();
    void lookSoon(int milliseconds = 400);
    QString path() const;
    QString workspaceFolder() const;

    virtual QStringList lookArguments() const = 0;
    virtual QStringList addArguments() const = 0;
    /// Fills found() and says whether it can be added; also after a refusal, with its problems.
    virtual bool showFound(const Json& answer) = 0;
    virtual void showAdded(const Json& answer) = 0;
    /// The path is another one: what was asked about the old one goes.
    virtual void forgetFound() {}
    virtual void setFieldsEnabled(bool enabled) = 0;

    /// Problems that are not solved by a field of the dialog, as notes in red; true when there are none.
    bool showProblems(const std::vector<Error>& problems);

private:
    void setBusy(bool busy);

    const std::filesystem::path m_workspaceFolder;
    QLineEdit* m_path = nullptr;
    QLineEdit* m_name = nullptr;
    FoundPanel* m_found = nullptr;
    Label* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    PathLook* m_look = nullptr;
    bool m_added = false;
    SaferCall m_add;
};

}  // namespace saferscope
