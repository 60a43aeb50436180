// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/bridge/background_task.h"
#include "ui/dialogs/form_dialog.h"
#include "ui/dialogs/mapping_probe.h"

#include <QTimer>
#include <filesystem>
#include <memory>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QScrollArea;

namespace saferscope {

class Label;
class MappingView;
class MessageBar;
class PairPreview;

/// Imports a file of preference pairs: says which layout it recognised and shows the first pairs as they would come in;
/// columns of a file in no known layout are mapped by hand. Imports on a thread of its own with progress and cancel,
/// then reports what was assumed, what was taken and, line by line, what was not. A data set that Saferscope changed on
/// purpose is never taken in silence: a second bar says what its manifest says.
class ImportDialog : public FormDialog {
    Q_OBJECT

public:
    explicit ImportDialog(std::filesystem::path workspaceFolder, QWidget* parent = nullptr);
    void setFile(const QString& path);
    /// Set once an import succeeded.
    bool imported() const { return m_imported; }
    /// It is being found out what the file is.
    bool looking() const;
    /// What is known of changes made on purpose; hidden where there are none.
    MessageBar* changeBar() const { return m_changeBar; }
    MappingView* mappingView() const { return m_mapping; }
    QLineEdit* fileField() const { return m_file; }
    PairPreview* preview() const { return m_preview; }
    QComboBox* layoutBox() const { return m_layout; }
    QComboBox* preferenceBox() const { return m_preference; }
    QPushButton* mapButton() const { return m_map; }
    QPlainTextEdit* report() const { return m_report; }
    QString foundText() const;

public Q_SLOTS:
    /// Starts the import; after one has succeeded it closes the dialog.
    void accept() override;
    /// Cancels a running import first.
    void reject() override;

private:
    void makeRows();
    void makeWideParts();
    void connectParts();
    void chooseFile();
    void forgetFile();
    void probeSoon(int milliseconds);
    void probe();
    void showLook(const ImportLook& look);
    void nameByFile();
    void showMapping(bool shown);
    void showPreview(bool shown);
    void makeRoom();
    bool mapped() const;
    std::filesystem::path file() const;
    PairReaderOptions options() const;
    void showReport();
    void showChanges();
    void setBusy(bool busy);

    const std::filesystem::path m_workspaceFolder;
    QLineEdit* m_file = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_subset = nullptr;
    QComboBox* m_layout = nullptr;
    QPushButton* m_map = nullptr;
    QWidget* m_preferenceRow = nullptr;
    QComboBox* m_preference = nullptr;
    Label* m_found = nullptr;
    QScrollArea* m_body = nullptr;  ///< mapping and preview, which need more room than small screens have
    MappingView* m_mapping = nullptr;
    PairPreview* m_preview = nullptr;
    QProgressBar* m_progress = nullptr;
    QPlainTextEdit* m_report = nullptr;
    MessageBar* m_changeBar = nullptr;
    QTimer m_soon;
    MappingProbe m_probe;
    bool m_imported = false;
    std::shared_ptr<ImportSummary> m_summary;  ///< written by the thread, read after it succeeded
    std::shared_ptr<PairReadReport> m_read;    ///< the same
    BackgroundTask m_task;
};

/// A layout as people know it.
QString layoutText(PairLayout layout);

}  // namespace saferscope
