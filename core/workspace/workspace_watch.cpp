// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_watch.h"

#include "core/storage/change_stamps.h"
#include "core/storage/rating_store.h"
#include "core/workspace/workspace_check.h"

namespace saferscope {

namespace {

constexpr int mostRatings = 2000;  // of one look: some 40 ms of checking hashes

}  // namespace

struct WorkspaceWatch::Impl {
    explicit Impl(Database opened) : database(std::move(opened)) {}

    Database database;
    std::optional<std::int64_t> version;
    ChangeStamps stamps;
    std::int64_t lastRating = 0;
};

WorkspaceWatch::WorkspaceWatch(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
WorkspaceWatch::~WorkspaceWatch() = default;

Result<std::unique_ptr<WorkspaceWatch>> WorkspaceWatch::open(const std::filesystem::path& folder) {
    auto database = Database::open(folder / "workspace.db");
    if (!database) {
        return failure(database);
    }
    auto impl = std::make_unique<Impl>(std::move(*database));
    // The number first: what is written between the two is found at the next look, once too often at worst.
    impl->version = dataVersion(impl->database);
    auto stamps = readChangeStamps(impl->database);
    if (!stamps) {
        return failure(stamps);
    }
    impl->stamps = std::move(*stamps);
    impl->lastRating = impl->stamps.lastRating;
    neverWait(impl->database);
    return std::unique_ptr<WorkspaceWatch>(new WorkspaceWatch(std::move(impl)));
}

std::vector<std::string> WorkspaceWatch::damage() const { return damageSeenOnOpening(m_impl->database); }

Result<WorkspaceWatch::Changes> WorkspaceWatch::look() {
    Changes changes;
    const auto version = dataVersion(m_impl->database);
    const bool behind = m_impl->lastRating < m_impl->stamps.lastRating;  // the last look did not bring all
    if (!version || (version == m_impl->version && !behind)) {
        return changes;
    }
    auto stamps = readChangeStamps(m_impl->database);
    if (!stamps) {
        // Somebody began to write meanwhile: the same look again next time. What a damaged file is, its readers say.
        return stamps.error().code == ErrorCode::Failed ? Result<Changes>(std::move(changes)) : failure(stamps);
    }
    if (stamps->lastRating > m_impl->lastRating) {
        const std::int64_t before = m_impl->lastRating;
        auto events = readRatingsAfter(m_impl->database, m_impl->lastRating, mostRatings);
        if (!events) {
            return events.error().code == ErrorCode::Failed ? Result<Changes>(std::move(changes)) : failure(events);
        }
        changes.ratings = std::move(*events);
        if (m_impl->lastRating == before) {
            m_impl->lastRating = stamps->lastRating;  // a damaged page hides the rest: not asked for again and again
        }
    }
    changes.settings = stamps->settings != m_impl->stamps.settings;
    changes.datasets = stamps->datasets != m_impl->stamps.datasets;
    changes.artifacts = stamps->artifacts != m_impl->stamps.artifacts;
    changes.featureSets = stamps->featureSets != m_impl->stamps.featureSets;
    changes.documents = stamps->documents != m_impl->stamps.documents;
    m_impl->stamps = std::move(*stamps);
    m_impl->version = version;
    return changes;
}

}  // namespace saferscope
