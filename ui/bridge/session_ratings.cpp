// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "ui/bridge/workspace_session.h"

#include <set>

namespace saferscope {

std::string WorkspaceSession::mainJudge() const {
    return m_ratings.mainJudge(m_workspace != nullptr ? m_workspace->settings().judge : std::string());
}

void WorkspaceSession::reloadRatings() {
    const std::string sae = m_workspace != nullptr && m_index != nullptr ? m_index->manifest().saeHash : std::string();
    RatingBook book;
    if (!sae.empty()) {
        auto events = m_workspace->ratings(sae);
        if (events) {
            book = RatingBook(std::move(*events));
        } else {
            report(events.error());
            if (sae == m_ratingsSae) {
                return;  // what was read before is better than nothing
            }
        }
    }
    // The log only grows, so that one of the same length is the same one.
    const bool same = sae == m_ratingsSae && book.eventCount() == m_ratings.eventCount();
    m_ratings = std::move(book);
    m_ratingsSae = sae;
    if (!same) {
        Q_EMIT ratingsReloaded();
    }
}

// Events of others, or of our own that the watch saw as well: those are known by their ids.
void WorkspaceSession::takeRatings(std::vector<RatingEvent> events) {
    constexpr std::size_t fewFeatures = 20;  // more are cheaper to show all at once
    std::set<FeatureId> touched;
    for (RatingEvent& event : events) {
        if (event.saeHash != m_ratingsSae) {
            continue;
        }
        const FeatureId feature = event.feature;
        const std::size_t before = m_ratings.eventCount();
        m_ratings.apply(std::move(event));
        if (m_ratings.eventCount() != before) {
            touched.insert(feature);
        }
    }
    if (touched.size() > fewFeatures) {
        Q_EMIT ratingsReloaded();
        return;
    }
    for (const FeatureId feature : touched) {
        Q_EMIT ratingsChanged(feature);
    }
}

Error WorkspaceSession::readOnlyError() const {
    return {ErrorCode::Io, m_readOnly.toStdString(),
            "Copy the workspace to a folder of your own, or ask for permission to write it."};
}

Status WorkspaceSession::setRater(const QString& name) {
    const QString plain = name.simplified();
    if (!writable()) {
        return tl::unexpected(readOnlyError());
    }
    if (m_workspace != nullptr && !plain.isEmpty()) {
        if (const Status added = m_workspace->addRater(plain.toStdString()); !added) {
            return added;
        }
    }
    if (plain != m_rater) {
        m_rater = plain;
        Q_EMIT raterChanged(plain);
    }
    return {};
}

Result<RatingEvent> WorkspaceSession::rate(RatingEvent event) {
    if (m_workspace == nullptr || m_index == nullptr) {
        return fail(ErrorCode::Usage, "There is no feature index open, so there is nothing to rate.",
                    "Build an index on the Overview page first.");
    }
    if (!writable()) {
        return tl::unexpected(readOnlyError());
    }
    if (m_rater.isEmpty()) {
        return fail(ErrorCode::Usage, "Nobody is named as the rater.", "Choose or add a profile on the Annotate page.");
    }
    event.saeHash = m_index->manifest().saeHash;
    event.rater = m_rater.toStdString();
    event.raterKind = RaterKind::Human;
    event.details["scope"] = m_scope == TokenScope::SentenceEnds ? "sentence-ends" : "all-tokens";
    event.details["index"] = m_indexPath.filename().string();
    auto written = m_workspace->appendRating(std::move(event));
    if (!written) {
        return written;
    }
    m_ratings.apply(*written);
    Q_EMIT ratingsChanged(written->feature);
    return written;
}

Result<std::optional<RatingEvent>> WorkspaceSession::undoRating() {
    lookForChanges();  // the same person may rate in another window: the newest event may be from there
    const auto last = m_ratings.lastUndoable(m_rater.toStdString());
    if (!last) {
        return std::optional<RatingEvent>();
    }
    RatingEvent undo;
    undo.action = RatingAction::Undo;
    undo.feature = last->feature;
    undo.target = last->id;
    const auto written = rate(std::move(undo));
    if (!written) {
        return failure(written);
    }
    return last;
}

}  // namespace saferscope
