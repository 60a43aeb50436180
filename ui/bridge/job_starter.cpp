// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job_starter.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"

namespace saferscope {

JobStarter::JobStarter(WorkspaceSession* session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        auto id = m_session->jobs()->start(std::move(**m_spec));
        if (id) {
            Q_EMIT started(QString::fromStdString(*id));
        } else {
            Q_EMIT failed(id.error());
        }
        next();
    });
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        Q_EMIT failed(error);
        next();
    });
}

void JobStarter::start(JobRequest request) {
    m_waiting.push_back(std::move(request));
    if (!m_task.running()) {
        next();
    }
}

void JobStarter::next() {
    if (m_waiting.empty()) {
        return;
    }
    m_spec = std::make_shared<std::optional<RunSpec>>();
    m_task.start([request = std::move(m_waiting.front()), folder = m_session->workspace()->folder(), spec = m_spec](
                     std::stop_token, const ProgressCallback&) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        auto prepared = prepareRun(**workspace, request);
        if (!prepared) {
            return failure(prepared);
        }
        *spec = std::move(*prepared);
        return {};
    });
    m_waiting.pop_front();
}

}  // namespace saferscope
