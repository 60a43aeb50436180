// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/suite.h"

namespace saferscope {

/// One subset within a section.
struct SectionPart {
    std::string name;
    double published = 0.0;  ///< RewardBench's weight
    std::uint64_t pairs = 0;
    double accuracy = 0.0;
};

struct SectionRow {
    std::string name;
    std::string kind;  ///< SuiteGroup::kind
    std::uint64_t pairs = 0;
    std::uint64_t correct = 0;
    std::uint64_t ties = 0;  ///< a tie loses
    double accuracy = 0.0;   ///< weighted mean of the parts, not correct / pairs
    /// 95 %: stratifiedInterval over the parts, or where pairs share answers (RM-Bench) effectiveWilson with the
    /// variance between items. Of the score: weightedInterval over the sections.
    Interval ci;
    std::vector<SectionPart> parts;
    std::vector<std::string> missing;
    bool partial() const { return !missing.empty(); }
};

/// Accuracy per cell of RM-Bench's matrix in one domain ("all": pairs of all domains together).
struct StyleMatrix {
    std::string domain;
    std::array<std::uint64_t, rmBenchCells> pairs{};
    std::array<std::uint64_t, rmBenchCells> correct{};
};

struct SuiteReport {
    SuiteKind kind = SuiteKind::Plain;
    std::vector<SectionRow> sections;
    /// The suite's one number, the mean of its sections (RewardBench) or domains (RM-Bench); nullopt for plain.
    std::optional<SectionRow> score;
    std::vector<StyleMatrix> matrices;
    std::vector<std::string> missingSections;
    std::vector<std::string> unassigned;
};
SuiteReport suiteReport(const SuiteGroups& groups, const SuitePairs& input);
/// Members "suite", "sections", and where they apply "score", "matrix", "missing_sections", "unassigned_subsets".
Json toJson(const SuiteReport& report);

}  // namespace saferscope
