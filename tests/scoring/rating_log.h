// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace saferscope::fixture {

/// A rating log under construction; ids and times rise with every event.
class RatingLog {
public:
    explicit RatingLog(std::string saeHash = std::string(64, 'a')) : m_saeHash(std::move(saeHash)) {}

    RatingEvent& add(std::uint32_t feature, const std::string& rater, RaterKind kind, RatingAction action,
                     std::optional<int> score = {}) {
        RatingEvent event;
        char text[64];
        std::snprintf(text, sizeof text, "%032zx", m_events.size() + 1);
        event.id = text;
        std::snprintf(text, sizeof text, "2026-07-26T09:%02zu:%02zu.000Z", m_events.size() / 60, m_events.size() % 60);
        event.createdAt = text;
        event.saeHash = m_saeHash;
        event.feature = FeatureId(feature);
        event.rater = rater;
        event.raterKind = kind;
        event.action = action;
        event.score = score;
        m_events.push_back(event);
        return m_events.back();
    }
    RatingEvent& judge(std::uint32_t feature, int score, const std::string& name = "gpt") {
        return add(feature, name, RaterKind::Judge, RatingAction::Rate, score);
    }
    RatingEvent& person(std::uint32_t feature, const std::string& name, int score, bool blind = false) {
        auto& event = add(feature, name, RaterKind::Human, RatingAction::Rate, score);
        event.blind = blind;
        return event;
    }
    const std::vector<RatingEvent>& events() const { return m_events; }
    RatingBook book() const { return RatingBook(m_events); }

private:
    const std::string m_saeHash;
    std::vector<RatingEvent> m_events;
};

}  // namespace saferscope::fixture
