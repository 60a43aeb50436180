// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/comparison.h"

#include "core/experiments/suite_plain.h"
#include "core/experiments/weighted_interval.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace saferscope {

namespace {

bool isRight(const ScoredPair& pair) { return pair.chosen > pair.rejected; }

/// Verdicts of matched pairs by position in the list of now.
struct Matched {
    std::vector<bool> there;
    std::vector<double> now;  ///< 1 right, 0 wrong
    std::vector<double> before;
    std::vector<double> change;  ///< now - before
};

// Only matched pairs; cells that lose all of theirs lose their weight to the others.
SuiteStratum restricted(const SuiteStratum& stratum, const Matched& matched) {
    SuiteStratum kept = stratum;
    kept.members.clear();
    kept.items.clear();
    kept.cells.clear();
    std::array<bool, rmBenchCells> present{};
    const bool clustered = !stratum.items.empty();
    for (std::size_t i = 0; i < stratum.members.size(); ++i) {
        if (!matched.there[stratum.members[i]]) {
            continue;
        }
        kept.members.push_back(stratum.members[i]);
        if (clustered) {
            kept.items.push_back(stratum.items[i]);
            kept.cells.push_back(stratum.cells[i]);
            present[stratum.cells[i]] = true;
        }
    }
    double total = 0.0;
    for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
        kept.cellWeights[cell] = present[cell] ? kept.cellWeights[cell] : 0.0;
        total += kept.cellWeights[cell];
    }
    for (double& weight : kept.cellWeights) {
        weight /= total > 0.0 ? total : 1.0;
    }
    return kept;
}

PairedCounts countsOf(const SuiteStratum& stratum, const Matched& matched) {
    PairedCounts counts;
    for (const auto member : stratum.members) {
        const bool now = matched.now[member] > 0.0;
        const bool before = matched.before[member] > 0.0;
        ++(now ? (before ? counts.bothRight : counts.gained) : (before ? counts.lost : counts.bothWrong));
    }
    return counts;
}

Interval clusteredInterval(const StratumMean& change) {
    // Where every item changed alike the variance says nothing; what `clusters` agreements leave open does.
    const double half = change.variance > 0.0 ? z95 * std::sqrt(change.variance)
                                              : pairedDifferenceInterval({0, 0, 0, change.clusters}).high;
    return {std::max(-1.0, change.mean - half), std::min(1.0, change.mean + half)};
}

ComparisonRow compareGroup(const SuiteGroup& group, const Matched& matched) {
    ComparisonRow row;
    row.name = group.name;
    std::vector<SuiteStratum> strata;
    double weight = 0.0;
    for (const auto& stratum : group.strata) {
        auto kept = restricted(stratum, matched);
        if (!kept.members.empty()) {
            weight += kept.weight;
            strata.push_back(std::move(kept));
        }
    }
    std::vector<WeightedShare> changes;
    std::vector<double> contributions;
    for (auto& stratum : strata) {
        stratum.weight /= weight;
        const PairedCounts counts = countsOf(stratum, matched);
        row.counts.bothRight += counts.bothRight;
        row.counts.gained += counts.gained;
        row.counts.lost += counts.lost;
        row.counts.bothWrong += counts.bothWrong;
        row.accuracy += stratum.weight * stratumMean(stratum, matched.now).mean;
        row.baselineAccuracy += stratum.weight * stratumMean(stratum, matched.before).mean;
        if (stratum.items.empty()) {
            changes.push_back({counts.difference(), pairedDifferenceInterval(counts), stratum.weight});
            continue;
        }
        row.clustered = true;
        const StratumMean change = stratumMean(stratum, matched.change);
        changes.push_back({change.mean, clusteredInterval(change), stratum.weight});
        for (const double part : change.contributions) {
            contributions.push_back(stratum.weight * part);
        }
    }
    row.difference = weightedSum(changes);
    row.ci = {-1.0, 1.0};
    if (!changes.empty()) {
        const Interval ci = weightedInterval(changes);
        row.ci = {std::max(-1.0, ci.low), std::min(1.0, ci.high)};
    }
    row.test = mcNemar(row.counts.gained, row.counts.lost);
    row.p = row.clustered ? clusteredDifferenceP(contributions) : row.test.exact;
    row.adjusted = row.p;
    return row;
}

