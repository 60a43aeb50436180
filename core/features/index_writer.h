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
    /// `manifest.features`, hashes and names are set by the caller; counts are filled in here (and createdAt, when
    /// empty). The build lies in FOLDER.partial until finish(); one made from other inputs (hashes, layer, k, date,
    /// code version or pairsPerShard differ) is discarded. An existing `folder` that is not an index is refused.
    static Result<IndexWriter> create(const std::filesystem::path& folder, IndexManifest manifest,
                                      std::uint32_t pairsPerShard = 1024);
    IndexWriter(IndexWriter&&) noexcept;
    ~IndexWriter();

    std::uint32_t resumeAt() const;
    /// Entries that are not above 0 are left out; values are rounded to fp16 (what is above 0 stays so). A pair that
    /// contradicts itself (ids out of range, a feature twice at one token, byte ranges outside the text, a number that
    /// is not finite) is refused and the index stays as it was. After a failed write every later call fails.
    Status add(const IndexedPair& pair);
    /// Anything the caller must have back to go on after a stop (its own running sums): kept with the shards committed
    /// from now on. note() is what was kept with the last shard of the build this one resumes; null without one.
    void setNote(Json note);
    const Json& note() const;
    /// Quality numbers that only the index pass knows; merged into the manifest. L0 and dead share left at 0 are
    /// derived from the stored latents; the accuracy always is.
    void setQuality(const IndexManifest& measured);
    /// Blocks for two passes over the shards. The folder appears whole, in place of an older index of that name. A stop
    /// gives ErrorCode::Interrupted and keeps the shards. Call once.
    Status finish(const ProgressCallback& progress = {}, std::stop_token stop = {});

private:
    struct Impl;
    explicit IndexWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
