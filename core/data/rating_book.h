// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <map>
#include <set>
#include <unordered_set>
#include <vector>

namespace saferscope {

/// A score that holds now.
struct CurrentRating {
    std::string eventId;
    std::string createdAt;
    int score = 0;
    std::string text;
    bool blind = false;
    bool confirmed = false;   ///< a person confirmed a judge's rating with one key
    bool suspicious = false;  ///< a judge's: its contexts look as if they were meant to steer it
};

/// What is said of one feature now.
struct FeatureOpinions {
    std::string label;                            ///< newest label that was not taken back; may be empty
    std::map<std::string, CurrentRating> humans;  ///< by rater: their newest rating that was not taken back
    std::map<std::string, CurrentRating> judges;  ///< by judge: its newest score, also when a newer answer is none
    std::map<std::string, std::string> unrated;   ///< judges whose newest answer is no score, with the reason
    std::optional<CurrentRating> adjudicated;
    std::string adjudicatedBy;
    bool movedSince = false;  ///< a person's score changed after the adjudication
    std::set<std::string> flaggedBy;
    std::set<std::string> skippedBy;  ///< raters whose newest word (rate or skip) is a skip
    struct Comment {
        std::string eventId, rater, createdAt, text;
    };
    std::vector<Comment> comments;  ///< oldest first

    /// The adjudicated score, else the median of the people's scores (mean of the two middle ones); nothing when no
    /// person rated.
    std::optional<double> humanScore() const;
    std::optional<int> judgeScore(const std::string& judge) const;
    /// People's scores differ and nobody has adjudicated since somebody's score last changed (the same score given
    /// again is no change).
    bool disputed() const;
};

/// The state that a set of rating events of one SAE amounts to. It depends on the set alone, not on the order in which
/// events come. Undo takes back a rate, skip, flag, unflag, comment, label or adjudicate event of the same rater; an
/// undo of anything else, or of an event that is not there, has no effect until its target comes. A plain value: copy
/// it to another thread freely, use one object from one thread.
class RatingBook {
public:
    RatingBook() = default;
    explicit RatingBook(std::vector<RatingEvent> events);

    /// Adds one event (an id that is there already is ignored) and brings its feature up to date; costs that feature's
    /// events only.
    void apply(RatingEvent event);

    /// Empty opinions when nothing was said of the feature.
    const FeatureOpinions& of(FeatureId feature) const;
    /// All events of a feature in order, taken back or not: its history.
    std::vector<RatingEvent> history(FeatureId feature) const;
    /// The newest event of the person `rater` that can be taken back and was not; nothing when there is none. Feature
    /// labels, comments and flags count.
    std::optional<RatingEvent> lastUndoable(const std::string& rater) const;

    std::vector<FeatureId> features() const;  ///< of which anything was said, rising
    std::vector<std::string> humans() const;  ///< raters with a standing rating, by name
    std::vector<std::string> judges() const;  ///< judges with a standing rating or an unrated answer, by name
    /// The judge that columns and rules mean by "llm": `preferred` when it has rated anything, else the one with most
    /// standing ratings (ties by name), else empty.
    std::string mainJudge(const std::string& preferred = {}) const;
    std::size_t eventCount() const { return m_ids.size(); }
    /// SHA-256 over the ids and hashes of all events in log order: names the state of the log for provenance.
    std::string digest() const;

private:
    struct Page {
        std::vector<RatingEvent> events;  ///< in log order
        std::set<std::string> undone;     ///< ids that were taken back
        FeatureOpinions opinions;
    };
    static void fold(Page& page);
    std::map<FeatureId, Page> m_pages;
    std::unordered_set<std::string> m_ids;
};

}  // namespace saferscope
