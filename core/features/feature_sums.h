// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_statistics.h"
#include "core/features/hashed_file.h"
#include "core/features/shard_file.h"
#include "core/features/subset_sums.h"

#include <array>
#include <vector>

namespace saferscope {

/// Sums, counts, histograms and statistics over pairs of every feature in both scopes, gathered pair by pair in index
/// order (so that the rounding does not depend on where shards end). Memory: about 1.8 kB per feature, and what
/// SubsetSumsCollector says. Not thread-safe.
class FeatureSumsCollector {
public:
    explicit FeatureSumsCollector(std::uint32_t features, SubsetPlan subsets = {});

    void add(const ShardFile& shard, std::uint32_t local);

    const FeatureSums& sums(std::uint32_t feature, TokenScope scope) const;
    const ActivationHistogram& histogram(std::uint32_t feature, TokenScope scope) const;
    const FeatureStatisticsCollector& statistics() const { return m_statistics; }
    const SubsetSumsCollector& subsets() const { return m_subsets; }

    struct Totals {
        std::uint32_t pairs = 0;
        std::uint32_t won = 0;                     ///< pairs with margin > 0
        std::array<std::uint64_t, 2> positions{};  ///< per scope, prompt once
        std::array<std::uint64_t, 2> latents{};
        std::array<std::uint64_t, 2> liveFeatures{};  ///< positive at least once
    };
    Totals totals() const;

    Result<FileRecord> writeSums(const std::filesystem::path& path) const;
    Result<FileRecord> writeHistograms(const std::filesystem::path& path) const;

private:
    struct PairSums {
        std::array<double, 3> bySegment{};
    };
    std::size_t slot(std::uint32_t feature, std::size_t scope) const { return scope * m_features + feature; }
    void addLatent(std::uint32_t feature, std::uint16_t half, std::size_t scope, std::size_t segment);

    const std::uint32_t m_features;
    FeatureStatisticsCollector m_statistics;
    SubsetSumsCollector m_subsets;
    std::vector<FeatureSums> m_sums;  ///< scope-major
    std::vector<ActivationHistogram> m_histograms;
    std::vector<PairSums> m_pairSums;  ///< of the pair being added
    std::array<std::vector<std::uint32_t>, 2> m_touched;
    Totals m_totals;
};

/// Reads sums.bin; refuses values that are not finite or negative. Scope-major, as written.
Result<std::vector<FeatureSums>> readFeatureSums(const std::filesystem::path& path, std::uint32_t features);

/// One record of histograms.bin.
ActivationHistogram decodeHistogram(std::span<const std::byte> record);
std::uint32_t histogramBytes();

}  // namespace saferscope
