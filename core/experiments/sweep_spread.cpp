// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sweep_spread.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope {

namespace {

/// The members of a stratum that count, each with its unit and its weight in the stratum's mean.
struct Kept {
    std::vector<std::uint32_t> members;
    std::vector<std::uint32_t> units;  ///< from 0 without gaps
    std::vector<double> factors;       ///< add up to 1
    std::vector<std::uint8_t> cells;   ///< all 0 where pairs are independent
    std::size_t unitCount = 0;
};

Kept keptMembers(const SuiteStratum& stratum, const std::vector<bool>& there) {
    Kept kept;
    const bool clustered = !stratum.items.empty();
    std::vector<std::uint32_t> numbers;
    std::array<double, rmBenchCells> counts{};
    for (std::size_t i = 0; i < stratum.members.size(); ++i) {
        if (!there[stratum.members[i]]) {
            continue;
        }
        const std::uint8_t cell = clustered ? stratum.cells[i] : 0;
        kept.members.push_back(stratum.members[i]);
        kept.cells.push_back(cell);
        counts[cell] += 1.0;
        if (!clustered) {
            kept.units.push_back(static_cast<std::uint32_t>(kept.unitCount++));
            continue;
        }
        const std::uint32_t item = stratum.items[i];
        if (item >= numbers.size()) {
            numbers.resize(item + 1, UINT32_MAX);
        }
        if (numbers[item] == UINT32_MAX) {
            numbers[item] = static_cast<std::uint32_t>(kept.unitCount++);
        }
        kept.units.push_back(numbers[item]);
    }
    // Cells that lose all their pairs lose their weight to the others.
    std::array<double, rmBenchCells> weights{};
    double total = 0.0;
    for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
        const double weight = clustered ? stratum.cellWeights[cell] : 1.0;
        weights[cell] = counts[cell] > 0.0 ? weight / counts[cell] : 0.0;
        total += counts[cell] > 0.0 ? weight : 0.0;
    }
    for (const std::uint8_t cell : kept.cells) {
        kept.factors.push_back(total > 0.0 ? weights[cell] / total : 0.0);
    }
    return kept;
}

StratumSpread stratumSpread(const Kept& kept, bool clustered, std::span<const std::vector<double>> values,
                            std::span<double> seedMeans) {
    const std::size_t seeds = values.size();
    const auto count = static_cast<double>(seeds);
    StratumSpread spread;
    spread.pairs = kept.members.size();
    spread.units = kept.unitCount;
    spread.clustered = clustered;
    std::array<double, rmBenchCells> sums{};
    std::array<double, rmBenchCells> cellPairs{};
    for (std::size_t i = 0; i < kept.members.size(); ++i) {
        cellPairs[kept.cells[i]] += 1.0;
        for (std::size_t s = 0; s < seeds; ++s) {
            const double value = values[s][kept.members[i]];
            seedMeans[s] += clustered ? kept.factors[i] * value : value;
            sums[kept.cells[i]] += value / count;
        }
    }
    for (double& mean : seedMeans) {
        mean /= clustered ? 1.0 : static_cast<double>(kept.members.size());  // 0.5, not 0.49999999999999994
    }
    spread.mean = std::accumulate(seedMeans.begin(), seedMeans.end(), 0.0) / count;
    // Each unit's part of each model's mean, less what its cells would give it on average: the linearised mean.
    std::vector<double> parts(kept.unitCount * seeds, 0.0);
    spread.contributions.assign(clustered ? kept.unitCount : 0, 0.0);
    for (std::size_t i = 0; i < kept.members.size(); ++i) {
        const double usual = sums[kept.cells[i]] / cellPairs[kept.cells[i]];
        for (std::size_t s = 0; s < seeds; ++s) {
            const double value = values[s][kept.members[i]];
            parts[kept.units[i] * seeds + s] += kept.factors[i] * (value - usual);
            if (clustered) {
                spread.contributions[kept.units[i]] += kept.factors[i] * value / count;
            }
        }
    }
    const auto units = static_cast<double>(kept.unitCount);
    double items = 0.0;
    double residual = 0.0;
    for (std::size_t unit = 0; unit < kept.unitCount; ++unit) {
        const std::span<const double> row(parts.data() + unit * seeds, seeds);
        const double mean = std::accumulate(row.begin(), row.end(), 0.0) / count;
        items += mean * mean;
        for (std::size_t s = 0; s < seeds; ++s) {
            const double left = row[s] - mean - (seedMeans[s] - spread.mean) / units;
            residual += left * left;
        }
    }
    const double unbiased = kept.unitCount > 1 ? units / (units - 1.0) : 0.0;
    spread.itemVariance = clustered ? items * unbiased : items;
    spread.residualVariance = seeds > 1 ? residual * unbiased / (count * (count - 1.0)) : 0.0;
    return spread;
}

