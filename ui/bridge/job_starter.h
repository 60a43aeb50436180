// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"
#include "ui/bridge/job_request.h"

#include <QObject>
#include <QString>
#include <deque>
#include <memory>
#include <optional>

namespace saferscope {

class WorkspaceSession;

/// Prepares requests one after another on a thread of its own and starts each as a child process. GUI thread; the
/// session must outlive it.
class JobStarter : public QObject {
    Q_OBJECT

public:
    explicit JobStarter(WorkspaceSession* session, QObject* parent = nullptr);
    void start(JobRequest request);

Q_SIGNALS:
    void started(const QString& runId);
    void failed(const saferscope::Error& error);

private:
    void next();

    WorkspaceSession* const m_session;
    std::deque<JobRequest> m_waiting;
    std::shared_ptr<std::optional<RunSpec>> m_spec;  ///< written by the thread, read after it succeeded
    BackgroundTask m_task;
};

}  // namespace saferscope
