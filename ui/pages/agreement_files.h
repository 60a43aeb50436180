// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/workspace/workspace.h"
#include "ui/bridge/background_task.h"

#include <QStringList>
#include <QWidget>
#include <memory>

class QPushButton;
class QToolButton;

namespace saferscope {

class WorkspaceSession;

/// What merging a file did, for people.
struct MergeReport {
    bool allWell = true;
    QString what;       ///< "214 ratings were added, 12 were there already."
    QString whatToDo;   ///< may be empty
    QStringList lines;  ///< refused lines and new conflicts, one each; may quote the file
};
MergeReport mergeReport(const RatingMerge& merge);

/// The buttons that bring ratings in and out: merge a file from another workspace, export the log.
class AgreementFiles : public QWidget {
    Q_OBJECT

public:
    explicit AgreementFiles(QWidget* parent = nullptr);
    void setSession(WorkspaceSession* session);
    bool busy() const { return m_task.running(); }
    /// In the background; ends in merged() or failed().
    void mergeFile(const QString& file);
    /// In the background; the ending decides: ".csv" is a table for spreadsheets, all else the log itself.
    void exportTo(const QString& file);

Q_SIGNALS:
    void merged(const saferscope::MergeReport& report);
    void exported(const QString& file);
    void failed(const saferscope::Error& error);

private:
    void chooseAndMerge();
    void chooseAndExport(bool csv);
    void setBusy(bool busy);
    void finish();

    WorkspaceSession* m_session = nullptr;
    QPushButton* m_merge = nullptr;
    QToolButton* m_export = nullptr;
    QString m_exporting;                    ///< file being written; empty while merging
    std::shared_ptr<RatingMerge> m_result;  ///< written by the thread, read after it succeeded
    BackgroundTask m_task;
};

/// Shows a report's lines beside its sentence.
void showMergeReport(const MergeReport& report, QWidget* parent);

}  // namespace saferscope
