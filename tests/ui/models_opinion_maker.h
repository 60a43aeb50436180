// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <string>

namespace saferscope::check {

/// Rating events for tests of the window, each later than the one before.
class OpinionMaker {
public:
    RatingEvent make(std::uint32_t feature, const std::string& rater, RaterKind kind, RatingAction action,
                     std::optional<int> score = {}, const std::string& text = {}) {
        RatingEvent event;
        event.id = newRatingId();
        m_last = ratingTimestamp(m_last);
        event.createdAt = m_last;
        event.saeHash = "sae";
        event.feature = FeatureId(feature);
        event.rater = rater;
        event.raterKind = kind;
        event.action = action;
        event.score = score;
        event.text = text;
        return event;
    }
    RatingEvent judge(std::uint32_t feature, int score, const std::string& why, const std::string& name = "gpt-4o") {
        return make(feature, name, RaterKind::Judge, RatingAction::Rate, score, why);
    }
    RatingEvent unrated(std::uint32_t feature, const std::string& why, const std::string& name = "gpt-4o") {
        return make(feature, name, RaterKind::Judge, RatingAction::Unrated, {}, why);
    }
    RatingEvent person(std::uint32_t feature, const std::string& rater, int score) {
        return make(feature, rater, RaterKind::Human, RatingAction::Rate, score);
    }
    RatingEvent label(std::uint32_t feature, const std::string& text, const std::string& rater = "anna") {
        return make(feature, rater, RaterKind::Human, RatingAction::Label, {}, text);
    }
    RatingEvent comment(std::uint32_t feature, const std::string& text, const std::string& rater = "anna") {
        return make(feature, rater, RaterKind::Human, RatingAction::Comment, {}, text);
    }
    RatingEvent flag(std::uint32_t feature, const std::string& rater = "anna") {
        return make(feature, rater, RaterKind::Human, RatingAction::Flag);
    }
    RatingEvent adjudicate(std::uint32_t feature, int score, const std::string& why,
                           const std::string& rater = "carol") {
        return make(feature, rater, RaterKind::Human, RatingAction::Adjudicate, score, why);
    }

private:
    std::string m_last;
};

}  // namespace saferscope::check
