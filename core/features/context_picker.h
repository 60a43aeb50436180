// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_sums.h"
#include "core/features/index_layout.h"

#include <array>
#include <compare>
#include <cstdint>
#include <vector>

namespace saferscope {

/// Where the quantile bands of a feature begin: cuts[b - 1] is the lower end of band b. Deciles of its positive values
/// (all segments), interpolated in the histogram on the logarithmic axis.
using BandCuts = std::array<float, layout::quantileBands - 1>;
BandCuts bandCuts(const ActivationHistogram& histogram, float maximum);

/// Picks the contexts of the features [first, first + count) while it is shown every pair of the index once, in any
/// order: the largest values, and for each quantile band and for the random set those with the smallest seeded hash of
/// their place, which is a uniform sample that depends neither on the order nor on where shards end. At most one
/// context per pair in each group (top, each band, random). Memory: 2 kB per feature. Not thread-safe.
class ContextPicker {
public:
    ContextPicker(const FeatureSumsCollector& sums, std::uint32_t first, std::uint32_t count);

    void add(const ShardFile& shard, std::uint32_t local);

    /// Kept contexts in the order FeatureIndex::contexts() promises; `feature` lies in the range given.
    std::vector<ContextRef> contexts(std::uint32_t feature, TokenScope scope) const;

private:
    static constexpr std::size_t groups = 1 + layout::quantileBands + 1;
    static constexpr std::size_t slots =
        layout::topContexts + layout::quantileBands * layout::contextsPerBand + layout::randomContexts;

    struct Candidate {
        std::uint32_t rank = 0;  ///< smaller is better: of the value for top contexts, else the hash
        std::uint32_t pair = 0;
        std::uint32_t place = 0;  ///< segment << 30 | token
        std::uint16_t half = 0;
        auto operator<=>(const Candidate&) const = default;  // NOLINT(modernize-use-nullptr): as in core/base/ids.h
    };
    struct Kept {
        std::array<std::uint8_t, groups> sizes{};
        std::array<Candidate, slots> candidates;  ///< each group a max-heap: its worst candidate first
    };
    /// What decides that a candidate is not kept, as nearly all are: two cache lines, so that Kept is rarely touched.
    struct alignas(64) Gate {
        BandCuts cuts{};
        std::array<std::uint32_t, groups> worst{};  ///< rank of the group's worst once it is full, before the largest
        std::uint64_t seed = 0;
    };
    static std::size_t groupBegin(std::size_t group);
    static std::size_t groupCapacity(std::size_t group);
    void offer(std::size_t slot, std::size_t group, const Candidate& candidate);
    void addLatent(std::size_t slot, std::uint64_t placeHash, Candidate candidate);

    const std::uint32_t m_first;
    const std::uint32_t m_count;
    std::vector<Gate> m_gates;  ///< scope-major
    std::vector<Kept> m_kept;
};

}  // namespace saferscope
