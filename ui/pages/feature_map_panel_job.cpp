// SPDX-License-Identifier: GPL-3.0-or-later
// The job that makes the map: planned on a thread, computed in a process, followed here.
#include "core/workspace/feature_map_run.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/session_listener.h"
#include "ui/bridge/workspace_session.h"
#include "ui/pages/feature_map_panel.h"
#include "ui/widgets/progress_row.h"

#include <QPushButton>

namespace saferscope {

void FeatureMapPanel::setWorkspace(WorkspaceSession* session) {
    stopListening(m_session, this);
    m_task.cancel();
    m_session = session;
    m_map.reset();
    m_mapSae.clear();
    m_stamp = 0;
    m_fixed = false;
    m_job.clear();
    m_view->setScene({});
    if (session != nullptr) {
        connect(session, &WorkspaceSession::artifactsChanged, this, &FeatureMapPanel::reload);
        connect(session, &WorkspaceSession::featureSelected, this, [this](FeatureId feature) {
            if (m_map) {
                m_view->setCurrent(feature);
            }
        });
        if (JobMonitor* jobs = session->jobs(); jobs != nullptr) {
            connect(jobs, &JobMonitor::listChanged, this, &FeatureMapPanel::showJob);
            connect(jobs, &JobMonitor::jobChanged, this, &FeatureMapPanel::showJob);
            connect(jobs, &JobMonitor::jobEnded, this, [this](const QString& id, RunState state) {
                const Job* job = m_session != nullptr ? m_session->jobs()->job(id.toStdString()) : nullptr;
                if (job == nullptr || job->spec.kind != JobKind::FeatureMap) {
                    return;
                }
                if (state == RunState::Failed || state == RunState::Lost) {
                    Error error;
                    error.message = job->result ? job->result->message : "The map could not be computed.";
                    error.hint = job->result ? job->result->hint : "Its log is on the Overview page.";
                    Q_EMIT failed(error);
                }
                showJob();
                reload();
            });
        }
    }
    showJob();
    showPicked();
    reload();
    showState();
}

void FeatureMapPanel::compute() {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_task.running() || !m_job.empty()) {
        return;
    }
    m_spec = std::make_shared<std::optional<RunSpec>>();
    m_task.start(
        [folder = m_session->workspace()->folder(), spec = m_spec](std::stop_token, const ProgressCallback&) -> Status {
            const auto workspace = Workspace::open(folder);
            if (!workspace) {
                return failure(workspace);
            }
            auto planned = planFeatureMapRun(**workspace, {});
            if (!planned) {
                return failure(planned);
            }
            *spec = std::move(*planned);
            return {};
        });
    showState();
}

void FeatureMapPanel::started() {
    if (m_session != nullptr && m_session->jobs() != nullptr && m_spec != nullptr && *m_spec) {
        if (const auto id = m_session->jobs()->start(std::move(**m_spec)); !id) {
            Q_EMIT failed(id.error());
        }
    }
    m_spec.reset();
    showJob();
}

void FeatureMapPanel::showJob() {
    const Job* shown = nullptr;
    if (m_session != nullptr && m_session->jobs() != nullptr) {
        for (const Job* job : m_session->jobs()->jobs()) {
            if (job->spec.kind == JobKind::FeatureMap && job->active()) {
                shown = job;
                break;
            }
        }
    }
    const bool was = !m_job.empty();
    m_job = shown != nullptr ? shown->spec.id : std::string();
    m_progress->setVisible(shown != nullptr);
    if (shown != nullptr) {
        if (const auto& progress = shown->progress; progress && progress->total > 0) {
            m_progress->setFraction(static_cast<double>(progress->done) / static_cast<double>(progress->total));
            m_progress->setDetail(progress->etaSeconds
                                      ? tr("%1, %2").arg(sentence(progress->stage), durationText(*progress->etaSeconds))
                                      : sentence(progress->stage));
        } else {
            m_progress->setFraction(-1.0);
            m_progress->setDetail(tr("Starting"));
        }
    }
    if (was != (shown != nullptr)) {
        showState();
    }
}

}  // namespace saferscope
