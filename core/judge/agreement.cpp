// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/agreement.h"

#include <cmath>

namespace saferscope {

namespace {

constexpr int levels = static_cast<int>(scoreLevels);

bool isScore(int score) { return score >= 1 && score <= levels; }

double kappaWeight(KappaWeights weights, std::size_t row, std::size_t column) {
    const double distance = std::abs(static_cast<double>(row) - static_cast<double>(column));
    switch (weights) {
        case KappaWeights::Unweighted:
            return distance > 0.0 ? 1.0 : 0.0;
        case KappaWeights::Linear:
            return distance;
        case KappaWeights::Quadratic:
            break;
    }
    return distance * distance;
}

using Marginals = std::array<double, scoreLevels>;
using Coincidences = std::array<std::array<double, scoreLevels>, scoreLevels>;

/// Every ordered pair of ratings of a feature counts 1 / (ratings - 1), so each rating enters with weight 1.
void addCoincidences(const ScoreCounts& feature, Coincidences& coincidences) {
    double ratings = 0.0;
    for (const std::uint32_t count : feature) {
        ratings += count;
    }
    if (ratings < 2.0) {
        return;
    }
    for (std::size_t c = 0; c < scoreLevels; ++c) {
        for (std::size_t k = 0; k < scoreLevels; ++k) {
            const double others = static_cast<double>(feature[k]) - (c == k ? 1.0 : 0.0);
            if (feature[c] > 0 && others > 0.0) {
                coincidences[c][k] += static_cast<double>(feature[c]) * others / (ratings - 1.0);
            }
        }
    }
}

double alphaDistance(AlphaMetric metric, const Marginals& marginals, std::size_t c, std::size_t k) {
    double distance = 1.0;
    if (metric == AlphaMetric::Interval) {
        distance = static_cast<double>(k - c);
    } else if (metric == AlphaMetric::Ordinal) {
        distance = -(marginals[c] + marginals[k]) / 2.0;
        for (std::size_t g = c; g <= k; ++g) {
            distance += marginals[g];
        }
    }
    return distance * distance;
}

}  // namespace

void ConfusionMatrix::add(int first, int second) {
    if (isScore(first) && isScore(second)) {
        ++counts[static_cast<std::size_t>(first - 1)][static_cast<std::size_t>(second - 1)];
    }
}

void ConfusionMatrix::add(const ConfusionMatrix& other) {
    for (std::size_t row = 0; row < scoreLevels; ++row) {
        for (std::size_t column = 0; column < scoreLevels; ++column) {
            counts[row][column] += other.counts[row][column];
        }
    }
}

std::uint64_t ConfusionMatrix::total() const {
    std::uint64_t sum = 0;
    for (const auto& row : counts) {
        for (const std::uint64_t count : row) {
            sum += count;
        }
    }
    return sum;
}

ConfusionMatrix ConfusionMatrix::transposed() const {
    ConfusionMatrix other;
    for (std::size_t row = 0; row < scoreLevels; ++row) {
        for (std::size_t column = 0; column < scoreLevels; ++column) {
            other.counts[column][row] = counts[row][column];
        }
    }
    return other;
}

std::optional<double> percentAgreement(const ConfusionMatrix& confusion) {
    const std::uint64_t total = confusion.total();
    if (total == 0) {
        return std::nullopt;
    }
    std::uint64_t equal = 0;
    for (std::size_t level = 0; level < scoreLevels; ++level) {
        equal += confusion.counts[level][level];
    }
    return static_cast<double>(equal) / static_cast<double>(total);
}

std::optional<double> cohenKappa(const ConfusionMatrix& confusion, KappaWeights weights) {
    Marginals rows{};
    Marginals columns{};
    double observed = 0.0;
    double total = 0.0;
    for (std::size_t row = 0; row < scoreLevels; ++row) {
        for (std::size_t column = 0; column < scoreLevels; ++column) {
            const auto count = static_cast<double>(confusion.counts[row][column]);
            rows[row] += count;
            columns[column] += count;
            total += count;
            observed += kappaWeight(weights, row, column) * count;
        }
    }
    double expected = 0.0;  // times the total, so that all sums are whole numbers and perfect agreement is exactly 1
    for (std::size_t row = 0; row < scoreLevels; ++row) {
        for (std::size_t column = 0; column < scoreLevels; ++column) {
            expected += kappaWeight(weights, row, column) * rows[row] * columns[column];
        }
    }
    if (!(expected > 0.0)) {
        return std::nullopt;
    }
    return 1.0 - total * observed / expected;
}

std::optional<double> krippendorffAlpha(std::span<const ScoreCounts> features, AlphaMetric metric) {
    Coincidences coincidences{};
    for (const ScoreCounts& feature : features) {
        addCoincidences(feature, coincidences);
    }
    Marginals marginals{};
    double total = 0.0;
    for (std::size_t c = 0; c < scoreLevels; ++c) {
        for (std::size_t k = 0; k < scoreLevels; ++k) {
            marginals[c] += coincidences[c][k];
        }
        total += marginals[c];
    }
    double observed = 0.0;
    double expected = 0.0;
    for (std::size_t c = 0; c < scoreLevels; ++c) {
        for (std::size_t k = c + 1; k < scoreLevels; ++k) {
            const double distance = alphaDistance(metric, marginals, c, k);
            observed += coincidences[c][k] * distance;
            expected += marginals[c] * marginals[k] * distance;
        }
    }
    if (!(expected > 0.0)) {
        return std::nullopt;
    }
    return 1.0 - (total - 1.0) * observed / expected;
}

const char* landisKochWord(double kappa) {
    if (kappa < 0.0) {
        return "poor";
    }
    constexpr std::array words = {"slight", "fair", "moderate", "substantial", "almost perfect"};
    constexpr std::array ends = {0.2, 0.4, 0.6, 0.8};
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (kappa <= ends[i]) {
            return words[i];
        }
    }
    return words.back();
}

}  // namespace saferscope
