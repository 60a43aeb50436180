// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/plan.h"
#include "core/experiments/roc.h"

#include <array>

namespace saferscope {

/// What makes a pair suspect of carrying the wrong label. Higher is more suspicious.
enum class Suspicion {
    Combined,  ///< mean of the normal scores of Score and Loss
    Score,     ///< -score_safe: a swapped pair has its score turned round
    Margin,    ///< -margin
    Loss,      ///< -log sigma(margin), or a loss from elsewhere
};
inline constexpr std::array allSuspicions = {Suspicion::Combined, Suspicion::Score, Suspicion::Margin, Suspicion::Loss};
const char* suspicionName(Suspicion suspicion);  ///< "combined", "score", "margin", "loss"

struct AuditRow {
    std::string id;
    std::uint64_t position = 0;  ///< in the data set
    double score = 0.0;          ///< score_safe
    double margin = 0.0;
    double loss = 0.0;
    double combined = 0.0;
    double suspicion(Suspicion by) const;
};

struct AuditRanking {
    std::vector<AuditRow> rows;          ///< most suspicious first by `combined`, ties by id
    std::vector<ExcludedPair> excluded;  ///< without a score or a margin
};

/// combined = (a + b) / 2 with a and b the normal scores (Blom 1958: Phi^-1((r - 3/8) / (n + 1/4)), r the midrank) of
/// -score_safe and of the loss: both count alike whatever their scales, and far tails count more than with mean ranks.
/// A pure function; the order of `pairSignals` does not matter.
AuditRanking rankSuspicion(std::span<const PairSignal> pairSignals);

struct PrecisionAt {
    std::uint64_t k = 0;
    std::uint64_t bad = 0;  ///< among the k most suspicious
    double precision() const { return k > 0 ? static_cast<double>(bad) / static_cast<double>(k) : 0.0; }
};
struct Detection {
    Suspicion by = Suspicion::Combined;
    RocArea roc;
    std::vector<PrecisionAt> precision;  ///< at 10, 50, 100 and the number of bad pairs, where there are so many rows
};
/// `bad[i]` says whether rows[i] is known to be wrong. One entry per kind of suspicion.
std::vector<Detection> measureDetection(const AuditRanking& ranking, std::span<const std::uint8_t> bad);

/// What one feature adds to a pair's score, and where it is strongest.
struct FeatureContribution {
    FeatureId feature;
    double contribution = 0.0;  ///< weight x (mean over chosen positions - mean over rejected positions)
    Segment segment = Segment::Chosen;
    std::uint32_t token = 0;  ///< within the segment: its largest value, answers before the prompt
    double value = 0.0;       ///< there; 0 where it is silent in the scope
    std::string text;         ///< the token with up to 60 bytes before it; untrusted
};
/// The features by falling size of their contribution, ties by id, silent ones left out; at most `top`. Over all of
/// them the contributions add up to pairScore().
std::vector<FeatureContribution> explainScore(const FeatureIndex& index, PairIndex pair,
                                              std::span<const WeightedFeature> features, TokenScope scope,
                                              std::size_t top);

}  // namespace saferscope