// Where pairs share answers: wider for few items as Student's t is (the first term of its expansion in 1 / items).
double fewItems(double units) { return units > 1.0 ? 1.0 + (z95 * z95 + 1.0) / (4.0 * (units - 1.0)) : 1.0; }

/// As pairedDifferenceInterval, from shares and an effective number of pairs (Newcombe 1998, method 10).
Interval newcombe(const ChangeShares& shares, double n) {
    const double p1 = shares.bothRight + shares.gained;
    const double p2 = shares.bothRight + shares.lost;
    const double bothWrong = std::max(0.0, 1.0 - p1 - shares.lost);
    const Interval first = effectiveWilson(p1, 0.0, n);
    const Interval second = effectiveWilson(p2, 0.0, n);
    const double margins = p1 * (1.0 - p1) * p2 * (1.0 - p2);
    double association = shares.bothRight * bothWrong - shares.gained * shares.lost;
    if (association > 0.0) {
        association = std::max(association - 0.5 / n, 0.0);
    }
    const double phi = margins > 1e-15 ? association / std::sqrt(margins) : 0.0;
    const auto distance = [phi](double x, double y) {
        return std::sqrt(std::max(0.0, x * x - 2.0 * phi * x * y + y * y));
    };
    return {std::max(-1.0, p1 - p2 - distance(p1 - first.low, second.high - p2)),
            std::min(1.0, p1 - p2 + distance(first.high - p1, p2 - second.low))};
}

/// Of one stratum's difference, from its pairs alone.
Interval stratumChange(const StratumSpread& stratum, const ChangeShares& shares, double seeds) {
    const auto units = static_cast<double>(stratum.units);
    if (stratum.clustered) {
        // Where every item changed alike the variance says nothing; what so many agreements leave open does.
        const double half =
            stratum.itemVariance > 0.0 ? z95 * std::sqrt(stratum.itemVariance) : newcombe({}, units).high;
        return {std::max(-1.0, stratum.mean - half), std::min(1.0, stratum.mean + half)};
    }
    const double change = shares.gained - shares.lost;
    const double single = shares.gained + shares.lost - change * change;  // the variance of one verdict's change
    double n = units;
    if (stratum.itemVariance > 0.0 && single > 0.0) {
        n = std::min(single / stratum.itemVariance, units * seeds);
    }
    return newcombe(shares, n);
}

/// Both tails of Student's t beyond +-t: the incomplete beta function I_x(n / 2, 1 / 2) at x = n / (n + t^2), by its
/// continued fraction (Abramowitz & Stegun 26.5.8, evaluated as Lentz does).
double tails(double t, double n) {
    const double a = n / 2.0;
    constexpr double b = 0.5;
    const double x = n / (n + t * t);
    const bool swapped = x > (a + 1.0) / (a + b + 2.0);  // where the fraction converges slowly, the other end's
    const double p = swapped ? b : a;
    const double q = swapped ? a : b;
    const double y = swapped ? 1.0 - x : x;
    double c = 1.0;
    double d = 1.0 / (1.0 - (p + q) * y / (p + 1.0));
    double fraction = d;
    for (int m = 1; m <= 300; ++m) {
        const double even = m * (q - m) * y / ((p + 2.0 * m - 1.0) * (p + 2.0 * m));
        d = 1.0 / (1.0 + even * d);
        c = 1.0 + even / c;
        fraction *= d * c;
        const double odd = -(p + m) * (p + q + m) * y / ((p + 2.0 * m) * (p + 2.0 * m + 1.0));
        d = 1.0 / (1.0 + odd * d);
        c = 1.0 + odd / c;
        fraction *= d * c;
        if (std::abs(d * c - 1.0) < 1e-14) {
            break;
        }
    }
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + p * std::log(y) + q * std::log1p(-y));
    const double value = front * fraction / p;
    return swapped ? 1.0 - value : value;
}

}  // namespace

