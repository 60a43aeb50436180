// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_book.h"

#include "core/base/hash.h"

#include <algorithm>

namespace saferscope {

namespace {

bool canBeUndone(RatingAction action) { return action != RatingAction::Undo && action != RatingAction::Unrated; }

bool isSet(const Json& details, const char* key) {
    const auto it = details.is_object() ? details.find(key) : details.end();
    return details.is_object() && it != details.end() && (it->is_boolean() ? it->get<bool>() : !it->empty());
}

CurrentRating ratingOf(const RatingEvent& event) {
    CurrentRating rating;
    rating.eventId = event.id;
    rating.createdAt = event.createdAt;
    rating.score = event.score.value_or(0);
    rating.text = event.text;
    rating.blind = event.blind;
    rating.confirmed = event.raterKind == RaterKind::Human && !event.target.empty();
    rating.suspicious = event.raterKind == RaterKind::Judge && isSet(event.details, "suspicious");
    return rating;
}

void takeRating(FeatureOpinions& opinions, const RatingEvent& event) {
    if (event.raterKind == RaterKind::Judge) {
        opinions.judges[event.rater] = ratingOf(event);
        opinions.unrated.erase(event.rater);
        return;
    }
    const auto before = opinions.humans.find(event.rater);
    opinions.movedSince = opinions.movedSince || before == opinions.humans.end() || before->second.score != event.score;
    opinions.humans[event.rater] = ratingOf(event);
    opinions.skippedBy.erase(event.rater);
}

void take(FeatureOpinions& opinions, const RatingEvent& event) {
    switch (event.action) {
        case RatingAction::Rate:
            takeRating(opinions, event);
            break;
        case RatingAction::Unrated:
            opinions.unrated[event.rater] = event.text;
            break;
        case RatingAction::Skip:
            opinions.skippedBy.insert(event.rater);
            break;
        case RatingAction::Flag:
            opinions.flaggedBy.insert(event.rater);
            break;
        case RatingAction::Unflag:
            opinions.flaggedBy.erase(event.rater);
            break;
        case RatingAction::Comment:
            opinions.comments.push_back({event.id, event.rater, event.createdAt, event.text});
            break;
        case RatingAction::Label:
            opinions.label = event.text;
            break;
        case RatingAction::Adjudicate:
            opinions.adjudicated = ratingOf(event);
            opinions.adjudicatedBy = event.rater;
            opinions.movedSince = false;
            break;
        case RatingAction::Undo:
            break;
    }
}

}  // namespace

std::optional<double> FeatureOpinions::humanScore() const {
    if (adjudicated) {
        return adjudicated->score;
    }
    if (humans.empty()) {
        return std::nullopt;
    }
    std::vector<int> scores;
    scores.reserve(humans.size());
    for (const auto& [rater, rating] : humans) {
        scores.push_back(rating.score);
    }
    std::ranges::sort(scores);
    const std::size_t middle = scores.size() / 2;
    return scores.size() % 2 == 1 ? scores[middle] : (scores[middle - 1] + scores[middle]) / 2.0;
}

std::optional<int> FeatureOpinions::judgeScore(const std::string& judge) const {
    const auto it = judges.find(judge);
    return it == judges.end() ? std::nullopt : std::optional(it->second.score);
}

bool FeatureOpinions::disputed() const {
    const bool differ = std::ranges::any_of(
        humans, [&](const auto& entry) { return entry.second.score != humans.begin()->second.score; });
    return differ && (!adjudicated || movedSince);
}

RatingBook::RatingBook(std::vector<RatingEvent> events) {
    for (auto& event : events) {
        if (m_ids.insert(event.id).second) {
            m_pages[event.feature].events.push_back(std::move(event));
        }
    }
    for (auto& [feature, page] : m_pages) {
        std::ranges::sort(page.events, ratingBefore);
        fold(page);
    }
}

void RatingBook::apply(RatingEvent event) {
    if (!m_ids.insert(event.id).second) {
        return;
    }
    Page& page = m_pages[event.feature];
    const auto place = std::ranges::upper_bound(page.events, event, ratingBefore);
    page.events.insert(place, std::move(event));
    fold(page);
}

void RatingBook::fold(Page& page) {
    std::map<std::string_view, const RatingEvent*> byId;
    for (const auto& event : page.events) {
        byId.emplace(event.id, &event);
    }
    page.undone.clear();
    for (const auto& event : page.events) {
        if (event.action != RatingAction::Undo) {
            continue;
        }
        const auto target = byId.find(event.target);
        if (target != byId.end() && canBeUndone(target->second->action) && target->second->rater == event.rater &&
            target->second->raterKind == event.raterKind) {
            page.undone.insert(event.target);
        }
    }
    page.opinions = {};
    for (const auto& event : page.events) {
        if (!page.undone.contains(event.id)) {
            take(page.opinions, event);
        }
    }
}

const FeatureOpinions& RatingBook::of(FeatureId feature) const {
    static const FeatureOpinions nothing;
    const auto it = m_pages.find(feature);
    return it == m_pages.end() ? nothing : it->second.opinions;
}

std::vector<RatingEvent> RatingBook::history(FeatureId feature) const {
    const auto it = m_pages.find(feature);
    return it == m_pages.end() ? std::vector<RatingEvent>{} : it->second.events;
}

std::optional<RatingEvent> RatingBook::lastUndoable(const std::string& rater) const {
    const RatingEvent* newest = nullptr;
    for (const auto& [feature, page] : m_pages) {
        for (auto event = page.events.rbegin(); event != page.events.rend(); ++event) {
            if (newest != nullptr && ratingBefore(*event, *newest)) {
                break;  // a page is in order: nothing newer comes
            }
            if (event->rater == rater && event->raterKind == RaterKind::Human && canBeUndone(event->action) &&
                !page.undone.contains(event->id)) {
                newest = &*event;
                break;
            }
        }
    }
    return newest == nullptr ? std::nullopt : std::optional(*newest);
}

std::vector<FeatureId> RatingBook::features() const {
    std::vector<FeatureId> features;
    features.reserve(m_pages.size());
    for (const auto& [feature, page] : m_pages) {
        features.push_back(feature);
    }
    return features;
}

std::vector<std::string> RatingBook::humans() const {
    std::set<std::string> names;
    for (const auto& [feature, page] : m_pages) {
        for (const auto& [name, rating] : page.opinions.humans) {
            names.insert(name);
        }
    }
    return {names.begin(), names.end()};
}

std::vector<std::string> RatingBook::judges() const {
    std::set<std::string> names;
    for (const auto& [feature, page] : m_pages) {
        for (const auto& [name, rating] : page.opinions.judges) {
            names.insert(name);
        }
        for (const auto& [name, reason] : page.opinions.unrated) {
            names.insert(name);
        }
    }
    return {names.begin(), names.end()};
}

std::string RatingBook::mainJudge(const std::string& preferred) const {
    std::map<std::string, std::size_t> ratings;
    for (const auto& [feature, page] : m_pages) {
        for (const auto& [name, rating] : page.opinions.judges) {
            ++ratings[name];
        }
    }
    if (ratings.contains(preferred)) {
        return preferred;
    }
    const auto most = std::ranges::max_element(ratings, {}, [](const auto& entry) { return entry.second; });
    return most == ratings.end() ? std::string() : most->first;  // the first of equals: by name
}

std::string RatingBook::digest() const {
    std::vector<const RatingEvent*> events;
    for (const auto& [feature, page] : m_pages) {
        for (const auto& event : page.events) {
            events.push_back(&event);
        }
    }
    std::ranges::sort(events, [](const RatingEvent* a, const RatingEvent* b) { return ratingBefore(*a, *b); });
    Sha256 hash;
    for (const auto* event : events) {
        hash.update(event->id + ' ' + ratingHash(*event) + '\n');
    }
    return hash.hex();
}

}  // namespace saferscope
