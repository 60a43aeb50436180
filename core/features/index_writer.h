// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/features/feature_index.h"

#include <stop_token>

namespace saferscope {

/// One segment as the index pass found it.
struct IndexedSegment {
    std::string text;
    std::vector<TokenInfo> tokens;
    std::vector<std::vector<LatentEntry>> latents;  ///< per token, positive values, largest first
};

struct IndexedPair {
    std::string id;
    std::string subset;
    float rewardChosen = 0.0f;
    float rewardRejected = 0.0f;
    std::array<IndexedSegment, 3> segments;  ///< by Segment
};

/// Builds an index folder without knowing about models: pairs go in, in order, a shard is committed every
/// `pairsPerShard` pairs, and finish() derives sums, histograms and contexts and puts the folder in place.
/// A build that was stopped goes on after the last committed shard: resumeAt() says how many pairs are in already.
/// One thread. Memory stays bounded by a shard and the per-feature tables.
class IndexWriter {
public:
    /// `manifest.features`, hashes and names are set by the caller; counts are filled in here. A partial build in
    /// `folder` made from other inputs (hashes differ) is discarded.
    static Result<IndexWriter> create(const std::filesystem::path& folder, IndexManifest manifest,
                                      std::uint32_t pairsPerShard = 1024);
    IndexWriter(IndexWriter&&) noexcept;
    ~IndexWriter();

    std::uint32_t resumeAt() const;
    Status add(const IndexedPair& pair);
    /// Quality numbers that only the index pass knows; merged into the manifest.
    void setQuality(const IndexManifest& measured);
    Status finish(const ProgressCallback& progress = {}, std::stop_token stop = {});

private:
    struct Impl;
    explicit IndexWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
