// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/evaluation_report.h"

#include "core/experiments/margins.h"
#include "core/experiments/sections.h"

#include <map>

namespace saferscope {

namespace {

constexpr std::size_t maxMarginGroups = 64;

Json marginsJson(const SuiteGroups& groups, const std::vector<ScoredPair>& pairs) {
    std::vector<double> all;
    std::map<std::string, std::vector<double>> bySubset;
    for (const auto& pair : pairs) {
        all.push_back(pair.chosen - pair.rejected);
        bySubset[pair.subset].push_back(all.back());
    }
    Json json = toJson(summarizeMargins(all));
    json["groups"] = Json::array();
    const auto add = [&](const std::string& name, const std::vector<double>& margins) {
        Json one = toJson(summarizeMargins(margins));
        for (const char* shared : {"edges", "quantile_levels", "near_0_within"}) {
            one.erase(shared);  // said once, above
        }
        one["name"] = name;
        json["groups"].push_back(std::move(one));
    };
    for (const auto& group : groups.groups) {
        std::vector<double> margins;
        for (const auto& stratum : group.strata) {
            for (const auto member : stratum.members) {
                margins.push_back(all[member]);
            }
        }
        add(group.name, margins);
    }
    if (groups.groups.empty() && bySubset.size() > 1 && bySubset.size() <= maxMarginGroups) {
        for (const auto& [name, margins] : bySubset) {
            add(name, margins);
        }
    }
    return json;
}

Json comparisonJson(const SuiteGroups& groups, const ScoredPairs& scored, const ReportOptions& options) {
    const BaselineVerdicts& baseline = *options.baseline;
    const Comparison comparison = compareVerdicts(groups, scored.suite(), baseline.verdicts.pairs);
    Json json = toJson(comparison, options.flips);
    json["baseline"] = baseline.name;
    if (!baseline.verdicts.modelHash.empty()) {
        json["baseline_hash"] = baseline.verdicts.modelHash;
    }
    std::vector<std::string> warnings;
    if (baseline.verdicts.preset) {
        json["baseline_preset"] = toJson(*baseline.verdicts.preset);
        for (const auto& difference : presetDifferences(options.preset, *baseline.verdicts.preset)) {
            warnings.push_back("The presets differ: " + difference + ".");
        }
    } else {
        warnings.emplace_back("The baseline does not say with which preset it was made.");
    }
    if (comparison.overall.counts.pairs() == 0) {
        warnings.emplace_back("No pair of the baseline has the id of a pair here: nothing was compared.");
    } else if (comparison.onlyHere > 0 || comparison.onlyBaseline > 0) {
        warnings.push_back("Left out of the comparison: " + std::to_string(comparison.onlyHere) +
                           " pairs that the baseline lacks and " + std::to_string(comparison.onlyBaseline) +
                           " that only it has.");
    }
    json["warnings"] = warnings;
    return json;
}

}  // namespace

Json evaluationReport(const ScoredPairs& scored, const ReportOptions& options) {
    Json json = toJson(evaluatePairs(scored.pairs, scored.answerBytes));
    const SuiteKind kind = options.suite ? *options.suite : detectSuite(scored.suite());
    const SuiteGroups groups = suiteGroups(kind, scored.suite());
    json.update(toJson(suiteReport(groups, scored.suite())));
    json["suite_detected"] = !options.suite.has_value();
    json["margins"] = marginsJson(groups, scored.pairs);
    json["preset"] = toJson(options.preset);
    if (options.baseline != nullptr) {
        json["comparison"] = comparisonJson(groups, scored, options);
    }
    return json;
}

}  // namespace saferscope
