// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sections.h"

#include "core/experiments/weighted_interval.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

Interval clamped(const Interval& interval) {
    return {std::clamp(interval.low, 0.0, 1.0), std::clamp(interval.high, 0.0, 1.0)};
}

// Where pairs share answers: the variance between items, wider for few of them as Student's t is (the first term of
// its expansion in 1 / items).
Interval clusteredInterval(double share, double variance, double clusters, double kish) {
    const double factor = clusters > 1.0 ? 1.0 + (z95 * z95 + 1.0) / (4.0 * (clusters - 1.0)) : 1.0;
    return effectiveWilson(share, variance * factor * factor, kish);
}

SectionRow sectionRow(const SuiteGroup& group, const SuitePairs& input, std::span<const double> right) {
    SectionRow row;
    row.name = group.name;
    row.kind = group.kind;
    row.missing = group.missing;
    std::vector<StratumShare> strata;
    double variance = 0.0;
    double clusters = 0.0;
    double spread = 0.0;
    for (const auto& stratum : group.strata) {
        const StratumMean mean = stratumMean(stratum, right);
        for (const auto member : stratum.members) {
            row.correct += right[member] > 0.0 ? 1 : 0;
            row.ties += input.pairs[member].chosen == input.pairs[member].rejected ? 1 : 0;
        }
        row.pairs += stratum.members.size();
        row.accuracy += stratum.weight * mean.mean;
        strata.push_back({mean.mean, static_cast<double>(stratum.members.size()), stratum.weight});
        variance += stratum.weight * stratum.weight * mean.variance;
        clusters += static_cast<double>(mean.clusters);
        spread += stratum.weight * stratum.weight / static_cast<double>(mean.clusters);
        row.parts.push_back({stratum.name, stratum.published, stratum.members.size(), mean.mean});
    }
    row.ci = group.strata.front().items.empty() ? stratifiedInterval(strata)
                                                : clusteredInterval(row.accuracy, variance, clusters, 1.0 / spread);
    return row;
}

SectionRow scoreRow(const SuiteGroups& groups, const std::vector<SectionRow>& sections) {
    SectionRow score;
    score.name = "score";
    score.kind = groups.kind == SuiteKind::RmBench ? "mean of the domains" : "mean of the sections";
    score.missing = groups.missingGroups;
    const auto counted = std::count_if(groups.groups.begin(), groups.groups.end(),
                                       [](const SuiteGroup& group) { return group.inScore; });
    std::vector<WeightedShare> shares;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        if (!groups.groups[i].inScore) {
            continue;
        }
        const SectionRow& section = sections[i];
        score.pairs += section.pairs;
        score.correct += section.correct;
        score.ties += section.ties;
        shares.push_back({section.accuracy, section.ci, 1.0 / static_cast<double>(counted)});
        if (section.partial()) {
            score.missing.push_back("parts of " + section.name);
        }
    }
    score.accuracy = weightedSum(shares);
    score.ci = clamped(weightedInterval(shares));
    return score;
}

std::vector<StyleMatrix> matrices(const SuiteGroups& groups, std::span<const double> right) {
    std::vector<StyleMatrix> result = {{"all", {}, {}}};
    for (const auto& group : groups.groups) {
        if (group.kind != "domain") {
            continue;
        }
        StyleMatrix matrix{group.name, {}, {}};
        for (const auto& stratum : group.strata) {
            for (std::size_t i = 0; i < stratum.members.size(); ++i) {
                const auto cell = stratum.cells[i];
                for (StyleMatrix* target : {&matrix, &result.front()}) {
                    ++target->pairs[cell];
                    target->correct[cell] += right[stratum.members[i]] > 0.0 ? 1 : 0;
                }
            }
        }
        result.push_back(matrix);
    }
    return result;
}

Json rowJson(const SectionRow& row) {
    Json json = {{"section", row.name},    {"kind", row.kind},       {"pairs", row.pairs},
                 {"correct", row.correct}, {"ties", row.ties},       {"accuracy", row.accuracy},
                 {"ci_low", row.ci.low},   {"ci_high", row.ci.high}, {"partial", row.partial()}};
    if (row.partial()) {
        json["missing"] = row.missing;
    }
    if (!row.parts.empty()) {
        json["subsets"] = Json::array();
        for (const auto& part : row.parts) {
            json["subsets"].push_back({{"subset", part.name},
                                       {"weight", part.published},
                                       {"pairs", part.pairs},
                                       {"accuracy", part.accuracy}});
        }
    }
    return json;
}

Json matrixJson(const StyleMatrix& matrix) {
    Json accuracy = Json::array();
    Json pairs = Json::array();
    for (std::size_t chosen = 0; chosen < rmBenchStyles; ++chosen) {
        Json shares = Json::array();
        Json counts = Json::array();
        for (std::size_t rejected = 0; rejected < rmBenchStyles; ++rejected) {
            const std::size_t cell = chosen * rmBenchStyles + rejected;
            counts.push_back(matrix.pairs[cell]);
            shares.push_back(matrix.pairs[cell] == 0 ? Json()
                                                     : Json(static_cast<double>(matrix.correct[cell]) /
                                                            static_cast<double>(matrix.pairs[cell])));
        }
        accuracy.push_back(std::move(shares));
        pairs.push_back(std::move(counts));
    }
    return {{"domain", matrix.domain}, {"accuracy", std::move(accuracy)}, {"pairs", std::move(pairs)}};
}

}  // namespace

SuiteReport suiteReport(const SuiteGroups& groups, const SuitePairs& input) {
    SuiteReport report;
    report.kind = groups.kind;
    report.missingSections = groups.missingGroups;
    report.unassigned = groups.unassigned;
    std::vector<double> right;
    right.reserve(input.pairs.size());
    for (const auto& pair : input.pairs) {
        right.push_back(pair.chosen > pair.rejected ? 1.0 : 0.0);
    }
    for (const auto& group : groups.groups) {
        report.sections.push_back(sectionRow(group, input, right));
    }
    if (!report.sections.empty()) {
        report.score = scoreRow(groups, report.sections);
    }
    if (groups.kind == SuiteKind::RmBench) {
        report.matrices = matrices(groups, right);
    }
    return report;
}

Json toJson(const SuiteReport& report) {
    Json json = {{"suite", suiteName(report.kind)}, {"sections", Json::array()}};
    for (const auto& section : report.sections) {
        json["sections"].push_back(rowJson(section));
    }
    if (report.score) {
        json["score"] = rowJson(*report.score);
    }
    if (!report.matrices.empty()) {
        json["matrix"] = Json::array();
        for (const auto& matrix : report.matrices) {
            json["matrix"].push_back(matrixJson(matrix));
        }
    }
    if (!report.missingSections.empty()) {
        json["missing_sections"] = report.missingSections;
    }
    if (!report.unassigned.empty()) {
        json["unassigned_subsets"] = report.unassigned;
    }
    return json;
}

}  // namespace saferscope
