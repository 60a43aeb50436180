// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// The statistics of contrasts the plain way: a table of what every feature does in every pair, and every number from
/// its definition, with means before spreads. Shares no code with core/features beyond the plain value types.
namespace saferscope::reference {

/// One feature in one pair.
struct PairValues {
    double chosen = 0.0;  ///< sum over prompt + answer
    double rejected = 0.0;
    double chosenMean = 0.0;  ///< by the conversation's positions in the scope
    double rejectedMean = 0.0;
};
/// By feature, then by pair.
using PairTable = std::vector<std::vector<PairValues>>;
PairTable pairTable(const std::vector<IndexedPair>& pairs, std::uint32_t features, TokenScope scope);

struct Bounds {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// Contrast of a feature over some of the pairs, C over the same pairs, with the delta method written out by its
/// gradient in (mean a, mean b) and the covariance matrix of a and b.
Bounds contrast(const PairTable& table, std::uint32_t feature, const std::vector<std::size_t>& pairs, bool normalised);

/// d_z, its interval; `z` is its test.
struct Effect {
    Bounds size;
    double z = 0.0;
};
Effect effect(const std::vector<PairValues>& values);

std::size_t foldOf(const std::string& id);
std::vector<std::size_t> allPairs(std::size_t count);
std::vector<std::size_t> pairsOfFolds(const std::vector<IndexedPair>& pairs, const std::vector<std::size_t>& folds);

/// Sum of d over the pairs of each fold, rounded to float32 as the format says.
std::array<double, 16> foldDifferences(const std::vector<IndexedPair>& pairs, const std::vector<PairValues>& values);
/// Share of the splits (bit f: fold f is in the first half) whose halves have the same sign.
double splitHalf(const std::array<double, 16>& differences, std::span<const std::uint16_t> splits);

}  // namespace saferscope::reference
