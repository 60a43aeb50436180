// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/safer_call.h"
#include "ui/dialogs/export_kinds.h"
#include "ui/dialogs/form_dialog.h"

#include <QUrl>
#include <filesystem>
#include <functional>

class QComboBox;
class QLineEdit;
class QListWidget;
class QProgressBar;

namespace saferscope {

class FoundPanel;
class Label;
class Workspace;

/// Everything that goes out of a workspace in one place: what, as which layout, whereto. A child does the work, with
/// progress and cancel; what is there already is replaced only after a second press. The dialog stays for the next one.
class ExportDialog : public FormDialog {
    Q_OBJECT

public:
    /// `folder`: where files go unless the user says otherwise.
    ExportDialog(const Workspace& workspace, const QString& folder, QWidget* parent = nullptr);

    /// By its name ("pairs").
    void chooseKind(const QString& name);
    bool busy() const { return m_call.running(); }
    /// Where the last export went; empty before the first.
    QString written() const { return m_written; }
    QString folder() const;  ///< of the destination, to be remembered
    QListWidget* kindList() const { return m_kinds; }
    QComboBox* sourceBox() const { return m_source; }
    QComboBox* formBox() const { return m_form; }
    QLineEdit* destination() const { return m_path; }
    QPushButton* showButton() const { return m_show; }
    FoundPanel* notes() const { return m_notes; }
    /// For tests: what opens a folder in place of the desktop's file manager.
    void setOpener(std::function<void(const QUrl&)> opener) { m_opener = std::move(opener); }

public Q_SLOTS:
    /// Starts the export.
    void accept() override;
    /// Cancels a running export first.
    void reject() override;

private:
    void makeRows();
    const ExportKind& kind() const;
    const ExportForm& form() const;
    void followKind();
    void followForm();
    void nameFile();
    void chooseDestination();
    QStringList arguments() const;
    void setBusy(bool busy);
    void showWritten(const Json& answer);

    const QString m_workspaceFolder;
    const QString m_startFolder;
    const std::vector<ExportKind> m_list;
    QListWidget* m_kinds = nullptr;
    Label* m_sourceName = nullptr;
    QComboBox* m_source = nullptr;
    QComboBox* m_form = nullptr;
    QLineEdit* m_path = nullptr;
    QPushButton* m_choose = nullptr;
    Label* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_show = nullptr;
    FoundPanel* m_notes = nullptr;
    QString m_confirmed;     ///< a destination that may be replaced
    bool m_replace = false;  ///< what is there now may be replaced by the export that begins
    QString m_written;
    std::function<void(const QUrl&)> m_opener;
    SaferCall m_call;
};

}  // namespace saferscope
