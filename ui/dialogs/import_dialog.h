// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/bridge/background_task.h"
#include "ui/dialogs/form_dialog.h"

#include <filesystem>
#include <memory>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;

namespace saferscope {

class ElidedLabel;
class Label;
class MessageBar;

/// Imports a file of preference pairs: says which layout it recognised, imports on a thread of its own with progress
/// and cancel, then reports what was taken and, line by line, what was not. A data set that Saferscope changed on
/// purpose is never taken in silence: a second bar says what its manifest says.
class ImportDialog : public FormDialog {
    Q_OBJECT

public:
    explicit ImportDialog(std::filesystem::path workspaceFolder, QWidget* parent = nullptr);
    void setFile(const QString& path);
    /// Set once an import succeeded.
    bool imported() const { return m_imported; }
    /// What is known of changes made on purpose; hidden where there are none.
    MessageBar* changeBar() const { return m_changeBar; }

public Q_SLOTS:
    /// Starts the import; after one has succeeded it closes the dialog.
    void accept() override;
    /// Cancels a running import first.
    void reject() override;

private:
    void chooseFile();
    void probe();
    void showReport();
    void showChanges();
    void setBusy(bool busy);

    const std::filesystem::path m_workspaceFolder;
    QLineEdit* m_file = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_subset = nullptr;
    QComboBox* m_layout = nullptr;
    Label* m_found = nullptr;
    QProgressBar* m_progress = nullptr;
    QPlainTextEdit* m_report = nullptr;
    MessageBar* m_changeBar = nullptr;
    bool m_imported = false;
    std::shared_ptr<ImportSummary> m_summary;  ///< written by the thread, read after it succeeded
    BackgroundTask m_task;
};

/// A layout as people know it.
QString layoutText(PairLayout layout);

}  // namespace saferscope
