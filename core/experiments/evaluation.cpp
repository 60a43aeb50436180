// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace saferscope {

namespace {

/// Counts of one group of pairs on their way to an AccuracyRow.
struct Tally {
    std::uint64_t pairs = 0;
    std::uint64_t correct = 0;
    std::uint64_t ties = 0;
    double marginSum = 0.0;
    double longerSum = 0.0;

    void add(const ScoredPair& pair, double longer) {
        ++pairs;
        correct += pair.chosen > pair.rejected ? 1 : 0;
        ties += pair.chosen == pair.rejected ? 1 : 0;
        marginSum += pair.chosen - pair.rejected;
        longerSum += longer;
    }

    AccuracyRow row(const std::string& subset) const {
        AccuracyRow row;
        row.subset = subset;
        row.pairs = pairs;
        row.correct = correct;
        row.ties = ties;
        row.ci = wilsonInterval(static_cast<double>(correct), pairs);
        const double count = static_cast<double>(pairs);
        row.accuracy = pairs > 0 ? static_cast<double>(correct) / count : 0.0;
        row.meanMargin = pairs > 0 ? marginSum / count : 0.0;
        row.longerWins = pairs > 0 ? longerSum / count : std::numeric_limits<double>::quiet_NaN();
        return row;
    }
};

Json numberOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json rowToJson(const AccuracyRow& row) {
    return Json{{"subset", row.subset},
                {"pairs", row.pairs},
                {"correct", row.correct},
                {"ties", row.ties},
                {"accuracy", row.accuracy},
                {"ci_low", row.ci.low},
                {"ci_high", row.ci.high},
                {"mean_margin", numberOrNull(row.meanMargin)},
                {"longer_wins", numberOrNull(row.longerWins)}};
}

}  // namespace

Interval wilsonInterval(double successes, std::uint64_t n) {
    if (n == 0) {
        return {0.0, 1.0};
    }
    const double count = static_cast<double>(n);
    const double share = successes / count;
    const double square = z95 * z95;
    const double centre = (share + square / (2.0 * count)) / (1.0 + square / count);
    const double half =
        z95 / (1.0 + square / count) * std::sqrt(share * (1.0 - share) / count + square / (4.0 * count * count));
    // At 0 and n the formula's end is 0 and 1 exactly; rounding must not push it a hair inside or outside.
    return {successes <= 0.0 ? 0.0 : std::clamp(centre - half, 0.0, 1.0),
            successes >= count ? 1.0 : std::clamp(centre + half, 0.0, 1.0)};
}

EvaluationResult evaluatePairs(std::span<const ScoredPair> pairs,
                               std::span<const std::pair<std::uint64_t, std::uint64_t>> answerBytes) {
    const bool lengthsKnown = answerBytes.size() == pairs.size();
    std::map<std::string, Tally> subsets;
    Tally overall;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        double longer = std::numeric_limits<double>::quiet_NaN();
        if (lengthsKnown) {
            const auto [chosen, rejected] = answerBytes[i];
            longer = chosen > rejected ? 1.0 : chosen == rejected ? 0.5 : 0.0;
        }
        subsets[pairs[i].subset].add(pairs[i], longer);
        overall.add(pairs[i], longer);
    }
    EvaluationResult result;
    for (const auto& [name, tally] : subsets) {
        result.subsets.push_back(tally.row(name));
    }
    result.overall = overall.row("all");
    return result;
}

Json toJson(const EvaluationResult& result) {
    Json subsets = Json::array();
    for (const AccuracyRow& row : result.subsets) {
        subsets.push_back(rowToJson(row));
    }
    return Json{{"subsets", std::move(subsets)}, {"overall", rowToJson(result.overall)}};
}

}  // namespace saferscope
