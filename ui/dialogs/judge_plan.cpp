// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_plan.h"

#include "core/judge/known_answers.h"

#include <utility>

namespace saferscope {
namespace {

QString qt(const std::string& text) { return QString::fromStdString(text); }

/// The messages as people read them, then the body as the server gets it.
QString requestText(const RatingPreview& preview) {
    QStringList parts = {JudgePlanner::tr("To: %1").arg(qt(preview.url))};
    if (!preview.prompt.system.empty()) {
        parts << JudgePlanner::tr("--- System message ---") << qt(preview.prompt.system);
    }
    parts << JudgePlanner::tr("--- User message ---") << qt(preview.prompt.user)
          << JudgePlanner::tr("--- The same as it is sent ---") << qt(preview.body);
    return parts.join(QStringLiteral("\n\n"));
}

}  // namespace

Result<JudgePreview> previewRun(Workspace& workspace, const RatingRunRequest& request) {
    const auto spec = planRatingRun(workspace, request);
    if (!spec) {
        return failure(spec);
    }
    const auto params = rateFeaturesParamsFromJson(spec->params);
    if (!params) {
        return failure(params);
    }
    const auto index = FeatureIndex::open(params->index);
    if (!index) {
        return failure(index);
    }
    KnownAnswers known;
    if (params->judge.useCache) {
        auto events = workspace.ratings(params->saeHash);
        if (!events) {
            return failure(events);
        }
        known = KnownAnswers(*events);
    }
    const auto estimate = estimateRating(**index, *params, known);
    if (!estimate) {
        return failure(estimate);
    }
    JudgePreview preview;
    preview.estimate = *estimate;
    if (params->features.empty() || params->judge.kind == JudgeKind::Lexical) {
        return preview;
    }
    const auto first = previewRating(**index, *params, params->features.front());
    if (!first) {
        return failure(first);
    }
    preview.example = params->features.front();
    preview.prompt = requestText(*first);
    preview.suspicion = qt(first->prompt.suspicion);
    return preview;
}

JudgePlanner::JudgePlanner(std::filesystem::path workspace, QObject* parent)
    : QObject(parent), m_workspace(std::move(workspace)) {
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        if (m_running.real) {
            Q_EMIT planned(m_outcome->spec);
        } else if (!m_waiting) {  // else it is about fields that have changed since
            Q_EMIT previewed(m_outcome->preview);
        }
        next();
    });
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        if (m_running.real) {
            Q_EMIT failed(error);
        } else if (!m_waiting) {
            Q_EMIT previewFailed(error);
        }
        next();
    });
}

void JudgePlanner::preview(const RatingRunRequest& request) {
    if (m_waiting && m_waiting->real) {
        return;
    }
    m_waiting = Job{request, false};
    next();
}

void JudgePlanner::plan(const RatingRunRequest& request) {
    m_waiting = Job{request, true};
    next();
}

void JudgePlanner::next() {
    if (!m_waiting || m_task.running()) {
        return;
    }
    m_running = *std::exchange(m_waiting, std::nullopt);
    m_outcome = std::make_shared<Outcome>();
    m_task.start([folder = m_workspace, job = m_running, outcome = m_outcome](std::stop_token,
                                                                              const ProgressCallback&) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        if (job.real) {
            auto spec = planRatingRun(**workspace, job.request);
            if (!spec) {
                return failure(spec);
            }
            outcome->spec = std::move(*spec);
            return {};
        }
        auto preview = previewRun(**workspace, job.request);
        if (!preview) {
            return failure(preview);
        }
        outcome->preview = std::move(*preview);
        return {};
    });
}

}  // namespace saferscope
