// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/judge/agreement.h"

#include <algorithm>
#include <numeric>

namespace saferscope {

namespace {

/// The value below which the share `at` of the sorted values lies, interpolated between neighbours.
double quantile(const std::vector<double>& sorted, double at) {
    const double place = at * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

constexpr std::size_t pairCoefficients = 4;
constexpr std::size_t alphaCoefficients = 3;

}  // namespace

std::vector<Estimate> bootstrapEstimates(
    std::size_t units, std::size_t coefficients, const BootstrapOptions& options,
    const std::function<std::vector<std::optional<double>>(std::span<const std::uint32_t> drawn)>& statistics) {
    std::vector<Estimate> estimates(coefficients);
    std::vector<std::uint32_t> drawn(units);
    std::iota(drawn.begin(), drawn.end(), 0u);
    const auto values = statistics(drawn);
    for (std::size_t i = 0; i < coefficients; ++i) {
        estimates[i].value = values[i];
    }
    if (units < 2 || options.resamples == 0) {
        return estimates;
    }
    Random random(options.seed);
    std::vector<std::vector<double>> resampled(coefficients);
    for (std::uint32_t resample = 0; resample < options.resamples; ++resample) {
        for (std::uint32_t& unit : drawn) {
            unit = static_cast<std::uint32_t>(random.below(units));
        }
        const auto again = statistics(drawn);
        for (std::size_t i = 0; i < coefficients; ++i) {
            if (again[i]) {
                resampled[i].push_back(*again[i]);
            }
        }
    }
    for (std::size_t i = 0; i < coefficients; ++i) {
        auto& sample = resampled[i];
        estimates[i].undefinedResamples = options.resamples - static_cast<std::uint32_t>(sample.size());
        if (!estimates[i].value || sample.empty() || estimates[i].undefinedResamples > options.resamples / 10) {
            continue;
        }
        std::sort(sample.begin(), sample.end());
        estimates[i].ci = Interval{quantile(sample, 0.025), quantile(sample, 0.975)};
    }
    return estimates;
}

PairStatistics pairStatistics(const std::vector<FeaturePairs>& features, const BootstrapOptions& options) {
    PairStatistics result;
    std::vector<const FeaturePairs*> units;
    double difference = 0.0;
    for (const FeaturePairs& feature : features) {
        if (feature.empty()) {
            continue;
        }
        units.push_back(&feature);
        for (const ScorePair& pair : feature) {
            result.confusion.add(pair.first, pair.second);
            difference += pair.second - pair.first;
        }
    }
    result.features = units.size();
    result.ratings = result.confusion.total();
    if (result.ratings > 0) {
        result.meanDifference = difference / static_cast<double>(result.ratings);
    }
    const auto estimates =
        bootstrapEstimates(units.size(), pairCoefficients, options, [&](std::span<const std::uint32_t> drawn) {
            ConfusionMatrix confusion;
            for (const std::uint32_t unit : drawn) {
                for (const ScorePair& pair : *units[unit]) {
                    confusion.add(pair.first, pair.second);
                }
            }
            return std::vector{percentAgreement(confusion), cohenKappa(confusion, KappaWeights::Unweighted),
                               cohenKappa(confusion, KappaWeights::Linear),
                               cohenKappa(confusion, KappaWeights::Quadratic)};
        });
    result.percent = estimates[0];
    result.kappa = estimates[1];
    result.linearKappa = estimates[2];
    result.quadraticKappa = estimates[3];
    return result;
}

AlphaStatistics alphaStatistics(const std::vector<ScoreCounts>& features, const BootstrapOptions& options) {
    AlphaStatistics result;
    std::vector<ScoreCounts> units;  // those with something to compare: the others would only widen the interval
    for (const ScoreCounts& feature : features) {
        const auto ratings = std::accumulate(feature.begin(), feature.end(), std::uint64_t{0});
        if (ratings >= 2) {
            units.push_back(feature);
            result.ratings += ratings;
        }
    }
    result.features = units.size();
    const auto estimates =
        bootstrapEstimates(units.size(), alphaCoefficients, options, [&](std::span<const std::uint32_t> drawn) {
            std::vector<ScoreCounts> sample;
            sample.reserve(drawn.size());
            for (const std::uint32_t unit : drawn) {
                sample.push_back(units[unit]);
            }
            return std::vector{krippendorffAlpha(sample, AlphaMetric::Nominal),
                               krippendorffAlpha(sample, AlphaMetric::Ordinal),
                               krippendorffAlpha(sample, AlphaMetric::Interval)};
        });
    result.nominal = estimates[0];
    result.ordinal = estimates[1];
    result.interval = estimates[2];
    return result;
}

}  // namespace saferscope
