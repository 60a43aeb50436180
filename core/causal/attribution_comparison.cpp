// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/correlation.h"
#include "core/base/random.h"
#include "core/causal/causal_report.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::uint32_t resamples = 2000;
constexpr std::uint64_t bootstrapSeed = 1;

/// The value below which the share `at` of the sorted values lies, interpolated between neighbours.
double quantile(const std::vector<double>& sorted, double at) {
    const double place = at * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Interval percentiles(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return {quantile(values, 0.025), quantile(values, 0.975)};
}

}  // namespace

AttributionComparison compareAttribution(std::string method, std::vector<AttributionRow> rows) {
    AttributionComparison comparison;
    comparison.method = std::move(method);
    comparison.rows = std::move(rows);
    // With so few features a correlation can be anything.
    comparison.pearsonCi = comparison.spearmanCi = {-1.0, 1.0};
    std::vector<double> predicted;
    std::vector<double> measured;
    std::uint64_t effects = 0;
    std::uint64_t agreed = 0;
    for (const AttributionRow& row : comparison.rows) {
        predicted.push_back(row.predicted);
        measured.push_back(row.measured);
        effects += row.measured != 0.0 ? 1 : 0;
        agreed += (row.predicted > 0.0 && row.measured > 0.0) || (row.predicted < 0.0 && row.measured < 0.0) ? 1 : 0;
    }
    comparison.signAgreement = effects > 0 ? static_cast<double>(agreed) / static_cast<double>(effects) : 0.0;
    comparison.pearson = std::clamp(pearson(predicted, measured), -1.0, 1.0);
    comparison.spearman = std::clamp(spearman(predicted, measured), -1.0, 1.0);
    const std::size_t count = comparison.rows.size();
    if (count < 4) {
        return comparison;
    }
    Random random(bootstrapSeed);
    std::vector<double> pearsons;
    std::vector<double> spearmans;
    std::vector<double> x(count);
    std::vector<double> y(count);
    for (std::uint32_t i = 0; i < resamples; ++i) {
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t drawn = random.below(count);
            x[k] = predicted[drawn];
            y[k] = measured[drawn];
        }
        pearsons.push_back(std::clamp(pearson(x, y), -1.0, 1.0));
        spearmans.push_back(std::clamp(spearman(x, y), -1.0, 1.0));
    }
    comparison.pearsonCi = percentiles(std::move(pearsons));
    comparison.spearmanCi = percentiles(std::move(spearmans));
    return comparison;
}

}  // namespace saferscope
