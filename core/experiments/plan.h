// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/experiments/strategy.h"
#include "core/features/index_values.h"
#include "core/scoring/pair_score.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// What is known of one pair of the data set. A number that is absent or not finite is unknown, never 0.
struct PairSignal {
    std::string id;
    std::uint64_t position = 0;    ///< in the data set, from 0
    std::optional<double> score;   ///< score_safe, weighted as the strategy says
    std::optional<double> margin;  ///< reward of chosen minus reward of rejected
    std::optional<double> loss;    ///< nats; absent: -log sigma(margin)
    std::optional<double> rubric;  ///< a judge's score of chosen minus that of rejected
    std::string unknownBecause;    ///< why numbers are missing: "the index does not hold it"
};

/// -log sigma(margin) in nats, without overflow.
double bradleyTerryLoss(double margin);

/// The number that the strategy orders by; nothing where it is unknown.
std::optional<double> signalOf(const PairSignal& pair, Strategy strategy, std::uint64_t seed);

struct PlanRequest {
    ExperimentMode mode = ExperimentMode::Poison;
    Strategy strategy = Strategy::Safer;
    double ratio = 0.0;         ///< of all pairs of the data set, in [0, 1]
    std::uint64_t seed = 1;     ///< of Random
    std::string featureSet;     ///< name or rule; empty where no features are used
    std::string featureDigest;  ///< featureDigest() of what was scored with
    std::string datasetName;
    std::string datasetHash;  ///< content hash
    std::string indexHash;    ///< content hash; empty where no index was read
};

struct PlanEntry {
    std::string id;
    std::uint64_t position = 0;  ///< in the data set
    double score = 0.0;          ///< what the strategy orders by
    std::string why;             ///< "margin 3.2 is number 1 of 950, highest first"
    bool operator==(const PlanEntry&) const = default;
};
struct ExcludedPair {
    std::string id;
    std::string why;
    bool operator==(const ExcludedPair&) const = default;
};

/// Which pairs an experiment changes, in the order the strategy takes them. Nothing is changed by making one.
struct ExperimentPlan {
    PlanRequest request;
    std::uint64_t pairs = 0;             ///< of the data set
    std::uint64_t ranked = 0;            ///< of those, the ones with a number
    std::vector<PlanEntry> entries;      ///< rank = place in this list, from 1
    std::vector<ExcludedPair> excluded;  ///< without a number, in data set order: never taken, never counted as 0
};

/// floor(ratio x pairs), as the published scripts count; a decimal ratio means what it says (7 % of 100 is 7 although
/// 0.07 x 100 is 7.000000000000001 and 0.29 x 100 is 28.999999999999996).
std::uint64_t plannedCount(double ratio, std::uint64_t pairs);

/// A pure function of its arguments: the order of `pairSignals` and the platform do not matter. Ties go by id (bytes).
/// The plan of a smaller ratio is the beginning of that of a larger one. `pairSignals` must name every pair of the data
/// set once. Refused: a ratio outside [0, 1], repeated ids or positions, fewer ranked pairs than the ratio asks for.
Result<ExperimentPlan> planExperiment(const PlanRequest& request, std::span<const PairSignal> pairSignals);

/// SHA-256 of "SCOPE\n" and, by rising id, "FEATURE WEIGHT\n" with 17 significant digits: equal digests score alike.
std::string featureDigest(std::span<const WeightedFeature> features, TokenScope scope);

/// {"format":"saferscope-plan","version":1,…}; reading it back gives an equal plan. Untrusted when read: checked.
Json toJson(const ExperimentPlan& plan);
Result<ExperimentPlan> experimentPlanFromJson(const Json& json, const std::string& where);

}  // namespace saferscope
