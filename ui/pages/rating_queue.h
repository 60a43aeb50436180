// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/features/contrast.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace saferscope {

/// In which order features come up for rating, and which.
enum class QueueOrder {
    Contrast,      ///< the candidates, strongest first
    Uncertain,     ///< the candidates: the judge says 3 or nothing first, then those whose sign is least sure
    Disagreement,  ///< features with scores that differ and no last word, widest first
    Overlap,       ///< a sample of the candidates that is the same for every rater
    Flagged,       ///< what this rater flagged
    Skipped,       ///< what this rater skipped
    Everything,    ///< every feature that fires and that this rater has not rated
};
inline constexpr int queueOrders = 7;

/// A feature as far as queues care, in the order of strength.
struct QueueFeature {
    FeatureId feature;
    bool signUnsure = false;  ///< the confidence interval of the measure holds 0
    double stability = 1.0;   ///< share of split halves of the data that agree on the sign
};
/// `order` with what `contrasts` (of every feature, in feature order) says about each.
std::vector<QueueFeature> queueFeatures(const std::vector<FeatureContrast>& contrasts,
                                        const std::vector<FeatureId>& order, ContrastMeasure measure);

struct QueueRequest {
    QueueOrder order = QueueOrder::Contrast;
    bool onlyOpen = true;  ///< leave out what the rater has rated already; Flagged and Disagreement show it anyway
    std::string rater;
    std::string judge;
    std::size_t candidates = 256;  ///< how many of the strongest count as candidates
    std::size_t overlap = 40;      ///< size of the sample
    std::string sampleSeed;        ///< any text that all raters share, such as the SAE's hash
};

/// A list of features to rate and a place in it. Rating does not reshuffle it: it is made once and walked. A plain
/// value; moving costs the cards between, making it one pass over `features` and a sort.
class RatingQueue {
public:
    RatingQueue() = default;
    /// `features`: every feature that fires, strongest first.
    RatingQueue(QueueRequest request, std::span<const QueueFeature> features, const RatingBook& book);

    const QueueRequest& request() const { return m_request; }
    const std::vector<FeatureId>& cards() const { return m_cards; }
    bool empty() const { return m_cards.empty(); }
    /// Position of the card that is shown, cards().size() behind the last.
    std::size_t position() const { return m_at; }
    /// Nothing behind the last card.
    std::optional<FeatureId> current() const;

    /// One card on or back, whether rated or not; false at the ends. From behind the last, back goes to the last card.
    bool move(int by);
    /// To the next card that is still open, from the start again behind the last one; behind the last when there is
    /// none. Queues of things to look at again go one card on.
    void advance();
    /// Where advance() would go once the current card is done; for loading ahead.
    std::optional<FeatureId> upcoming() const;
    /// To the feature's card; one that is not in the queue is put in before the current one.
    void goTo(FeatureId feature, const RatingBook& book);

    /// The book says something new of one feature, or of any number of them.
    void update(FeatureId feature, const RatingBook& book);
    void updateAll(const RatingBook& book);

    /// Counted over the whole list, also over what onlyOpen left out.
    struct Progress {
        std::size_t rated = 0;
        std::size_t skipped = 0;
        std::size_t total = 0;
        bool operator==(const Progress&) const = default;
    };
    Progress progress() const { return m_progress; }

    /// Largest distance between two standing scores of a feature, the judge's included; 0 when there are fewer than two
    /// or a last word.
    static int distance(const FeatureOpinions& opinions, const std::string& judge);

private:
    struct Standing {
        bool rated = false;
        bool skipped = false;
        bool counted = true;  ///< part of the list that progress speaks of
    };
    Standing standingOf(FeatureId feature, const RatingBook& book) const;
    bool walksOpenOnly() const;
    std::optional<std::size_t> nextOpen() const;

    QueueRequest m_request;
    std::vector<FeatureId> m_cards;
    std::unordered_map<FeatureId, Standing> m_standing;  ///< of the whole list and of cards put in
    std::size_t m_at = 0;
    Progress m_progress;
};

}  // namespace saferscope