std::vector<SuiteGroup> comparedGroups(const SuiteGroups& groups, const SuitePairs& input) {
    if (!groups.groups.empty()) {
        return groups.groups;
    }
    return subsetGroups(input);
}

Json rowJson(const ComparisonRow& row) {
    Json json = {{"section", row.name},
                 {"pairs", row.counts.pairs()},
                 {"both_right", row.counts.bothRight},
                 {"gained", row.counts.gained},
                 {"lost", row.counts.lost},
                 {"both_wrong", row.counts.bothWrong},
                 {"accuracy", row.accuracy},
                 {"baseline_accuracy", row.baselineAccuracy},
                 {"difference", row.difference},
                 {"ci_low", row.ci.low},
                 {"ci_high", row.ci.high},
                 {"mcnemar_p", row.test.exact},
                 {"mcnemar_mid_p", row.test.midP},
                 {"p", row.p},
                 {"p_holm", row.adjusted}};
    if (row.clustered) {
        json["clustered"] = true;
    }
    return json;
}

}  // namespace

Comparison compareVerdicts(const SuiteGroups& groups, const SuitePairs& now, std::span<const ScoredPair> baseline) {
    std::unordered_map<std::string_view, const ScoredPair*> known;
    known.reserve(baseline.size());
    for (const auto& pair : baseline) {
        known.emplace(pair.id, &pair);
    }
    Comparison result;
    Matched matched;
    std::uint64_t count = 0;
    for (const auto& pair : now.pairs) {
        const auto it = known.find(pair.id);
        const bool there = it != known.end();
        const double right = isRight(pair) ? 1.0 : 0.0;
        const double before = there && isRight(*it->second) ? 1.0 : 0.0;
        matched.there.push_back(there);
        matched.now.push_back(right);
        matched.before.push_back(before);
        matched.change.push_back(right - before);
        count += there ? 1 : 0;
        if (there && right != before) {
            result.flips.push_back({pair.id, pair.subset, it->second->chosen - it->second->rejected,
                                    pair.chosen - pair.rejected, right > before});
        }
    }
    result.onlyHere = now.pairs.size() - count;
    result.onlyBaseline = baseline.size() - count;
    std::stable_sort(result.flips.begin(), result.flips.end(), [](const Flip& left, const Flip& right) {
        return std::abs(left.after - left.before) > std::abs(right.after - right.before);
    });
    std::vector<double> p;
    for (const auto& group : comparedGroups(groups, now)) {
        result.rows.push_back(compareGroup(group, matched));
        p.push_back(result.rows.back().p);
    }
    const auto adjusted = holmAdjusted(p);
    for (std::size_t i = 0; i < adjusted.size(); ++i) {
        result.rows[i].adjusted = adjusted[i];
    }
    // The overall row is about every matched pair; with RM-Bench's suite pairs without a style are in no item.
    SuiteGroup all = groupOfAll("all", groups.kind, now);
    result.overall = compareGroup(all, matched);
    return result;
}

Json toJson(const Comparison& comparison, std::size_t maxFlips) {
    Json rows = Json::array();
    for (const auto& row : comparison.rows) {
        rows.push_back(rowJson(row));
    }
    Json flips = Json::array();
    for (std::size_t i = 0; i < std::min(maxFlips, comparison.flips.size()); ++i) {
        const Flip& flip = comparison.flips[i];
        flips.push_back({{"id", flip.id},
                         {"subset", flip.subset},
                         {"margin_before", flip.before},
                         {"margin_after", flip.after},
                         {"change", flip.gained ? "gained" : "lost"}});
    }
    return {{"sections", std::move(rows)},        {"overall", rowJson(comparison.overall)},
            {"only_here", comparison.onlyHere},   {"only_baseline", comparison.onlyBaseline},
            {"flipped", comparison.flips.size()}, {"flips", std::move(flips)}};
}

}  // namespace saferscope
