// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/workspace_session.h"

#include "core/base/log.h"
#include "ui/bridge/engine_client.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"

#include <utility>

namespace saferscope {

Result<std::unique_ptr<WorkspaceSession>> WorkspaceSession::open(const std::filesystem::path& folder) {
    auto workspace = Workspace::open(folder);
    if (!workspace) {
        return failure(workspace);
    }
    return std::make_unique<WorkspaceSession>(std::move(*workspace), nullptr);
}

Result<std::unique_ptr<WorkspaceSession>> WorkspaceSession::create(const std::filesystem::path& folder) {
    auto workspace = Workspace::create(folder);
    if (!workspace) {
        return failure(workspace);
    }
    return std::make_unique<WorkspaceSession>(std::move(*workspace), nullptr);
}

WorkspaceSession::WorkspaceSession(std::unique_ptr<Workspace> workspace, std::shared_ptr<const FeatureIndex> index)
    : m_workspace(std::move(workspace)), m_engine(std::make_unique<EngineClient>()), m_index(std::move(index)) {
    if (m_workspace == nullptr) {
        return;
    }
    if (m_index != nullptr) {
        reloadRatings();
    }
    m_jobs = std::make_unique<JobMonitor>(m_workspace->runsFolder());
    connect(m_jobs.get(), &JobMonitor::listChanged, this, &WorkspaceSession::jobsChanged);
    connect(m_jobs.get(), &JobMonitor::jobChanged, this, &WorkspaceSession::jobsChanged);
    connect(m_jobs.get(), &JobMonitor::jobEnded, this, &WorkspaceSession::refresh);
    m_readOnly = sentence(saferscope::whyReadOnly(m_workspace->folder()).value_or(std::string()));
    // Before anything is read: what comes in between is then seen twice rather than never.
    auto watch = WorkspaceWatch::open(m_workspace->folder());
    if (watch) {
        m_watch = std::move(*watch);
        connect(&m_lookTimer, &QTimer::timeout, this, &WorkspaceSession::lookForChanges);
        m_lookTimer.start(lookPeriodMs);
    } else {
        log::warn("{}", watch.error().message);
    }
    // Runs that ended while no window was open.
    refresh();
}

WorkspaceSession::~WorkspaceSession() = default;

QString WorkspaceSession::name() const {
    if (m_workspace == nullptr) {
        return {};
    }
    const std::filesystem::path folder = m_workspace->folder();
    return QString::fromStdString((folder.has_filename() ? folder : folder.parent_path()).filename().string());
}

const std::vector<FeatureContrast>& WorkspaceSession::contrasts(TokenScope scope) const {
    auto& cached = m_contrasts[static_cast<std::size_t>(scope)];
    if (!cached) {
        cached = m_index ? computeContrasts(*m_index, scope) : std::vector<FeatureContrast>();
    }
    return *cached;
}

std::vector<FeatureId> WorkspaceSession::keptFeatures(TokenScope scope) const {
    const WorkspaceSettings settings = m_workspace ? m_workspace->settings() : WorkspaceSettings();
    return strongestFeatures(contrasts(scope), settings.keptFeatures,
                             contrastMeasureFromName(settings.contrastMeasure).value_or(ContrastMeasure::Paper));
}

std::vector<std::string> WorkspaceSession::damageSeen() const {
    if (m_workspace == nullptr) {
        return {};
    }
    auto damage = m_watch != nullptr ? m_watch->damage() : std::vector<std::string>();
    const auto ratings = m_workspace->damagedRatings();
    if (!ratings.empty()) {
        damage.insert(damage.begin(), ratings.size() == 1
                                          ? "1 rating cannot be read any more (" + ratings[0] + ")."
                                          : std::to_string(ratings.size()) +
                                                " ratings cannot be read any more, first " + ratings[0] + ".");
    }
    return damage;
}

void WorkspaceSession::report(const Error& error) {
    log::warn("{}", error.message);
    Q_EMIT problem(sentence(error.message), sentence(error.hint));
}

void WorkspaceSession::refresh() {
    if (m_workspace == nullptr) {
        return;
    }
    if (writable()) {
        if (const auto adopted = m_workspace->adoptFinishedRuns(); !adopted) {
            report(adopted.error());
        }
    }
    openNewestIndex();
    reloadRatings();
    Q_EMIT artifactsChanged();
}

void WorkspaceSession::openNewestIndex() {
    const auto newest = m_workspace->newestArtifact(ArtifactKind::Index);
    const std::filesystem::path path = newest ? newest->path : std::filesystem::path();
    if (path != m_indexPath) {
        std::shared_ptr<const FeatureIndex> opened;
        if (newest) {
            auto index = FeatureIndex::open(path);
            if (index) {
                opened = std::move(*index);
            } else {
                report(index.error());
            }
        }
        m_indexPath = path;
        m_index = std::move(opened);
        m_contrasts = {};
        m_feature.reset();
        m_pair.reset();
        Q_EMIT indexChanged();
    }
    // Also where the index stayed: its model may have come only now, or the settings changed.
    tellEngine();
}

void WorkspaceSession::lookForChanges() {
    if (m_watch == nullptr) {
        return;
    }
    auto changes = m_watch->look();
    if (!changes) {
        // Said once and not every other second; refresh() and every act still say what is wrong. A share or a drive may
        // come back: it is looked at seldom from now on.
        if (std::exchange(m_lookFailed, true)) {
            return;
        }
        m_lookTimer.start(seldomPeriodMs);
        report(changes.error());
        return;
    }
    if (std::exchange(m_lookFailed, false)) {
        m_lookTimer.start(lookPeriodMs);
    }
    if (changes->settings || changes->datasets || changes->artifacts) {
        openNewestIndex();
        reloadRatings();
        Q_EMIT artifactsChanged();
    } else {
        takeRatings(std::move(changes->ratings));
    }
    if (changes->settings) {
        Q_EMIT ratingsReloaded();  // another main judge, other candidates
    }
    if (changes->featureSets) {
        Q_EMIT featureSetsChanged();
    }
    if (changes->documents) {
        Q_EMIT documentsChanged();
    }
}

void WorkspaceSession::selectFeature(FeatureId feature) {
    if (!m_index || feature.value() >= m_index->featureCount() || m_feature == feature) {
        return;
    }
    m_feature = feature;
    Q_EMIT featureSelected(feature);
}

void WorkspaceSession::selectPair(PairIndex pair) {
    if (!m_index || pair.value() >= m_index->pairCount() || m_pair == pair) {
        return;
    }
    m_pair = pair;
    Q_EMIT pairSelected(pair);
}

void WorkspaceSession::setScope(TokenScope scope) {
    if (scope != m_scope) {
        m_scope = scope;
        Q_EMIT scopeChanged(scope);
    }
}

void WorkspaceSession::goToFeature(FeatureId feature) {
    selectFeature(feature);
    Q_EMIT navigateToFeature(feature);
}

void WorkspaceSession::goToPair(PairIndex pair) {
    selectPair(pair);
    Q_EMIT navigateToPair(pair);
}

void WorkspaceSession::tryInPlayground(PairIndex pair) {
    selectPair(pair);
    Q_EMIT navigateToPlayground(pair);
}

}  // namespace saferscope
