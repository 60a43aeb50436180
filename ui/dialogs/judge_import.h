// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/bridge/background_task.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>

class QDialog;

namespace saferscope {

class FormDialog;
class WorkspaceSession;

/// What taking over a file of ratings did, for people.
struct ImportOutcome {
    bool allWell = true;
    QString what;
    QString whatToDo;
    QStringList lines;  ///< what was left out and why; may quote the file
};

/// Takes over ratings that a judge gave elsewhere: reads the file, writes them to the log under the judge's name.
class JudgeImport : public QObject {
    Q_OBJECT

public:
    explicit JudgeImport(WorkspaceSession* session, QObject* parent = nullptr);
    bool busy() const { return m_task.running(); }
    /// In the background; ends in imported() or failed(). Must not be called while busy.
    void start(const QString& file, const QString& rater);

Q_SIGNALS:
    void imported(const saferscope::ImportOutcome& outcome);
    void failed(const saferscope::Error& error);

private:
    WorkspaceSession* const m_session;
    std::shared_ptr<ImportOutcome> m_outcome;  ///< written by the thread, read after it succeeded
    BackgroundTask m_task;
};

/// Puts the outcome into a dialog whose work is done.
void showImported(const ImportOutcome& outcome, FormDialog* dialog);

}  // namespace saferscope
