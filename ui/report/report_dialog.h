// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"
#include "ui/dialogs/form_dialog.h"
#include "ui/report/report_file.h"

#include <QUrl>
#include <filesystem>
#include <functional>
#include <memory>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QProgressBar;
class QSpinBox;

namespace saferscope {

class Label;

/// A report of the workspace as PDF or HTML: whereto, how much, and whether the texts of the data are in it, which they
/// are only when somebody ticks that. Made on a thread of its own, with progress and cancel; what is there already is
/// replaced only after a second press. The dialog stays, to open what was written.
class ReportDialog : public FormDialog {
    Q_OBJECT

public:
    /// `folder`: where files go unless the user says otherwise.
    ReportDialog(std::filesystem::path workspace, const QString& folder, QWidget* parent = nullptr);

    bool busy() const { return m_task.running(); }
    /// The last report that was written; empty before the first.
    QString written() const { return m_written; }
    QLineEdit* titleLine() const { return m_title; }
    QComboBox* formatBox() const { return m_format; }
    QComboBox* languageBox() const { return m_language; }
    QLineEdit* destination() const { return m_path; }
    QSpinBox* features() const { return m_features; }
    QSpinBox* pairs() const { return m_pairs; }
    QCheckBox* withTexts() const { return m_texts; }
    /// For tests: what opens files and folders in place of the desktop.
    void setOpener(std::function<void(const QUrl&)> opener) { m_opener = std::move(opener); }

public Q_SLOTS:
    /// Starts the report.
    void accept() override;
    /// Cancels a running report first.
    void reject() override;

private:
    void makeRows(const QString& folder);
    ReportFormat format() const;
    void followFormat();
    void followPath();
    void choosePath();
    void setBusy(bool busy);
    void start();
    void showWritten();
    void showFailure(const Error& error);

    const std::filesystem::path m_workspace;
    QLineEdit* m_title = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_language = nullptr;  ///< with the codes as data
    QLineEdit* m_path = nullptr;
    QPushButton* m_choose = nullptr;
    QSpinBox* m_features = nullptr;
    QSpinBox* m_pairs = nullptr;
    QCheckBox* m_texts = nullptr;
    Label* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    QString m_confirmed;  ///< a file that may be replaced
    QString m_written;
    std::function<void(const QUrl&)> m_opener;
    std::shared_ptr<ReportWritten> m_result;  ///< of the running or last report
    BackgroundTask m_task;                    ///< last: it ends before what its signals touch
};

}  // namespace saferscope