SectionSpread sectionSpread(const SuiteGroup& group, std::span<const std::vector<double>> values,
                            const std::vector<bool>& there) {
    SectionSpread section;
    const std::size_t seeds = values.size();
    std::vector<std::vector<double>> means;
    double total = 0.0;
    for (const auto& stratum : group.strata) {
        const Kept kept = keptMembers(stratum, there);
        means.emplace_back(seeds, 0.0);
        section.strata.push_back(kept.members.empty() || seeds == 0
                                     ? StratumSpread{}
                                     : stratumSpread(kept, !stratum.items.empty(), values, means.back()));
        section.strata.back().weight = kept.members.empty() ? 0.0 : stratum.weight;
        total += section.strata.back().weight;
    }
    section.bySeed.assign(seeds, 0.0);
    double residual = 0.0;
    for (std::size_t h = 0; h < section.strata.size(); ++h) {
        StratumSpread& stratum = section.strata[h];
        stratum.weight /= total > 0.0 ? total : 1.0;
        const double square = stratum.weight * stratum.weight;
        section.pairs += stratum.pairs;
        section.clustered = section.clustered || stratum.clustered;
        section.mean += stratum.weight * stratum.mean;
        section.itemVariance += square * stratum.itemVariance;
        residual += square * stratum.residualVariance;
        for (std::size_t s = 0; s < seeds; ++s) {
            section.bySeed[s] += stratum.weight * means[h][s];
        }
    }
    if (seeds < 2) {
        return section;
    }
    double between = 0.0;
    for (const double mean : section.bySeed) {
        between += (mean - section.mean) * (mean - section.mean);
    }
    const auto freedom = static_cast<double>(seeds - 1);
    between /= freedom * static_cast<double>(seeds);
    section.seedVariance = std::max(0.0, between - residual);
    if (between > 1e-18) {
        const double share = std::max(1.0, (section.itemVariance + section.seedVariance) / between);
        section.widening = studentQuantile975(freedom * share * share) / z95;
    }
    return section;
}

Interval shareInterval(const SectionSpread& spread) {
    double clusters = 0.0;
    double kish = 0.0;
    for (const auto& stratum : spread.strata) {
        if (stratum.units > 0) {
            clusters += static_cast<double>(stratum.units);
            kish += stratum.weight * stratum.weight / static_cast<double>(stratum.units);
        }
    }
    if (!(kish > 0.0)) {
        return {0.0, 1.0};
    }
    const double few = spread.clustered ? fewItems(clusters) : 1.0;
    double variance = (spread.itemVariance * few * few + spread.seedVariance) * spread.widening * spread.widening;
    if (!spread.clustered) {
        const double mean = std::clamp(spread.mean, 0.0, 1.0);
        variance = std::max(variance, mean * (1.0 - mean) * kish);
    }
    return effectiveWilson(spread.mean, variance, 1.0 / kish);
}

Interval differenceInterval(const SectionSpread& spread, std::span<const ChangeShares> changes) {
    std::vector<WeightedShare> parts;
    for (std::size_t h = 0; h < spread.strata.size(); ++h) {
        const StratumSpread& stratum = spread.strata[h];
        if (stratum.units > 0) {
            parts.push_back({stratum.mean,
                             stratumChange(stratum, changes[h], static_cast<double>(spread.bySeed.size())),
                             stratum.weight});
        }
    }
    if (parts.empty()) {
        return {-1.0, 1.0};
    }
    const Interval pairs = weightedInterval(parts);
    const auto widened = [&](double distance) {
        return spread.widening * std::sqrt(distance * distance + z95 * z95 * spread.seedVariance);
    };
    return {std::max(-1.0, spread.mean - widened(spread.mean - pairs.low)),
            std::min(1.0, spread.mean + widened(pairs.high - spread.mean))};
}

double studentQuantile975(double freedom) {
    const double n = std::max(1.0, freedom);
    if (n > 1e6) {
        return z95;
    }
    double low = z95;
    double high = 13.0;  // 12.7 for one degree
    for (int i = 0; i < 50; ++i) {
        const double middle = (low + high) / 2.0;
        (tails(middle, n) > 0.05 ? low : high) = middle;
    }
    return (low + high) / 2.0;
}

}  // namespace saferscope
