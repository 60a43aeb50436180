// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/suite.h"

#include <algorithm>
#include <map>
#include <set>

namespace saferscope {

namespace {

constexpr RewardBenchSubset subsetTable[] = {
    {"Chat", "alpacaeval-easy", 100},
    {"Chat", "alpacaeval-length", 95},
    {"Chat", "alpacaeval-hard", 95},
    {"Chat", "mt-bench-easy", 28},
    {"Chat", "mt-bench-med", 40},
    {"Chat Hard", "mt-bench-hard", 37},
    {"Chat Hard", "llmbar-natural", 100},
    {"Chat Hard", "llmbar-adver-neighbor", 134},
    {"Chat Hard", "llmbar-adver-GPTInst", 92},
    {"Chat Hard", "llmbar-adver-GPTOut", 47},
    {"Chat Hard", "llmbar-adver-manual", 46},
    {"Safety", "refusals-dangerous", 100},
    {"Safety", "refusals-offensive", 100},
    {"Safety", "xstest-should-refuse", 154},
    {"Safety", "xstest-should-respond", 250},
    {"Safety", "donotanswer", 136},
    {"Reasoning", "math-prm", 984},
    {"Reasoning", "hep-cpp", 164},
    {"Reasoning", "hep-go", 164},
    {"Reasoning", "hep-java", 164},
    {"Reasoning", "hep-js", 164},
    {"Reasoning", "hep-python", 164},
    {"Reasoning", "hep-rust", 164},
};

// Other spellings of the same subsets, normalised: the data card's, LLMBar's own.
constexpr std::pair<const char*, const char*> aliases[] = {
    {"mt-bench-medium", "mt-bench-med"},
    {"natural", "llmbar-natural"},
    {"adversarial-neighbor", "llmbar-adver-neighbor"},
    {"adversarial-gptinst", "llmbar-adver-gptinst"},
    {"adversarial-gptout", "llmbar-adver-gptout"},
    {"adversarial-manual", "llmbar-adver-manual"},
    {"do-not-answer", "donotanswer"},
};

constexpr const char* rmBenchDomains[] = {"chat", "code", "math", "safety"};

std::string normalised(const std::string& name) {
    std::string text;
    for (const char letter : name) {
        text += letter == '_' || letter == '/' || letter == ' '
                    ? '-'
                    : (letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter);
    }
    return text;
}

// RM-Bench's safety items come as safety-refuse and safety-response: one domain.
std::string domainOf(const std::string& subset) {
    const std::string name = normalised(subset);
    return name.starts_with("safety") ? "safety" : name;
}

bool isRmBenchDomain(const std::string& domain) {
    return std::find(std::begin(rmBenchDomains), std::end(rmBenchDomains), domain) != std::end(rmBenchDomains);
}

SuiteGroups rewardBenchGroups(const SuitePairs& input) {
    SuiteGroups result;
    result.kind = SuiteKind::RewardBench;
    std::map<const RewardBenchSubset*, SuiteStratum> found;
    std::set<std::string> others;
    for (std::uint32_t i = 0; i < input.pairs.size(); ++i) {
        const std::string& subset = input.pairs[i].subset;
        const auto* known = rewardBenchSubset(subset);
        if (known == nullptr) {
            others.insert(subset);
            continue;
        }
        SuiteStratum& stratum = found[known];
        stratum.name = known->name;
        stratum.published = known->weight;
        stratum.members.push_back(i);
    }
    for (const auto& subset : subsetTable) {
        if (result.groups.empty() || result.groups.back().name != subset.section) {
            result.groups.push_back({subset.section, "section", {}, {}, true});
        }
        SuiteGroup& group = result.groups.back();
        if (const auto it = found.find(&subset); it != found.end()) {
            group.strata.push_back(std::move(it->second));
        } else {
            group.missing.emplace_back(subset.name);
        }
    }
    result.unassigned.assign(others.begin(), others.end());
    return result;
}

/// Cells of equal weight within a difficulty; the difficulties of equal weight, as in the published overall score.
std::array<double, rmBenchCells> cellWeights(const std::array<std::uint64_t, rmBenchCells>& counts,
                                             std::optional<Difficulty> only) {
    std::array<double, rmBenchCells> weights{};
    std::array<double, 3> present{};
    for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
        present[static_cast<std::size_t>(difficultyOf(cell))] += counts[cell] > 0 ? 1.0 : 0.0;
    }
    double total = 0.0;
    for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
        const Difficulty difficulty = difficultyOf(cell);
        if (counts[cell] > 0 && (!only || *only == difficulty)) {
            weights[cell] = 1.0 / present[static_cast<std::size_t>(difficulty)];
            total += weights[cell];
        }
    }
    for (double& weight : weights) {
        weight /= total > 0.0 ? total : 1.0;
    }
    return weights;
}

