// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/evaluation.h"
#include "core/experiments/rm_bench.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// How the subsets of a file are put together into what people compare.
enum class SuiteKind {
    Plain,        ///< subsets as they are
    RewardBench,  ///< RewardBench 1: Chat, Chat Hard, Safety, Reasoning
    RmBench,      ///< RM-Bench: easy, normal, hard; domains; the matrix of styles
};
const char* suiteName(SuiteKind kind);  ///< "plain", "rewardbench", "rm-bench"
/// "auto" gives nullopt.
Result<std::optional<SuiteKind>> suiteFromName(const std::string& name);

/// What is evaluated: `styles` is empty or has an entry per pair (nullopt: not a pair of RM-Bench).
struct SuitePairs {
    std::span<const ScoredPair> pairs;
    std::span<const std::optional<StyleCell>> styles;
};

/// Auto: RM-Bench when every pair has a style cell and every subset is one of its domains; RewardBench when all subsets
/// are its own (other spellings included), or at least half of its subsets are there; else plain.
SuiteKind detectSuite(const SuitePairs& input);

/// A subset of RewardBench 1: the item count is its weight. math-prm weighs 984 for its 447 items, as published.
struct RewardBenchSubset {
    const char* section;
    const char* name;
    double weight;
};
std::span<const RewardBenchSubset> rewardBenchSubsets();
/// By any spelling we know (case, "_" or "/" for "-", mt-bench-medium, LLMBar's own names); nullptr otherwise.
const RewardBenchSubset* rewardBenchSubset(const std::string& subset);

/// Pairs whose accuracy enters a group with one weight.
struct SuiteStratum {
    std::string name;                    ///< the subset as the file spells it; a domain's part for RM-Bench
    double weight = 0.0;                 ///< within its group; those of a group add up to 1
    double published = 0.0;              ///< the weight before that: RewardBench's item count
    std::vector<std::uint32_t> members;  ///< positions in SuitePairs::pairs
    /// RM-Bench only, one per member: number of its item, and its cell. Empty: pairs are independent, weights equal.
    std::vector<std::uint32_t> items;
    std::vector<std::uint8_t> cells;
    std::array<double, rmBenchCells> cellWeights{};  ///< of the cells that are there; they add up to 1
};

/// A section, a difficulty or a domain.
struct SuiteGroup {
    std::string name;
    std::string kind;  ///< "section", "difficulty", "domain"
    std::vector<SuiteStratum> strata;
    std::vector<std::string> missing;  ///< published parts without a pair: the group is then partial
    bool inScore = false;              ///< the suite's one number is the mean of these groups
};

struct SuiteGroups {
    SuiteKind kind = SuiteKind::Plain;
    std::vector<SuiteGroup> groups;  ///< empty for plain; groups without a pair are left out
    std::vector<std::string> missingGroups;
    std::vector<std::string> unassigned;  ///< subsets of the file that belong to no group
};
SuiteGroups suiteGroups(SuiteKind kind, const SuitePairs& input);

/// The mean of one value per pair over a stratum, and its variance: from the items where pairs of an item share answers
/// (linearised ratio, n / (n - 1) sum u^2 over items), binomial for a plain stratum of zeros and ones.
struct StratumMean {
    double mean = 0.0;
    double variance = 0.0;
    std::uint64_t clusters = 0;         ///< independent units: items, or pairs
    std::vector<double> contributions;  ///< per item: its part of the mean; empty where pairs are independent
};
StratumMean stratumMean(const SuiteStratum& stratum, std::span<const double> values);

}  // namespace saferscope
