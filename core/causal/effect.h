// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/base/json.h"
#include "core/experiments/paired.h"

#include <cstdint>
#include <string>
#include <vector>

namespace saferscope {

/// Rewards of both answers of a pair.
struct RewardPair {
    double chosen = 0.0;
    double rejected = 0.0;
    double margin() const { return chosen - rejected; }
};

/// What an intervention does to the pairs of one section (or subset, or all of them).
struct SectionEffect {
    std::string name;  ///< "all" for all pairs
    std::uint64_t pairs = 0;
    std::uint64_t changed = 0;    ///< pairs in which anything fired that was changed
    double accuracyBefore = 0.0;  ///< share with margin > 0
    double accuracyAfter = 0.0;
    PairedCounts verdicts;  ///< after against before
    double chosen = 0.0;    ///< mean change of the chosen answer's reward
    double rejected = 0.0;
    double margin = 0.0;  ///< mean change of the margin
    Interval chosenCi;    ///< 95 %, mean +- t * sd / sqrt(n), Student's t
    Interval rejectedCi;
    Interval marginCi;
    double marginDeviation = 0.0;  ///< standard deviation of the change of the margin over pairs
    double meanMarginBefore = 0.0;
    double marginSpreadBefore = 0.0;  ///< standard deviation of the margin before: `margin` over it is an effect size
    /// Pearson of all rewards before and after; 1 where nothing changed, 0 without variance.
    double rewardCorrelation = 0.0;
};
Json toJson(const SectionEffect& effect);
Result<SectionEffect> sectionEffectFromJson(const Json& json, const std::string& where);

/// Adds up one section's pairs in float64, one at a time; memory does not grow with them. Deterministic in the order
/// of add().
class EffectSums {
public:
    void add(const RewardPair& before, const RewardPair& after, bool changed);
    SectionEffect result(const std::string& name) const;
    std::uint64_t pairs() const { return m_pairs; }
    /// For checkpoints: restored sums give the very same result.
    Json state() const;
    Status restore(const Json& state);

private:
    // Mean and sum of squared deviations (Welford 1962): differences of large rewards keep their digits.
    struct Moments {
        double mean = 0.0;
        double squares = 0.0;
        void add(double value, std::uint64_t count);
    };
    std::uint64_t m_pairs = 0;
    std::uint64_t m_changed = 0;
    PairedCounts m_verdicts;
    Moments m_chosen, m_rejected, m_margin, m_marginBefore;
    Moments m_before, m_after;  ///< of all rewards, two a pair
    double m_products = 0.0;    ///< co-moment of rewards before and after
};

}  // namespace saferscope