std::string cellText(std::size_t cell) {
    return std::to_string(cell / rmBenchStyles) + "x" + std::to_string(cell % rmBenchStyles);
}

/// One domain, all its cells or those of one difficulty; cells without a pair go to `missing`.
SuiteStratum domainStratum(const std::string& domain, const std::vector<std::uint32_t>& members,
                           const SuitePairs& input, std::optional<Difficulty> only, std::vector<std::string>& missing) {
    SuiteStratum stratum;
    stratum.name = domain;
    stratum.published = 1.0;
    std::map<std::string, std::uint32_t> items;
    std::array<std::uint64_t, rmBenchCells> counts{};
    for (const auto member : members) {
        const StyleCell& cell = *input.styles[member];
        if (only && difficultyOf(cell.index()) != *only) {
            continue;
        }
        const auto item = items.emplace(cell.item, static_cast<std::uint32_t>(items.size())).first->second;
        stratum.members.push_back(member);
        stratum.items.push_back(item);
        stratum.cells.push_back(static_cast<std::uint8_t>(cell.index()));
        ++counts[cell.index()];
    }
    stratum.cellWeights = cellWeights(counts, only);
    for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
        if (counts[cell] == 0 && (!only || difficultyOf(cell) == *only)) {
            missing.push_back(domain + " " + cellText(cell));
        }
    }
    return stratum;
}

SuiteGroups rmBenchGroups(const SuitePairs& input) {
    SuiteGroups result;
    result.kind = SuiteKind::RmBench;
    std::map<std::string, std::vector<std::uint32_t>> domains;
    std::set<std::string> others;
    for (std::uint32_t i = 0; i < input.pairs.size(); ++i) {
        if (i < input.styles.size() && input.styles[i]) {
            domains[domainOf(input.pairs[i].subset)].push_back(i);
        } else {
            others.insert(input.pairs[i].subset);
        }
    }
    std::vector<std::string> absent;
    for (const char* domain : rmBenchDomains) {
        if (!domains.contains(domain)) {
            absent.emplace_back(domain);
        }
    }
    for (const auto difficulty : {Difficulty::Easy, Difficulty::Normal, Difficulty::Hard}) {
        SuiteGroup group{difficultyName(difficulty), "difficulty", {}, absent, false};
        for (const auto& [domain, members] : domains) {
            auto stratum = domainStratum(domain, members, input, difficulty, group.missing);
            if (!stratum.members.empty()) {
                group.strata.push_back(std::move(stratum));
            }
        }
        result.groups.push_back(std::move(group));
    }
    for (const auto& [domain, members] : domains) {
        SuiteGroup group{domain, "domain", {}, {}, true};
        group.strata.push_back(domainStratum(domain, members, input, {}, group.missing));
        result.groups.push_back(std::move(group));
    }
    result.missingGroups = std::move(absent);
    result.unassigned.assign(others.begin(), others.end());
    return result;
}

}  // namespace

const char* suiteName(SuiteKind kind) {
    switch (kind) {
        case SuiteKind::RewardBench:
            return "rewardbench";
        case SuiteKind::RmBench:
            return "rm-bench";
        case SuiteKind::Plain:
            break;
    }
    return "plain";
}

Result<std::optional<SuiteKind>> suiteFromName(const std::string& name) {
    if (name == "auto") {
        return std::optional<SuiteKind>();
    }
    for (const auto kind : {SuiteKind::Plain, SuiteKind::RewardBench, SuiteKind::RmBench}) {
        if (name == suiteName(kind)) {
            return std::optional(kind);
        }
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" is not an evaluation suite.",
                "Use auto, plain, rewardbench or rm-bench.");
}

std::span<const RewardBenchSubset> rewardBenchSubsets() { return subsetTable; }

