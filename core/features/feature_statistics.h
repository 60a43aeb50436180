// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/hashed_file.h"
#include "core/features/index_values.h"

#include <array>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace saferscope {

/// What one pair adds to a feature in one scope: d, t, d' and t' of PairMoments and FeatureStatistics.
struct PairShare {
    double difference = 0.0;
    double total = 0.0;
    double differenceNormalised = 0.0;
    double totalNormalised = 0.0;
};

void addTo(PairMoments& moments, double difference, double total);

/// The fold of a pair, 0 to FeatureStatistics::folds - 1: the upper four bits of a hash of its id.
std::size_t foldOf(std::string_view pairId);

/// Gathers FeatureStatistics of every feature in both scopes and writes statistics.bin. A slot is scope x features +
/// feature. The sums of d and t are exact in doubles below 2^29 (stored values are multiples of 2^-24), so that the
/// folds add up to the totals until they are written as float32. Memory: 0.7 kB per feature. Not thread-safe.
class FeatureStatisticsCollector {
public:
    explicit FeatureStatisticsCollector(std::uint32_t features);

    /// Called once for every pair in which the feature is positive.
    void add(std::size_t slot, std::size_t fold, const PairShare& share);

    /// The two places that add() will write to, for a prefetch.
    std::array<const void*, 2> addressesOf(std::size_t slot, std::size_t fold) const {
        return {&m_states[slot], &m_states[slot].folds[fold]};
    }

    Result<FileRecord> write(const std::filesystem::path& path) const;

private:
    /// Adding a pair touches the first cache line and that of its fold: pairs come in no order that a cache likes.
    struct alignas(64) State {
        PairMoments moments;
        PairMoments normalisedMoments;
        double cubes = 0.0;
        double fourthPowers = 0.0;
        std::array<std::array<double, 2>, FeatureStatistics::folds> folds{};  ///< difference and total
    };
    const std::uint32_t m_features;
    std::vector<State> m_states;  ///< by slot
    std::vector<std::uint32_t> m_firingPairs;
};

/// One record of statistics.bin; all zero when a number in it is not finite or cannot be (the record is damaged).
FeatureStatistics decodeStatistics(std::span<const std::byte> record);

}  // namespace saferscope
