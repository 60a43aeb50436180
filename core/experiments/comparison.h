// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/paired.h"
#include "core/experiments/suite.h"

#include <string>
#include <vector>

namespace saferscope {

/// A pair whose verdict changed.
struct Flip {
    std::string id;
    std::string subset;
    double before = 0.0;  ///< margin in the baseline
    double after = 0.0;   ///< margin now
    bool gained = false;  ///< right now
};

/// One section (subset, difficulty, domain) on the pairs that both models judged.
struct ComparisonRow {
    std::string name;
    PairedCounts counts;
    double accuracy = 0.0;  ///< weighted as the section's is
    double baselineAccuracy = 0.0;
    double difference = 0.0;  ///< accuracy - baselineAccuracy
    Interval ci;              ///< 95 %, of the difference
    McNemar test;             ///< on the pairs, unweighted, as if they were independent
    bool clustered = false;   ///< pairs share answers: `p` is Obuchowski's test over items, not McNemar's
    double p = 1.0;           ///< the one to read: test.exact, or the clustered one
    double adjusted = 1.0;    ///< `p` by Holm's method over the rows; the overall row is not among them
};

/// A model against a baseline, pairs matched by id.
struct Comparison {
    std::vector<ComparisonRow> rows;  ///< the suite's groups; for plain the subsets, when there is more than one
    ComparisonRow overall;            ///< all matched pairs with equal weight
    std::uint64_t onlyHere = 0;       ///< pairs the baseline lacks: left out
    std::uint64_t onlyBaseline = 0;   ///< pairs of the baseline that are not here: left out
    std::vector<Flip> flips;          ///< all of them, the largest change of margin first
};

/// Independent strata: Newcombe's interval each; RM-Bench: normal, with the variance between items. A row's interval
/// is weightedInterval over its strata. Ids are unique in either list.
Comparison compareVerdicts(const SuiteGroups& groups, const SuitePairs& now, std::span<const ScoredPair> baseline);
/// At most `maxFlips` flips; their numbers are always there.
Json toJson(const Comparison& comparison, std::size_t maxFlips);

}  // namespace saferscope
