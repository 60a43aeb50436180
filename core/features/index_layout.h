// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Numbers of the index format, as core/features/FORMAT.md describes them byte by byte.
namespace saferscope::layout {

inline constexpr std::uint32_t version = 2;
inline constexpr std::size_t scopes = 2;
inline constexpr std::uint32_t maximumFeatures = 1u << 24;

inline constexpr unsigned placeTokenBits = 30;  // a place: segment << 30 | token

inline constexpr std::uint64_t largestManifest = 8u << 20;  // bytes; 150 a shard, so some 50 million pairs
inline constexpr const char* manifestName = "index.json";
inline constexpr const char* stateName = "state.json";
inline constexpr const char* sumsName = "sums.bin";
inline constexpr const char* histogramsName = "histograms.bin";
inline constexpr const char* contextsName = "contexts.bin";
inline constexpr const char* statisticsName = "statistics.bin";
inline constexpr const char* subsetsName = "subsets.bin";
std::string shardName(std::size_t shard);  ///< "shard-00000.bin"

// A token: varint(id << 3 | flags), varint(bytes), [varint(zigzag(gap))], varint(latents), [varint(extra bytes)].
inline constexpr unsigned tokenFlagBits = 3;
inline constexpr std::uint64_t tokenSentenceEnd = 1;
inline constexpr std::uint64_t tokenResponse = 2;
inline constexpr std::uint64_t tokenHasGap = 4;

// Shard files: header, latents, tokens, text, strings, pairs, footer.
inline constexpr std::string_view shardMagic = "SSCSHARD";
inline constexpr std::string_view shardEndMagic = "SSCSHEND";
inline constexpr std::size_t shardHeaderBytes = 16;
inline constexpr std::size_t shardFooterBytes = 80;
inline constexpr std::size_t pairBytes = 120;
inline constexpr std::size_t pairSegmentsAt = 24;
inline constexpr std::size_t segmentBytes = 32;

// Table files: a header of 40 bytes, then records.
inline constexpr std::string_view sumsMagic = "SSCSUMS\n";
inline constexpr std::string_view histogramsMagic = "SSCHISTO";
inline constexpr std::string_view contextsMagic = "SSCCONTX";
inline constexpr std::string_view statisticsMagic = "SSCSTATS";
inline constexpr std::string_view subsetsMagic = "SSCSUBST";
inline constexpr std::size_t tableHeaderBytes = 40;
inline constexpr std::size_t sumsBytes = 72;
inline constexpr std::size_t contextBytes = 12;
inline constexpr std::size_t statisticsBytes = 200;
inline constexpr std::size_t subsetBytes = 32;  // per subset in a record

// Subsets with sums of their own; the pairs of all others are put together as one more.
inline constexpr std::size_t namedSubsets = 31;
inline constexpr std::size_t maximumSubsets = namedSubsets + 1;
inline constexpr const char* otherSubset = "other";

// Contexts kept per feature and scope.
inline constexpr std::size_t topContexts = 24;
inline constexpr std::size_t quantileBands = 10;
inline constexpr std::size_t contextsPerBand = 3;
inline constexpr std::size_t randomContexts = 8;
inline constexpr std::uint64_t contextSeed = 0x5afe5c09e0000001u;

}  // namespace saferscope::layout
