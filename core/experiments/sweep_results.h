// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/comparison.h"
#include "core/experiments/sweep.h"
#include "core/experiments/verdict_file.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// One evaluated model of a sweep.
struct CellVerdicts {
    std::size_t cell = 0;                          ///< index into Sweep::cells
    std::shared_ptr<const VerdictFile> verdicts;   ///< shared by cells that are one run
    std::vector<std::optional<StyleCell>> styles;  ///< as ScoredPairs has them; may be empty
};

/// All models of one strategy and ratio (or of the baseline, or the reference) together, on one section.
struct SweepPoint {
    CellKind kind = CellKind::Baseline;
    Strategy strategy = Strategy::Safer;
    double ratio = 0.0;
    std::uint64_t changed = 0;  ///< pairs flipped or dropped
    std::string section;        ///< "overall", or a section or subset of the suite
    std::uint64_t items = 0;    ///< pairs of the section that every seed's model judged
    std::uint64_t seeds = 0;    ///< models
    double accuracy = 0.0;      ///< mean over seeds of the section's weighted accuracy
    Interval ci;                ///< 95 %, over items and seeds; see sweepInterval()
    std::vector<double> bySeed;

    // Against the baseline, matched by pair and seed; absent for the baseline and where it has not been evaluated.
    bool compared = false;
    double difference = 0.0;
    Interval differenceCi;
    std::uint64_t gained = 0;  ///< verdicts right now and wrong in the baseline, summed over seeds
    std::uint64_t lost = 0;
    double p = 1.0;         ///< McNemar for one seed; Obuchowski's with pairs as clusters for several
    double adjusted = 1.0;  ///< Holm over the points of one section

    /// Share of what the data set's spoiling cost that is won back: (this - baseline) / (reference - baseline); absent
    /// without a reference, or where the reference is not better than the baseline by more than its CI.
    std::optional<double> recovered;
};

struct SweepResults {
    std::vector<std::string> sections;  ///< "overall" first, then the suite's groups
    std::vector<SweepPoint> points;     ///< by section, then baseline, reference, and strategy and ratio as in the spec
    std::size_t cellsDone = 0;
    std::size_t cells = 0;
    std::vector<std::string> warnings;  ///< "seed 3 of safer 5 % is missing", presets that differ, other code versions
    const SweepPoint* find(CellKind kind, Strategy strategy, double ratio, const std::string& section) const;
};

/// 95 % of a mean over `items` pairs x `seeds` models, both drawn from more: the variance of the mean by two-way
/// analysis (crossed random effects: (MS_items + MS_seeds - MS_residual) / (items x seeds)), turned into an effective
/// number of independent verdicts, at most `items`, for Wilson's interval. `correct[s][i]` in [0, 1].
Interval sweepInterval(std::span<const std::vector<double>> correct);

/// Whatever is there is summarised; a half-done sweep gives a half picture and warnings. Pure. Cost: all verdicts once.
Result<SweepResults> summariseSweep(const Sweep& sweep, std::span<const CellVerdicts> verdicts);

/// Pairs whose verdict differs from the baseline's, of one strategy and ratio: how many seeds agree.
struct SweepFlip {
    std::string id;
    std::string subset;
    std::uint32_t gained = 0;  ///< seeds in which it is right now and was wrong
    std::uint32_t lost = 0;
    double before = 0.0;  ///< mean margin over seeds
    double after = 0.0;
};
/// Those where most seeds agree first, then the largest change of margin.
std::vector<SweepFlip> sweepFlips(const Sweep& sweep, std::span<const CellVerdicts> verdicts, Strategy strategy,
                                  double ratio);

Json toJson(const SweepResults& results);
/// One line per point, with a header; RFC 4180.
std::string sweepCsv(const SweepResults& results);

/// A figure that the paper gives, to be drawn beside ours. Other models and data: a mark, not a target.
struct PublishedPoint {
    ExperimentMode mode = ExperimentMode::Denoise;
    CellKind kind = CellKind::Changed;
    Strategy strategy = Strategy::Safer;
    double ratio = 0.0;
    std::string section;  ///< "Safety"
    double accuracy = 0.0;
    std::string source;  ///< "SAFER (arXiv 2507.00665), Llama-3.2-3B"
};
std::vector<PublishedPoint> publishedPoints(ExperimentMode mode);

}  // namespace saferscope
