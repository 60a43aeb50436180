// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_plan.h"
#include "core/causal/causal_report.h"

#include <filesystem>

namespace saferscope {

/// What ablating one feature did to single pairs against what an attribution said of them, added up pair by pair
/// (Welford 1962). Memory does not grow with the pairs.
struct AttributionSums {
    std::uint64_t pairs = 0;
    double predicted = 0.0;  ///< sums over all pairs
    double measured = 0.0;
    std::uint64_t firing = 0;
    double meanPredicted = 0.0;  ///< the rest is of the pairs in which the feature fires
    double meanMeasured = 0.0;
    double squaresPredicted = 0.0;
    double squaresMeasured = 0.0;
    double products = 0.0;

    void addSilent() { ++pairs; }
    void addFiring(double guess, double effect);
    AttributionRow row(FeatureId feature) const;
};

/// One arm's results so far.
struct ArmProgress {
    std::vector<EffectSums> sums;   ///< "all", then the sections in order
    std::vector<RewardPair> after;  ///< per pair, of arms whose single pairs are kept; else empty
    AttributionSums attribution;    ///< Feature arms
};

/// How far a pass over a plan is, and all it has added up: what a checkpoint holds. Where the pass stands: arm `arm` of
/// batch `batch` of the chunk that begins with pair `chunk` is next.
struct CausalProgress {
    std::uint64_t chunk = 0;
    std::uint64_t batch = 0;
    std::uint64_t arm = 0;
    double seconds = 0.0;  ///< worked so far
    std::vector<RewardPair> before;
    std::vector<ArmProgress> arms;
};

/// Written atomically. One line of SHA-256 of the rest, one line of JSON, then the rewards as little-endian doubles.
/// `identity` says what the pass is about (plan, model, SAE, pairs).
Status saveCausalProgress(const std::filesystem::path& file, const std::string& identity,
                          const CausalProgress& progress);

/// Fills `progress`, which has its vectors in the right sizes already. False, and `progress` as it was: there is no
/// checkpoint, or it is another pass's or damaged (both logged): the pass then starts over.
bool loadCausalProgress(const std::filesystem::path& file, const std::string& identity, CausalProgress& progress);

}  // namespace saferscope
