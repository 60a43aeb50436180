// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace saferscope {

/// Agreement between raters who give scores 1..5. Plain functions of counts: they block for as long as they compute,
/// keep no state, and may be called from any thread.
///
/// Where a coefficient is 0/0 (every score that could be compared is the same one, or there is nothing to compare) the
/// answer is std::nullopt, never NaN, 0 or 1: such data say nothing about agreement beyond chance.
inline constexpr std::size_t scoreLevels = 5;

/// How two raters' scores fall together: counts[a - 1][b - 1] features got `a` from the first and `b` from the second.
struct ConfusionMatrix {
    std::array<std::array<std::uint64_t, scoreLevels>, scoreLevels> counts{};

    void add(int first, int second);  ///< scores outside 1..5 are left out
    void add(const ConfusionMatrix& other);
    std::uint64_t total() const;
    ConfusionMatrix transposed() const;

    bool operator==(const ConfusionMatrix&) const = default;
};

/// Share of pairs of equal scores; nothing without pairs.
std::optional<double> percentAgreement(const ConfusionMatrix& confusion);

enum class KappaWeights {
    Unweighted,  ///< w_ij = 0 on the diagonal, else 1: Cohen 1960
    Linear,      ///< w_ij = |i - j|
    Quadratic,   ///< w_ij = (i - j)^2: Fleiss and Cohen 1973
};

/// Weighted kappa (Cohen 1968) in its disagreement form: 1 - (sum_ij w_ij o_ij) / (sum_ij w_ij e_ij), with o the
/// observed and e = row total x column total / n the expected counts. Levels that nobody used change nothing. Nothing
/// when both raters gave one and the same score throughout; 0 when only one of them was constant.
std::optional<double> cohenKappa(const ConfusionMatrix& confusion, KappaWeights weights);

/// How often one feature got each score, from however many raters saw it.
using ScoreCounts = std::array<std::uint32_t, scoreLevels>;

enum class AlphaMetric {
    Nominal,   ///< d_ck = 1 for c != k
    Ordinal,   ///< d_ck = (n_c / 2 + n_(c+1) + ... + n_k / 2)^2, n the pairable scores of each level
    Interval,  ///< d_ck = (c - k)^2
};

/// Krippendorff's alpha for any number of raters and missing ratings, from the coincidence matrix:
/// 1 - (n - 1) (sum_c<k o_ck d_ck) / (sum_c<k n_c n_k d_ck) (Krippendorff 2011, "Computing Krippendorff's
/// Alpha-Reliability"). Features with fewer than two ratings have nothing to compare and do not count. Nothing when
/// all pairable scores are the same.
std::optional<double> krippendorffAlpha(std::span<const ScoreCounts> features, AlphaMetric metric);

/// A word that Landis and Koch (1977) gave to ranges of kappa. They called the ranges arbitrary themselves, and kappa
/// depends on how common each score is: a hint for the eye, no verdict, and nothing may be decided by it.
const char* landisKochWord(double kappa);

/// A coefficient with its bootstrap percentile interval.
struct Estimate {
    std::optional<double> value;
    std::optional<Interval> ci;            ///< 95 %
    std::uint32_t undefinedResamples = 0;  ///< resamples in which the coefficient was 0/0
};

struct BootstrapOptions {
    std::uint32_t resamples = 2000;  ///< 0 = no intervals
    std::uint64_t seed = 1;
};

/// Draws `units` units with replacement, `resamples` times, and computes all coefficients on each draw: the 2.5 and
/// 97.5 % points (linear interpolation) of each are its interval (Efron and Tibshirani 1993, section 13.3). Features
/// are the units, because the ratings of one feature hang together. The first call of `statistics` gets every unit
/// once and yields the values.
///
/// Resamples in which a coefficient is undefined are left out of its interval and counted; when they are more than a
/// tenth, or there are fewer than two units, there is no interval. Data without a single disagreement give an interval
/// of width 0: resampling cannot show what was never seen.
std::vector<Estimate> bootstrapEstimates(
    std::size_t units, std::size_t coefficients, const BootstrapOptions& options,
    const std::function<std::vector<std::optional<double>>(std::span<const std::uint32_t> drawn)>& statistics);

/// The scores two raters (or two groups of raters, hence possibly several pairs) gave to one feature.
struct ScorePair {
    int first = 0;
    int second = 0;
};
using FeaturePairs = std::vector<ScorePair>;

/// Everything about two raters, `features` being those both rated.
struct PairStatistics {
    std::uint64_t features = 0;
    std::uint64_t ratings = 0;  ///< pairs of scores; more than `features` only where groups were pooled
    ConfusionMatrix confusion;
    std::optional<double> meanDifference;  ///< mean of second - first: who is the stricter one
    Estimate percent;
    Estimate kappa;
    Estimate linearKappa;
    Estimate quadraticKappa;
};
/// Features without pairs are left out.
PairStatistics pairStatistics(const std::vector<FeaturePairs>& features, const BootstrapOptions& options);

struct AlphaStatistics {
    std::uint64_t features = 0;  ///< with at least two ratings
    std::uint64_t ratings = 0;   ///< on those
    Estimate nominal;
    Estimate ordinal;
    Estimate interval;
};
AlphaStatistics alphaStatistics(const std::vector<ScoreCounts>& features, const BootstrapOptions& options);

}  // namespace saferscope
