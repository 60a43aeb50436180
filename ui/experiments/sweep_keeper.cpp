// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/sweep_keeper.h"

#include "core/base/log.h"
#include "core/jobs/slurm_queue.h"
#include "core/workspace/sweep_runs.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"

namespace saferscope {
namespace {

constexpr int soonMs = 1500;  // runs often end in a row
constexpr int periodMs = 30'000;

Status lookAfter(const std::filesystem::path& folder) {
    if (const auto asked = refreshSlurm(folder / "runs"); !asked) {
        log::warn("{}", asked.error().message);
    }
    careForSweeps(folder);  // what it queues is started by the monitor
    return {};
}

}  // namespace

SweepKeeper::SweepKeeper(QObject* parent) : QObject(parent) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SweepKeeper::look);
    connect(&m_task, &BackgroundTask::succeeded, this, [this] { m_timer.start(periodMs); });
    connect(&m_task, &BackgroundTask::failed, this, [this] { m_timer.start(periodMs); });
}

void SweepKeeper::setSession(WorkspaceSession* session) {
    if (m_session != nullptr && m_session->jobs() != nullptr) {
        disconnect(m_session->jobs(), nullptr, this, nullptr);
    }
    m_timer.stop();
    m_task.cancel();
    m_session = session;
    if (session != nullptr && session->workspace() != nullptr && session->jobs() != nullptr) {
        m_folder = session->workspace()->folder();
        connect(session->jobs(), &JobMonitor::jobEnded, this, [this] { m_timer.start(soonMs); });
        m_timer.start(soonMs);
    }
}

void SweepKeeper::look() {
    if (m_session == nullptr || m_task.running()) {
        return;
    }
    m_task.start([folder = m_folder](std::stop_token, const ProgressCallback&) { return lookAfter(folder); });
}

}  // namespace saferscope
