// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/features/slow_statistics.h"

#include "tests/features/slow_reference.h"

#include <algorithm>
#include <cmath>

namespace saferscope::reference {

PairTable pairTable(const std::vector<IndexedPair>& pairs, std::uint32_t features, TokenScope scope) {
    PairTable table(features, std::vector<PairValues>(pairs.size()));
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        for (const auto answer : {Segment::Chosen, Segment::Rejected}) {
            const auto count =
                static_cast<double>(positions(pairs[p], Segment::Prompt, scope) + positions(pairs[p], answer, scope));
            for (const auto part : {Segment::Prompt, answer}) {
                const IndexedSegment& segment = pairs[p].segments[static_cast<std::size_t>(part)];
                for (std::size_t t = 0; t < segment.tokens.size(); ++t) {
                    if (scope == TokenScope::SentenceEnds && !segment.tokens[t].sentenceEnd) {
                        continue;
                    }
                    for (const LatentEntry& entry : segment.latents[t]) {
                        if (entry.value > 0.0f) {
                            PairValues& values = table[entry.feature.value()][p];
                            const double value = storedValue(entry.value);
                            (answer == Segment::Chosen ? values.chosen : values.rejected) += value;
                        }
                    }
                }
            }
            for (std::uint32_t f = 0; f < features && count > 0.0; ++f) {
                PairValues& values = table[f][p];
                (answer == Segment::Chosen ? values.chosenMean : values.rejectedMean) =
                    (answer == Segment::Chosen ? values.chosen : values.rejected) / count;
            }
        }
    }
    return table;
}

Bounds contrast(const PairTable& table, std::uint32_t feature, const std::vector<std::size_t>& pairs, bool normalised) {
    const auto a = [&](std::uint32_t f, std::size_t p) {
        return normalised ? table[f][p].chosenMean : table[f][p].chosen;
    };
    const auto b = [&](std::uint32_t f, std::size_t p) {
        return normalised ? table[f][p].rejectedMean : table[f][p].rejected;
    };
    const double n = static_cast<double>(pairs.size());
    double constant = 0.0;
    double plus = 0.0;
    double minus = 0.0;
    for (const std::size_t p : pairs) {
        plus += a(feature, p);
        minus += b(feature, p);
        for (std::uint32_t f = 0; f < table.size(); ++f) {
            constant += (a(f, p) + b(f, p)) / static_cast<double>(table.size());
        }
    }
    if (plus + minus <= 0.0) {
        return {};
    }
    const double whole = plus + minus + constant;
    const double value = (plus - minus) / whole;
    if (pairs.size() < 2) {
        return {value, -1.0, 1.0};
    }
    double aa = 0.0;
    double bb = 0.0;
    double ab = 0.0;
    for (const std::size_t p : pairs) {
        const double da = a(feature, p) - plus / n;
        const double db = b(feature, p) - minus / n;
        aa += da * da / (n - 1.0);
        bb += db * db / (n - 1.0);
        ab += da * db / (n - 1.0);
    }
    // s of the means: ds/da = (2 b + c) / (a + b + c)^2, ds/db = -(2 a + c) / (a + b + c)^2.
    const double scale = n / (whole * whole);
    const double ga = (2.0 * minus + constant) * scale;
    const double gb = -(2.0 * plus + constant) * scale;
    const double error = std::sqrt(std::max(0.0, (ga * ga * aa + gb * gb * bb + 2.0 * ga * gb * ab) / n));
    return {value, std::max(-1.0, value - 1.959963984540054 * error), std::min(1.0, value + 1.959963984540054 * error)};
}

Effect effect(const std::vector<PairValues>& values) {
    const double n = static_cast<double>(values.size());
    double mean = 0.0;
    double largest = 0.0;
    for (const PairValues& one : values) {
        mean += (one.chosenMean - one.rejectedMean) / n;
        largest = std::max(largest, std::abs(one.chosenMean - one.rejectedMean));
    }
    double second = 0.0;
    double third = 0.0;
    double fourth = 0.0;
    for (const PairValues& one : values) {
        const double off = one.chosenMean - one.rejectedMean - mean;
        second += off * off / n;
        third += off * off * off / n;
        fourth += off * off * off * off / n;
    }
    if (values.size() < 2 || std::sqrt(second) <= 1e-9 * largest) {
        return {};
    }
    Effect result;
    const double d = mean / std::sqrt(second * n / (n - 1.0));
    const double skewness = third / std::pow(second, 1.5);
    const double kurtosis = fourth / (second * second);
    const double variance = std::max(1.0, 1.0 - skewness * d + d * d * (kurtosis - 1.0) / 4.0) / n;
    result.size = {d, d - 1.959963984540054 * std::sqrt(variance), d + 1.959963984540054 * std::sqrt(variance)};
    result.z = d * std::sqrt(n);
    return result;
}

std::size_t foldOf(const std::string& id) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : id) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211u;
    }
    hash += 0x9e3779b97f4a7c15u;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
    hash ^= hash >> 31;
    return static_cast<std::size_t>(hash / (std::uint64_t{1} << 60));
}

std::vector<std::size_t> allPairs(std::size_t count) {
    std::vector<std::size_t> pairs;
    for (std::size_t p = 0; p < count; ++p) {
        pairs.push_back(p);
    }
    return pairs;
}

std::vector<std::size_t> pairsOfFolds(const std::vector<IndexedPair>& pairs, const std::vector<std::size_t>& folds) {
    std::vector<std::size_t> found;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        if (std::find(folds.begin(), folds.end(), foldOf(pairs[p].id)) != folds.end()) {
            found.push_back(p);
        }
    }
    return found;
}

std::array<double, 16> foldDifferences(const std::vector<IndexedPair>& pairs, const std::vector<PairValues>& values) {
    std::array<double, 16> differences{};
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        differences[foldOf(pairs[p].id)] += values[p].chosen - values[p].rejected;
    }
    for (double& difference : differences) {
        difference = static_cast<double>(static_cast<float>(difference));
    }
    return differences;
}

double splitHalf(const std::array<double, 16>& differences, std::span<const std::uint16_t> splits) {
    double agreeing = 0.0;
    for (const std::uint16_t split : splits) {
        double halves[2] = {0.0, 0.0};
        for (std::size_t fold = 0; fold < 16; ++fold) {
            halves[(split >> fold) & 1] += differences[fold];
        }
        agreeing += halves[0] * halves[1] > 0.0 ? 1.0 : 0.0;
    }
    return agreeing / static_cast<double>(splits.size());
}

}  // namespace saferscope::reference