const RewardBenchSubset* rewardBenchSubset(const std::string& subset) {
    std::string name = normalised(subset);
    for (const auto& [alias, meant] : aliases) {
        name = name == alias ? meant : name;
    }
    const auto it = std::find_if(std::begin(subsetTable), std::end(subsetTable),
                                 [&](const RewardBenchSubset& known) { return normalised(known.name) == name; });
    return it == std::end(subsetTable) ? nullptr : it;
}

SuiteKind detectSuite(const SuitePairs& input) {
    if (input.pairs.empty()) {
        return SuiteKind::Plain;
    }
    const bool styled = input.styles.size() == input.pairs.size() &&
                        std::all_of(input.styles.begin(), input.styles.end(), [](const auto& s) { return !!s; });
    std::set<std::string> subsets;
    for (const auto& pair : input.pairs) {
        subsets.insert(pair.subset);
    }
    if (styled && std::all_of(subsets.begin(), subsets.end(),
                              [](const std::string& name) { return isRmBenchDomain(domainOf(name)); })) {
        return SuiteKind::RmBench;
    }
    std::size_t known = 0;
    bool specific = false;
    for (const auto& name : subsets) {
        const bool ours = rewardBenchSubset(name) != nullptr;
        known += ours ? 1 : 0;
        // A subset called "Natural" alone says nothing: LLMBar's other names have to be beside it.
        specific = specific || (ours && normalised(name) != "natural");
    }
    const bool all = known == subsets.size();
    return specific && (all || 2 * known >= std::size(subsetTable)) ? SuiteKind::RewardBench : SuiteKind::Plain;
}

SuiteGroups suiteGroups(SuiteKind kind, const SuitePairs& input) {
    SuiteGroups result = kind == SuiteKind::RewardBench ? rewardBenchGroups(input)
                         : kind == SuiteKind::RmBench   ? rmBenchGroups(input)
                                                        : SuiteGroups();
    std::vector<SuiteGroup> kept;
    for (auto& group : result.groups) {
        if (group.strata.empty()) {
            result.missingGroups.push_back(group.name);
            continue;
        }
        double total = 0.0;
        for (const auto& stratum : group.strata) {
            total += stratum.published;
        }
        for (auto& stratum : group.strata) {
            stratum.weight = stratum.published / total;
        }
        kept.push_back(std::move(group));
    }
    result.groups = std::move(kept);
    return result;
}

StratumMean stratumMean(const SuiteStratum& stratum, std::span<const double> values) {
    StratumMean result;
    const std::size_t count = stratum.members.size();
    if (count == 0) {
        return result;
    }
    if (stratum.items.size() != count) {
        for (const auto member : stratum.members) {
            result.mean += values[member] / static_cast<double>(count);
        }
        result.clusters = count;
        result.variance = result.mean * (1.0 - result.mean) / static_cast<double>(count);
        return result;
    }
    std::array<double, rmBenchCells> sums{};
    std::array<double, rmBenchCells> counts{};
    for (std::size_t i = 0; i < count; ++i) {
        sums[stratum.cells[i]] += values[stratum.members[i]];
        counts[stratum.cells[i]] += 1.0;
    }
    for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
        result.mean += counts[cell] > 0.0 ? stratum.cellWeights[cell] * sums[cell] / counts[cell] : 0.0;
    }
    const std::size_t items = 1 + *std::max_element(stratum.items.begin(), stratum.items.end());
    std::vector<double> centred(items, 0.0);
    std::vector<bool> seen(items, false);
    result.contributions.assign(items, 0.0);
    for (std::size_t i = 0; i < count; ++i) {
        const auto cell = stratum.cells[i];
        const double factor = stratum.cellWeights[cell] / counts[cell];
        const double value = values[stratum.members[i]];
        result.contributions[stratum.items[i]] += factor * value;
        centred[stratum.items[i]] += factor * (value - sums[cell] / counts[cell]);
        seen[stratum.items[i]] = true;
    }
    result.clusters = static_cast<std::uint64_t>(std::count(seen.begin(), seen.end(), true));
    const auto n = static_cast<double>(result.clusters);
    for (const double part : centred) {
        result.variance += part * part;
    }
    result.variance = result.clusters > 1 ? result.variance * n / (n - 1.0) : 0.0;
    return result;
}

}  // namespace saferscope
