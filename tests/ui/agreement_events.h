// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <QString>
#include <algorithm>
#include <vector>

namespace saferscope::check {

inline RatingEvent rate(const std::string& rater, RaterKind kind, std::uint32_t feature, int score, bool blind = false,
                        const std::string& text = {}) {
    static int number = 0;
    ++number;
    RatingEvent event;
    event.id = newRatingId();
    event.createdAt = QStringLiteral("2026-07-26T09:%1:%2.000Z")
                          .arg(number / 60 % 60, 2, 10, QLatin1Char('0'))
                          .arg(number % 60, 2, 10, QLatin1Char('0'))
                          .toStdString();
    event.saeHash = "sae";
    event.feature = FeatureId(feature);
    event.rater = rater;
    event.raterKind = kind;
    event.score = score;
    event.blind = blind;
    event.text = text;
    return event;
}

inline RatingEvent human(const std::string& rater, std::uint32_t feature, int score, bool blind = false,
                         const std::string& text = {}) {
    return rate(rater, RaterKind::Human, feature, score, blind, text);
}

inline RatingEvent judge(std::uint32_t feature, int score, const std::string& text = "because",
                         const std::string& name = "lexical") {
    return rate(name, RaterKind::Judge, feature, score, false, text);
}

/// Anna, Ben and a judge over 60 features; they mostly agree.
inline std::vector<RatingEvent> lively() {
    std::vector<RatingEvent> events;
    for (std::uint32_t i = 0; i < 60; ++i) {
        const int score = 1 + static_cast<int>(i * 7 % 5);
        events.push_back(judge(i, score, "The passages are about <b>harm</b> & refusals, mostly in rejected answers."));
        if (i < 44) {
            events.push_back(human("Anna", i,
                                   std::clamp(score + (i % 7 == 0   ? -2
                                                       : i % 5 == 0 ? 1
                                                                    : 0),
                                              1, 5),
                                   i % 3 != 0));
        }
        if (i >= 8 && i < 40) {
            events.push_back(human("Ben", i,
                                   std::clamp(score + (i % 6 == 0   ? 1
                                                       : i % 9 == 0 ? 3
                                                                    : 0),
                                              1, 5),
                                   i % 2 == 0));
        }
    }
    return events;
}

}  // namespace saferscope::check
