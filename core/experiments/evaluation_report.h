// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/comparison.h"
#include "core/experiments/verdict_file.h"

namespace saferscope {

/// Everything an evaluation measured.
struct ScoredPairs {
    std::vector<ScoredPair> pairs;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> answerBytes;  ///< {chosen, rejected}; empty: unknown
    std::vector<std::optional<StyleCell>> styles;                      ///< empty, or one per pair
    SuitePairs suite() const { return {pairs, styles}; }
};

struct BaselineVerdicts {
    std::string name;
    VerdictFile verdicts;
};

struct ReportOptions {
    std::optional<SuiteKind> suite;  ///< nullopt: from the subsets
    EvaluationPreset preset;
    const BaselineVerdicts* baseline = nullptr;  ///< nullptr: no comparison
    std::size_t flips = 20;                      ///< listed at most; all are counted
};

/// The result as it is stored and printed: toJson(EvaluationResult), toJson(SuiteReport), "suite_detected", "margins"
/// (all pairs, "groups": sections or up to 64 subsets), "preset", and with a baseline "comparison" with its
/// "warnings". Sizes do not grow with the number of pairs.
Json evaluationReport(const ScoredPairs& scored, const ReportOptions& options);

}  // namespace saferscope
