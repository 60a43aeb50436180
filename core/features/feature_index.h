// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/features/index_values.h"
#include "core/features/segment_reader.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// What an index was made from and how good its SAE is there. Stored as index.json.
struct IndexManifest {
    std::uint32_t version = 2;
    std::string modelHash;
    std::string saeHash;
    std::string datasetHash;
    std::string datasetName;
    std::string dateString;
    std::string dtype;  ///< of the forward passes; empty in indices made before it was noted: float32
    std::string createdAt;
    std::string codeVersion;
    std::int64_t layer = 0;
    std::int64_t k = 0;
    std::uint32_t features = 0;
    std::uint32_t pairs = 0;
    std::uint64_t latents = 0;                 ///< entries stored
    std::array<std::uint64_t, 2> positions{};  ///< per TokenScope, prompt counted once
    std::array<double, 2> fvu{};               ///< per TokenScope, measured in the index pass
    std::array<double, 2> l0{};
    std::array<double, 2> deadFraction{};
    double accuracy = 0.0;                ///< share of pairs with margin > 0
    double accuracyReconstructed = -1.0;  ///< with the layer replaced by the SAE's reconstruction; -1 not measured
    double rewardCorrelation = 0.0;       ///< Pearson of reward and reward under reconstruction; 0 when not measured
    std::vector<IndexSubset> subsets;     ///< by falling number of pairs, at most 31; then "other" where there are more
};
Json toJson(const IndexManifest& manifest);
Result<IndexManifest> indexManifestFromJson(const Json& json, const std::string& where);

/// True when the folder holds an index in a format older than this program's, which open() refuses and only building it
/// again helps. Reads index.json.
bool isIndexOfOlderFormat(const std::filesystem::path& folder);

/// A finished index, mapped for reading (layout: core/features/FORMAT.md). Immutable and thread-safe; opening reads the
/// manifest, the headers and the sums only, so it stays cheap; the files are untrusted all the same: a damaged one is
/// refused on opening, or gives shortened or empty answers here, never a crash (verify() tells). Pairs, features,
/// segments and tokens out of range give empty answers. Spans, string_views and SegmentReaders live as long as the
/// object.
class FeatureIndex {
public:
    static Result<std::shared_ptr<const FeatureIndex>> open(const std::filesystem::path& folder);
    ~FeatureIndex();

    const IndexManifest& manifest() const;
    std::uint32_t pairCount() const;
    std::uint32_t featureCount() const;

    PairRecord pair(PairIndex pair) const;
    /// A pair's position by its id; scans the pair tables, so look up rarely or keep the answer.
    std::optional<PairIndex> findPair(std::string_view id) const;
    std::string_view segmentText(PairIndex pair, Segment segment) const;
    std::vector<TokenInfo> tokens(PairIndex pair, Segment segment) const;
    /// Walks the segment's tokens with their latents in one pass, without allocating.
    SegmentReader read(PairIndex pair, Segment segment) const;
    /// Every pair in order with its segments' readers: for what reads the whole index. Reads ahead, and gives back the
    /// memory of what was visited, so that it stays within a shard or two however large the index is.
    void walk(const std::function<void(PairIndex, const std::array<SegmentReader, 3>&)>& visit) const;
    /// Positive latents of a token, largest first, ties by feature.
    std::vector<LatentEntry> latents(PairIndex pair, Segment segment, std::uint32_t token) const;
    /// The value of one feature at every token of a segment (0 where it is silent).
    std::vector<float> featureValues(PairIndex pair, Segment segment, FeatureId feature) const;

    const FeatureSums& sums(FeatureId feature, TokenScope scope) const;
    ActivationHistogram histogram(FeatureId feature, TokenScope scope) const;
    /// Spread over pairs and fold sums of a feature.
    FeatureStatistics statistics(FeatureId feature, TokenScope scope) const;
    /// Sums of a feature over the pairs of manifest().subsets[subset].
    SubsetSums subsetSums(FeatureId feature, TokenScope scope, std::size_t subset) const;
    /// Kept contexts of a feature: top first, then quantile bands from high to low, then random.
    std::vector<ContextRef> contexts(FeatureId feature, TokenScope scope) const;

    // Hints for data that is not in memory yet: they start reading from the disk and change no answer.
    /// These pairs are read next, in any order: waits for the disk once or twice, not for each of them. A pair that is
    /// read without it waits some three times.
    void expectPairs(std::span<const PairIndex> pairs) const;
    /// statistics() of every feature is asked for next.
    void expectStatistics(TokenScope scope) const;

    /// Re-reads every file against the checksums of the manifest; slow on purpose.
    Status verify() const;

private:
    struct Impl;
    explicit FeatureIndex(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> m_impl;
};

}  // namespace saferscope
