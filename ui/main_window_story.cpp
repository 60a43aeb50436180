// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what the presentation tells from the open workspace.
#include "core/jobs/run_spec.h"
#include "core/workspace/causal_run.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/results_source.h"
#include "ui/guide/story_bar.h"
#include "ui/main_window.h"
#include "ui/main_window_guide.h"
#include "ui/models/opinion_summary.h"
#include "ui/pages/overview_state.h"

#include <algorithm>

namespace saferscope {
namespace {

constexpr std::size_t mostStrongest = 12;

std::vector<StoryInputs::Feature> strongestOf(const WorkspaceSession& session, TokenScope scope) {
    std::vector<StoryInputs::Feature> features;
    const auto& contrasts = session.contrasts(scope);
    for (const FeatureId feature : session.keptFeatures(scope)) {
        if (features.size() == mostStrongest) {
            break;
        }
        const OpinionSummary said = summarise(session.ratings().of(feature), session.mainJudge());
        const std::optional<double> rating = said.human ? said.human
                                             : said.llm ? std::optional<double>(*said.llm)
                                                        : std::nullopt;
        features.push_back({feature, said.label, contrasts[feature.value()].contrast, rating});
    }
    // Those that somebody calls a matter of safety, then those with a name; among them as strong as they are.
    const auto rank = [](const StoryInputs::Feature& one) {
        return one.rating && *one.rating >= 4.0 ? 0 : one.label.isEmpty() ? 2 : 1;
    };
    std::stable_sort(features.begin(), features.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return features;
}

/// The newest sweep of the mode of which something is done, on a thread.
std::optional<StoryInputs::SweepPart> newestSweep(const SweepSource& source, ExperimentMode mode) {
    for (const Sweep& sweep : source.list()) {
        if (sweep.spec.mode == mode) {
            const auto look = lookAtSweeps(source, sweep.spec.id);
            if (look && look->entry() != nullptr && look->entry()->sweep.spec.id == sweep.spec.id &&
                look->results.cellsDone > 0) {
                return StoryInputs::SweepPart{sweep.spec, look->results};
            }
        }
    }
    return std::nullopt;
}

}  // namespace

void WindowGuide::gatherStory() {
    const WorkspaceSession* session = m_window.session();
    if (session == nullptr || session->workspace() == nullptr) {
        m_bar->setStory(tellStory({}));
        return;
    }
    m_bar->showReading();
    m_gathered = std::make_shared<StoryInputs>();
    const OverviewInputs overview = gatherOverview(*session);
    if (session->index() != nullptr) {
        m_gathered->manifest = session->index()->manifest();
        m_gathered->strongest = strongestOf(*session, session->scope());
        m_gathered->ratedByPeople = overview.ratings.byPeople;
        m_gathered->ratedByJudge = overview.ratings.byJudge;
        m_gathered->agreement = overview.ratings.agreement;
    }
    m_gathered->modelName = overview.model ? QString::fromStdString(overview.model->artifact.name) : QString();
    std::vector<std::filesystem::path> causal;  // newest first
    if (session->jobs() != nullptr) {
        for (const Job* job : session->jobs()->jobs()) {
            if (job->spec.kind == JobKind::Causal && job->state == RunState::Finished) {
                causal.push_back(job->folder);
            }
        }
    }
    auto sentencesOfCausal = std::make_shared<std::vector<std::string>>();
    m_reading = std::make_unique<BackgroundTask>();
    connect(m_reading.get(), &BackgroundTask::succeeded, this, [this, sentencesOfCausal] {
        for (const std::string& one : *sentencesOfCausal) {
            m_gathered->causal.append(sentence(one));
        }
        m_bar->setStory(tellStory(*m_gathered));
    });
    connect(m_reading.get(), &BackgroundTask::failed, this,
            [this](const Error&) { m_bar->setStory(tellStory(*m_gathered)); });
    m_reading->start([folder = session->workspace()->folder(), inputs = m_gathered, causal, sentencesOfCausal](
                         std::stop_token stop, const ProgressCallback&) -> Status {
        const SweepSource source = workspaceSweeps(folder);
        inputs->poison = newestSweep(source, ExperimentMode::Poison);
        if (!stop.stop_requested()) {
            inputs->denoise = newestSweep(source, ExperimentMode::Denoise);
        }
        for (const auto& run : causal) {
            if (const auto report = readCausalReport(run); report && !stop.stop_requested()) {
                *sentencesOfCausal = readingOf(*report);
                break;
            }
        }
        return {};
    });
}

}  // namespace saferscope
