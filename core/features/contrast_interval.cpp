// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast_interval.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

double finiteOrZero(double value) { return std::isfinite(value) ? value : 0.0; }

}  // namespace

double contrastOf(double difference, double total, double constant) {
    return finiteOrZero(difference / (total + constant));
}

double contrastError(const ContrastSums& sums) {
    if (sums.pairs < 2 || !(sums.total > 0.0)) {
        return 0.0;
    }
    const double n = static_cast<double>(sums.pairs);
    const double contrast = contrastOf(sums.difference, sums.total, sums.constant);
    const PairMoments& m = sums.moments;
    const double squares = m.differences - 2.0 * contrast * m.products + contrast * contrast * m.totals;
    const double mean = (sums.difference - contrast * sums.total) / n;
    const double variance = std::max(0.0, squares / n - mean * mean) * n / (n - 1.0);
    return finiteOrZero(std::sqrt(variance / n) / ((sums.total + sums.constant) / n));
}

Interval contrastInterval(const ContrastSums& sums) {
    if (!(sums.total > 0.0)) {
        return {};
    }
    if (sums.pairs < 2) {
        return {-1.0, 1.0};
    }
    const double contrast = contrastOf(sums.difference, sums.total, sums.constant);
    const double margin = z95 * contrastError(sums);
    return {std::max(-1.0, contrast - margin), std::min(1.0, contrast + margin)};
}

EffectSize effectSizeOf(double difference, const FeatureStatistics& statistics, std::uint64_t pairs) {
    if (pairs < 2) {
        return {};
    }
    const double n = static_cast<double>(pairs);
    const double mean = difference / n;
    const double square = statistics.normalisedMoments.differences / n;
    const double variance = square - mean * mean;
    constexpr double rounding = 1e-12;  // of sums of squares: below it the variance is what rounding left
    if (!(variance > rounding * square)) {
        return {};
    }
    const double cube = statistics.cubes / n;
    const double third = cube - 3.0 * mean * square + 2.0 * mean * mean * mean;
    const double fourth =
        statistics.fourthPowers / n - 4.0 * mean * cube + 6.0 * mean * mean * square - 3.0 * mean * mean * mean * mean;
    EffectSize effect;
    effect.value = finiteOrZero(mean / std::sqrt(variance * n / (n - 1.0)));
    effect.z = effect.value * std::sqrt(n);
    const double skewness = third / (variance * std::sqrt(variance));
    const double kurtosis = fourth / (variance * variance);
    const double spread =
        finiteOrZero(1.0 - skewness * effect.value + effect.value * effect.value * (kurtosis - 1.0) / 4.0);
    const double margin = z95 * std::sqrt(std::max(1.0, spread) / n);
    effect.low = effect.value - margin;
    effect.high = effect.value + margin;
    return effect;
}

}  // namespace saferscope
