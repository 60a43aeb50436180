// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"

#include <cstdint>
#include <span>
#include <vector>

namespace saferscope {

/// Verdicts of two models on the same pairs.
struct PairedCounts {
    std::uint64_t bothRight = 0;
    std::uint64_t gained = 0;  ///< right now, wrong in the baseline
    std::uint64_t lost = 0;    ///< wrong now, right in the baseline
    std::uint64_t bothWrong = 0;
    std::uint64_t pairs() const { return bothRight + gained + lost + bothWrong; }
    /// Accuracy now minus the baseline's; 0 without a pair.
    double difference() const;
};

/// Two-sided McNemar test of equal accuracy: given gained + lost, `gained` is binomial with p = 1/2.
struct McNemar {
    double exact = 1.0;  ///< twice the smaller tail, at most 1
    /// The exact one less the probability of the observed count (Lancaster 1961): closer to the level it states
    /// (Fagerland, Lydersen & Laake 2013, BMC Medical Research Methodology 13:91).
    double midP = 1.0;
};
McNemar mcNemar(std::uint64_t gained, std::uint64_t lost);

/// 95 % interval of PairedCounts::difference(): Newcombe (1998, Statistics in Medicine 17, 2635-2650), method 10, from
/// the two Wilson intervals and the continuity-corrected correlation. (-1, 1) without a pair.
Interval pairedDifferenceInterval(const PairedCounts& counts);

/// Test of equal accuracy where pairs come in clusters (Obuchowski 1998, Statistics in Medicine 17, 1495-1507):
/// z = sum d / sqrt(sum d^2) over the clusters' summed differences, normal. 1 where nothing differs. McNemar's
/// asymptotic test where every cluster is one pair.
double clusteredDifferenceP(std::span<const double> clusterDifferences);

/// Holm's (1979) step-down p-values, in the order given; each at least its own and at most 1.
std::vector<double> holmAdjusted(std::span<const double> p);

}  // namespace saferscope
