// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/features/index_values.h"

#include <cstdint>

namespace saferscope {

/// What a contrast is computed from: sums over the pairs of an index or of a subset.
struct ContrastSums {
    double difference = 0.0;  ///< h+ - h-
    double total = 0.0;       ///< h+ + h-
    double constant = 0.0;    ///< C
    PairMoments moments;
    std::uint64_t pairs = 0;
};

/// (h+ - h-) / (h+ + h- + C); 0 where that says nothing.
double contrastOf(double difference, double total, double constant);

/// The standard error of a contrast by the delta method (Casella & Berger, Statistical Inference, 2002, section 5.5.4),
/// pairs taken as a sample: s = mean(d) / (mean(t) + c) with c = C / n held constant, so to first order
/// s - E s = mean(d_p - s t_p - E) / (mean(t) + c), and se = sd(d_p - s t_p) / sqrt(n) / (mean(t) + c), sd with n - 1.
/// C is a mean over thousands of features and varies little beside one feature; that it does is left out. A normal
/// approximation: not to be trusted for a feature that fires in a handful of pairs (FeatureContrast::firingPairs).
/// 0 for fewer than two pairs or a feature that never fires.
double contrastError(const ContrastSums& sums);

/// Contrast ± z95 standard errors, cut at -1 and 1. With fewer than two pairs nothing bounds it: [-1, 1]; a feature
/// that never fires: [0, 0].
Interval contrastInterval(const ContrastSums& sums);

/// Cohen's d_z of d' = a' - b' over pairs, and its test. All 0 with fewer than two pairs, and where d' is the same in
/// every pair (a feature that never fires, or only in prompts of answers of equal length): no spread, no measure of it.
struct EffectSize {
    /// mean(d') / sd(d'), sd with n - 1 (Cohen, Statistical Power Analysis, 1988, section 2.3.5).
    double value = 0.0;
    /// value ± z95 sqrt(v / n), v = max(1, 1 - g d + d^2 (k - 1) / 4), g the skewness and k the kurtosis of d' (third
    /// and fourth moment about the mean in units of sd). The delta method for mean / sd without assuming a
    /// distribution, as derived for the Sharpe ratio, which is the same quantity (Opdyke, Journal of Asset Management
    /// 8, 2007); for normal d' it is 1 + d^2 / 2, the large-sample variance of Hedges & Olkin (Statistical Methods for
    /// Meta-Analysis, 1985, chapter 5). Differences of a sparse feature are mostly 0 and far from normal. The bound
    /// at 1, the variance where d is 0, keeps the interval from leaving 0 out where z does not: of a feature that fires
    /// in two pairs, both times in the chosen answer, the skewness alone would make it look certain.
    double low = 0.0;
    double high = 0.0;
    double z = 0.0;  ///< mean(d') / (sd(d') / sqrt n): about standard normal when the labels say nothing
};

/// `difference` is the sum of d' over all `pairs`.
EffectSize effectSizeOf(double difference, const FeatureStatistics& statistics, std::uint64_t pairs);

}  // namespace saferscope
