// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/prevalence.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace saferscope {

namespace {

constexpr std::size_t bins = 1024;
constexpr std::uint64_t fewest = 100;
constexpr double likelihoodDrop = 1.920729;  // half the 95 % point of chi-square with one degree of freedom

struct Bin {
    double value = 0.0;
    double weight = 0.0;
};

/// Neighbours in order are put together; within a bin of n / 1024 values they hardly differ.
std::vector<Bin> binned(const std::vector<double>& sorted) {
    const std::size_t per = (sorted.size() + bins - 1) / bins;
    std::vector<Bin> result;
    for (std::size_t begin = 0; begin < sorted.size(); begin += per) {
        const std::size_t end = std::min(begin + per, sorted.size());
        Bin bin;
        for (std::size_t i = begin; i < end; ++i) {
            bin.value += sorted[i];
        }
        bin.weight = static_cast<double>(end - begin);
        bin.value /= bin.weight;
        result.push_back(bin);
    }
    return result;
}

struct Fit {
    double share = 0.0;
    double mean = 0.0;      ///< mu, >= 0
    double variance = 1.0;  ///< second moment - mu^2
    double likelihood = -INFINITY;
};

double logLikelihood(const std::vector<Bin>& values, const Fit& fit) {
    const double steep = 2.0 * fit.mean / fit.variance;
    double sum = 0.0;
    for (const Bin& bin : values) {
        const double away = bin.value - fit.mean;
        // log((1 - e) N(x; mu) + e N(x; -mu)) with N(x; mu) taken out; the other's ratio to it is exp(-2 mu x / s2).
        const double ratio = -steep * bin.value;
        const double mixed = ratio < 0.0 ? std::log((1.0 - fit.share) + fit.share * std::exp(ratio))
                                         : ratio + std::log((1.0 - fit.share) * std::exp(-ratio) + fit.share);
        sum += bin.weight * (mixed - 0.5 * away * away / fit.variance - 0.5 * std::log(fit.variance));
    }
    return sum;
}

/// EM from `fit`; the share stays where it is when `fixed`.
Fit refine(const std::vector<Bin>& values, double total, double secondMoment, Fit fit, bool fixed) {
    for (int step = 0; step < 500; ++step) {
        const double steep = 2.0 * fit.mean / fit.variance;
        double turned = 0.0;  // expected number of swapped labels
        double sum = 0.0;     // of values after turning those back
        for (const Bin& bin : values) {
            const double odds = (1.0 - fit.share) * std::exp(std::min(steep * bin.value, 700.0));
            const double swapped = fit.share > 0.0 ? fit.share / (fit.share + odds) : 0.0;
            turned += bin.weight * swapped;
            sum += bin.weight * bin.value * (1.0 - 2.0 * swapped);
        }
        Fit next = fit;
        next.mean = std::max(sum / total, 0.0);
        next.variance = std::max(secondMoment - next.mean * next.mean, 1e-9 * secondMoment);
        next.share = fixed ? fit.share : std::min(turned / total, 0.4999);
        const double change =
            std::abs(next.mean - fit.mean) / std::sqrt(secondMoment) + std::abs(next.share - fit.share);
        fit = next;
        if (change < 1e-7) {
            break;
        }
    }
    fit.likelihood = logLikelihood(values, fit);
    return fit;
}

double normalBelow(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double distance(const std::vector<double>& sorted, const Fit& fit) {
    const double spread = std::sqrt(fit.variance);
    const auto n = static_cast<double>(sorted.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double below = (1.0 - fit.share) * normalBelow((sorted[i] - fit.mean) / spread) +
                             fit.share * normalBelow((sorted[i] + fit.mean) / spread);
        largest = std::max(
            {largest, std::abs(below - static_cast<double>(i) / n), std::abs(below - static_cast<double>(i + 1) / n)});
    }
    return largest;
}

}  // namespace

FlippedEstimate estimateFlipped(std::span<const double> values) {
    std::vector<double> sorted;
    std::ranges::copy_if(values, std::back_inserter(sorted), [](double value) { return std::isfinite(value); });
    std::ranges::sort(sorted);
    FlippedEstimate estimate;
    estimate.pairs = sorted.size();
    estimate.ci = {0.0, 0.5};
    const auto total = static_cast<double>(sorted.size());
    double secondMoment = 0.0;
    for (const double value : sorted) {
        secondMoment += value * value / total;
    }
    if (sorted.empty() || !(secondMoment > 0.0) || !std::isfinite(secondMoment)) {
        estimate.doubt = "There is nothing to estimate from.";
        return estimate;
    }
    const std::vector<Bin> grouped = binned(sorted);
    double mean = 0.0;
    for (const double value : sorted) {
        mean += value / total;
    }
    Fit best;
    for (const double share : {0.0, 0.02, 0.1, 0.3}) {
        Fit start;
        start.share = share;
        start.mean = std::min(std::max(mean, 0.0) / (1.0 - 2.0 * share), 0.95 * std::sqrt(secondMoment));
        start.variance = secondMoment - start.mean * start.mean;
        const Fit fit = refine(grouped, total, secondMoment, start, share == 0.0);
        if (fit.likelihood > best.likelihood) {
            best = fit;
        }
    }
    const auto inside = [&](double share) {
        Fit start = best;
        start.share = share;
        return best.likelihood - refine(grouped, total, secondMoment, start, true).likelihood <= likelihoodDrop;
    };
    const auto search = [&](double end) {
        if (inside(end)) {
            return end;
        }
        double inner = best.share;
        for (int step = 0; step < 20; ++step) {
            const double middle = 0.5 * (inner + end);
            (inside(middle) ? inner : end) = middle;
        }
        return inner;
    };
    estimate.share = best.share;
    estimate.count = best.share * total;
    estimate.ci = {search(0.0), search(0.4999)};
    estimate.separation = 2.0 * best.mean / std::sqrt(best.variance);
    estimate.misfit = distance(sorted, best);
    // 1.36 / sqrt n is the 5 % point for a curve that was not fitted; for a fitted one it is stricter than 5 %, so that
    // only clear misfits are called so.
    if (sorted.size() < fewest) {
        estimate.doubt = "There are fewer than 100 values.";
    } else if (estimate.misfit > 1.36 / std::sqrt(total)) {
        estimate.doubt = "The values are not a mixture of mirrored normal curves, so the share is biased.";
    } else if (estimate.separation < 2.0) {
        estimate.doubt = "Right and wrong labels lie too close together to be told apart.";
    }
    estimate.trustworthy = estimate.doubt.empty();
    return estimate;
}

FlippedEstimate flippedFromAccuracy(std::uint64_t contradicted, std::uint64_t pairs, double trustedAccuracy,
                                    std::uint64_t trustedPairs) {
    FlippedEstimate estimate;
    estimate.pairs = pairs;
    estimate.ci = {0.0, 1.0};
    const double skill = 2.0 * trustedAccuracy - 1.0;
    if (pairs == 0 || !(skill > 0.0 && skill <= 1.0)) {
        estimate.doubt = "A model that is no better than guessing on trusted labels tells nothing.";
        return estimate;
    }
    const auto n = static_cast<double>(pairs);
    const double q = static_cast<double>(contradicted) / n;
    const double raw = (q + trustedAccuracy - 1.0) / skill;
    const double trusted =
        trustedPairs > 0 ? trustedAccuracy * (1.0 - trustedAccuracy) / static_cast<double>(trustedPairs) : 0.0;
    const double slope = 1.0 - 2.0 * raw;
    const double half = z95 * std::sqrt(q * (1.0 - q) / n + slope * slope * trusted) / skill;
    estimate.share = std::clamp(raw, 0.0, 1.0);
    estimate.count = estimate.share * n;
    estimate.ci = {std::clamp(raw - half, 0.0, 1.0), std::clamp(raw + half, 0.0, 1.0)};
    if (trustedAccuracy < 0.6) {
        estimate.doubt = "The model is hardly better than guessing on trusted labels.";
    } else if (pairs < fewest) {
        estimate.doubt = "There are fewer than 100 values.";
    }
    estimate.trustworthy = estimate.doubt.empty();
    return estimate;
}

}  // namespace saferscope
