// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/data/rating.h"

#include <cstdio>
#include <vector>

namespace saferscope::check {

/// 32 digits that tell events of a test apart.
inline std::string ratingId(std::uint64_t number) {
    char text[33];
    std::snprintf(text, sizeof text, "%032llx", static_cast<unsigned long long>(number));
    return text;
}

/// Second `number` of an hour, so that times rise with the number.
inline std::string ratingTime(int number) {
    char text[32];
    std::snprintf(text, sizeof text, "2026-07-26T09:%02d:%02d.000Z", number / 60 % 60, number % 60);
    return text;
}

inline RatingEvent event(int number, const std::string& rater, RatingAction action, FeatureId feature = FeatureId(7)) {
    RatingEvent made;
    made.id = ratingId(static_cast<std::uint64_t>(number));
    made.createdAt = ratingTime(number);
    made.saeHash = "sae";
    made.feature = feature;
    made.rater = rater;
    made.action = action;
    return made;
}

inline RatingEvent rate(int number, const std::string& rater, int score, FeatureId feature = FeatureId(7)) {
    RatingEvent made = event(number, rater, RatingAction::Rate, feature);
    made.score = score;
    return made;
}

inline RatingEvent judged(int number, const std::string& judge, int score, FeatureId feature = FeatureId(7)) {
    RatingEvent made = rate(number, judge, score, feature);
    made.raterKind = RaterKind::Judge;
    return made;
}

inline RatingEvent undo(int number, const std::string& rater, int target, FeatureId feature = FeatureId(7)) {
    RatingEvent made = event(number, rater, RatingAction::Undo, feature);
    made.target = ratingId(static_cast<std::uint64_t>(target));
    return made;
}

inline RatingEvent adjudicate(int number, const std::string& rater, int score, FeatureId feature = FeatureId(7)) {
    RatingEvent made = event(number, rater, RatingAction::Adjudicate, feature);
    made.score = score;
    return made;
}

/// A log as several people and judges might leave it: every action, undos of everything (also of what is not there and
/// of others' events), times that collide. All events are valid.
inline std::vector<RatingEvent> randomLog(Random& random, int count) {
    const std::vector<std::string> people = {"ann", "ben", "chloé"};
    const std::vector<std::string> judges = {"gpt-4o", "lexical"};
    std::vector<RatingEvent> log;
    for (int i = 0; i < count; ++i) {
        const FeatureId feature(static_cast<std::uint32_t>(random.below(4)));
        const bool judge = random.below(4) == 0;
        RatingEvent made =
            event(i, judge ? judges[random.below(2)] : people[random.below(3)], RatingAction::Rate, feature);
        made.id = ratingId(random.next());
        made.createdAt = ratingTime(static_cast<int>(random.below(static_cast<std::uint64_t>(count))));
        made.raterKind = judge ? RaterKind::Judge : RaterKind::Human;
        made.action = static_cast<RatingAction>(random.below(9));
        if (judge && made.action == RatingAction::Adjudicate) {
            made.action = RatingAction::Rate;
        }
        if (!judge && made.action == RatingAction::Unrated) {
            made.action = RatingAction::Rate;
        }
        if (made.action == RatingAction::Rate || made.action == RatingAction::Adjudicate) {
            made.score = 1 + static_cast<int>(random.below(5));
        }
        if (made.action == RatingAction::Undo) {
            made.target = log.empty() ? ratingId(random.next()) : log[random.below(log.size())].id;
        }
        made.blind = made.action == RatingAction::Rate && !judge && random.below(2) == 0;
        made.text = made.action == RatingAction::Rate ? "" : "text " + std::to_string(i);
        log.push_back(made);
    }
    return log;
}

}  // namespace saferscope::check
