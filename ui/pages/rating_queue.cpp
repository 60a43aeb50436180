// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rating_queue.h"

#include <algorithm>
#include <tuple>

namespace saferscope {

namespace {

/// A number that depends on the seed and the feature alone, so that a sample stays the same when candidates come or go.
std::uint64_t drawn(const std::string& seed, FeatureId feature) {
    std::uint64_t value = 0xcbf29ce484222325ull;
    const auto mixIn = [&](std::uint8_t byte) { value = (value ^ byte) * 0x100000001b3ull; };
    for (const char c : seed) {
        mixIn(static_cast<std::uint8_t>(c));
    }
    for (int shift = 0; shift < 32; shift += 8) {
        mixIn(static_cast<std::uint8_t>(feature.value() >> shift));
    }
    value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdull;
    value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53ull;
    return value ^ (value >> 33);
}

std::vector<FeatureId> idsOf(std::span<const QueueFeature> features) {
    std::vector<FeatureId> ids;
    ids.reserve(features.size());
    for (const QueueFeature& one : features) {
        ids.push_back(one.feature);
    }
    return ids;
}

std::vector<FeatureId> uncertainFirst(std::span<const QueueFeature> candidates, const RatingBook& book,
                                      const std::string& judge) {
    using Key = std::tuple<bool, bool, double, std::size_t>;
    std::vector<std::pair<Key, FeatureId>> keyed;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const QueueFeature& one = candidates[i];
        const auto score = judge.empty() ? std::nullopt : book.of(one.feature).judgeScore(judge);
        keyed.push_back({Key(score && *score != 3, !one.signUnsure, one.stability, i), one.feature});
    }
    std::sort(keyed.begin(), keyed.end());
    std::vector<FeatureId> ids;
    for (const auto& [key, feature] : keyed) {
        ids.push_back(feature);
    }
    return ids;
}

std::vector<FeatureId> widestFirst(std::span<const QueueFeature> features, const RatingBook& book,
                                   const std::string& judge) {
    std::vector<std::pair<int, FeatureId>> found;
    for (const QueueFeature& one : features) {
        if (const int distance = RatingQueue::distance(book.of(one.feature), judge); distance > 0) {
            found.push_back({distance, one.feature});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<FeatureId> ids;
    for (const auto& [distance, feature] : found) {
        ids.push_back(feature);
    }
    return ids;
}

std::vector<FeatureId> sampleOf(std::span<const QueueFeature> candidates, const QueueRequest& request) {
    std::vector<std::pair<std::uint64_t, FeatureId>> keyed;
    for (const QueueFeature& one : candidates) {
        keyed.push_back({drawn(request.sampleSeed, one.feature), one.feature});
    }
    std::sort(keyed.begin(), keyed.end());
    keyed.resize(std::min(keyed.size(), request.overlap));
    std::vector<FeatureId> ids;
    for (const auto& [key, feature] : keyed) {
        ids.push_back(feature);
    }
    return ids;
}

template <class Keep>
std::vector<FeatureId> those(std::span<const QueueFeature> features, const RatingBook& book, Keep&& keep) {
    std::vector<FeatureId> ids;
    for (const QueueFeature& one : features) {
        if (keep(book.of(one.feature))) {
            ids.push_back(one.feature);
        }
    }
    return ids;
}

QueueFeature queueFeature(const FeatureContrast& contrast, ContrastMeasure measure) {
    const auto [low, high] = measure == ContrastMeasure::Paper ? std::pair(contrast.contrastLow, contrast.contrastHigh)
                             : measure == ContrastMeasure::Normalised
                                 ? std::pair(contrast.normalisedLow, contrast.normalisedHigh)
                                 : std::pair(contrast.effectLow, contrast.effectHigh);
    return {contrast.feature, low <= 0.0 && high >= 0.0, contrast.splitHalf};
}

}  // namespace

std::vector<QueueFeature> queueFeatures(const std::vector<FeatureContrast>& contrasts,
                                        const std::vector<FeatureId>& order, ContrastMeasure measure) {
    std::vector<QueueFeature> features;
    features.reserve(order.size());
    for (const FeatureId feature : order) {
        if (feature.value() < contrasts.size()) {
            features.push_back(queueFeature(contrasts[feature.value()], measure));
        }
    }
    return features;
}

int RatingQueue::distance(const FeatureOpinions& opinions, const std::string& judge) {
    if (opinions.adjudicated) {
        return 0;
    }
    std::vector<int> scores;
    for (const auto& [rater, rating] : opinions.humans) {
        scores.push_back(rating.score);
    }
    if (!scores.empty() && !judge.empty()) {
        if (const auto score = opinions.judgeScore(judge)) {
            scores.push_back(*score);
        }
    }
    if (scores.size() < 2) {
        return 0;
    }
    const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
    return *high - *low;
}

RatingQueue::RatingQueue(QueueRequest request, std::span<const QueueFeature> features, const RatingBook& book)
    : m_request(std::move(request)) {
    const auto candidates = features.first(std::min(features.size(), m_request.candidates));
    std::vector<FeatureId> list;
    switch (m_request.order) {
        case QueueOrder::Contrast:
            list = idsOf(candidates);
            break;
        case QueueOrder::Uncertain:
            list = uncertainFirst(candidates, book, m_request.judge);
            break;
        case QueueOrder::Disagreement:
            list = widestFirst(features, book, m_request.judge);
            break;
        case QueueOrder::Overlap:
            list = sampleOf(candidates, m_request);
            break;
        case QueueOrder::Flagged:
            list =
                those(features, book, [&](const FeatureOpinions& o) { return o.flaggedBy.contains(m_request.rater); });
            break;
        case QueueOrder::Skipped:
            list =
                those(features, book, [&](const FeatureOpinions& o) { return o.skippedBy.contains(m_request.rater); });
            break;
        case QueueOrder::Everything:
            list = idsOf(features);
            break;
    }
    const bool leaveOut = walksOpenOnly() && (m_request.onlyOpen || m_request.order == QueueOrder::Everything);
    m_standing.reserve(list.size());
    for (const FeatureId feature : list) {
        const Standing standing = standingOf(feature, book);
        m_standing.emplace(feature, standing);
        m_progress.rated += standing.rated ? 1 : 0;
        m_progress.skipped += standing.skipped ? 1 : 0;
        if (!leaveOut || !standing.rated) {
            m_cards.push_back(feature);
        }
    }
    m_progress.total = list.size();
    if (leaveOut) {
        m_at = m_cards.size();
        m_at = nextOpen().value_or(m_cards.size());
    }
}

std::optional<FeatureId> RatingQueue::current() const {
    return m_at < m_cards.size() ? std::optional(m_cards[m_at]) : std::nullopt;
}

RatingQueue::Standing RatingQueue::standingOf(FeatureId feature, const RatingBook& book) const {
    const FeatureOpinions& opinions = book.of(feature);
    return {opinions.humans.contains(m_request.rater), opinions.skippedBy.contains(m_request.rater), true};
}

bool RatingQueue::walksOpenOnly() const {
    switch (m_request.order) {
        case QueueOrder::Disagreement:
        case QueueOrder::Flagged:
        case QueueOrder::Skipped:
            return false;
        default:
            return m_request.onlyOpen || m_request.order == QueueOrder::Everything;
    }
}

/// The first open card behind the current one, then from the start again; never the current one.
std::optional<std::size_t> RatingQueue::nextOpen() const {
    const auto open = [&](std::size_t i) {
        const auto found = m_standing.find(m_cards[i]);
        return found == m_standing.end() || (!found->second.rated && !found->second.skipped);
    };
    const std::size_t count = m_cards.size();
    for (std::size_t i = m_at + 1; i < count; ++i) {
        if (open(i)) {
            return i;
        }
    }
    for (std::size_t i = 0; i < std::min(m_at, count); ++i) {
        if (open(i)) {
            return i;
        }
    }
    return std::nullopt;
}

bool RatingQueue::move(int by) {
    const auto last = static_cast<std::ptrdiff_t>(m_cards.size()) - 1;
    const std::ptrdiff_t to = static_cast<std::ptrdiff_t>(m_at) + by;
    if (m_cards.empty() || to < 0 || to > last) {
        return false;
    }
    m_at = static_cast<std::size_t>(to);
    return true;
}

void RatingQueue::advance() {
    if (!walksOpenOnly()) {
        m_at = std::min(m_at + 1, m_cards.size());
        return;
    }
    m_at = nextOpen().value_or(m_cards.size());
}

std::optional<FeatureId> RatingQueue::upcoming() const {
    if (!walksOpenOnly()) {
        return m_at + 1 < m_cards.size() ? std::optional(m_cards[m_at + 1]) : std::nullopt;
    }
    const auto next = nextOpen();
    return next ? std::optional(m_cards[*next]) : std::nullopt;
}

void RatingQueue::goTo(FeatureId feature, const RatingBook& book) {
    const auto found = std::find(m_cards.begin(), m_cards.end(), feature);
    if (found != m_cards.end()) {
        m_at = static_cast<std::size_t>(found - m_cards.begin());
        return;
    }
    m_cards.insert(m_cards.begin() + static_cast<std::ptrdiff_t>(m_at), feature);
    Standing standing = standingOf(feature, book);
    standing.counted = m_standing.contains(feature);  // in the list, though left out of the cards
    m_standing[feature] = standing;
}

void RatingQueue::update(FeatureId feature, const RatingBook& book) {
    const auto found = m_standing.find(feature);
    if (found == m_standing.end()) {
        return;
    }
    Standing now = standingOf(feature, book);
    Standing& before = found->second;
    now.counted = before.counted;
    if (now.counted) {
        const auto count = [](std::size_t& sum, bool was, bool is) { sum = sum + (is ? 1 : 0) - (was ? 1 : 0); };
        count(m_progress.rated, before.rated, now.rated);
        count(m_progress.skipped, before.skipped, now.skipped);
    }
    before = now;
}

void RatingQueue::updateAll(const RatingBook& book) {
    for (const auto& [feature, standing] : m_standing) {
        update(feature, book);
    }
}

}  // namespace saferscope
