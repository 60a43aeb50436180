// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <filesystem>

namespace saferscope {

class WorkspaceSession;

/// Looks after the sweeps of the open workspace in the background: makes the runs of one whose starter was killed,
/// clears away what evaluated models left, asks Slurm about runs that were handed to it. All of it is idempotent and
/// may happen elsewhere at the same time (core/workspace/sweep_runs.h). GUI thread.
class SweepKeeper : public QObject {
    Q_OBJECT

public:
    explicit SweepKeeper(QObject* parent = nullptr);
    /// Null when no workspace is open; the session must outlive this or be replaced before it goes.
    void setSession(WorkspaceSession* session);

private:
    void look();

    QPointer<WorkspaceSession> m_session;
    std::filesystem::path m_folder;
    QTimer m_timer;
    BackgroundTask m_task;
};

}  // namespace saferscope
