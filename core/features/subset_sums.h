// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_statistics.h"
#include "core/features/shard_file.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace saferscope {

/// Which subsets of a data set get sums of their own: the layout::namedSubsets with most pairs, ties by name; the pairs
/// of all others count as one more, "other".
class SubsetPlan {
public:
    SubsetPlan() = default;
    explicit SubsetPlan(const std::map<std::string, std::uint32_t>& pairsOfSubset);
    /// Reads the pair tables of the shards, no tokens.
    static SubsetPlan of(const std::vector<ShardFile>& shards);

    std::size_t size() const { return m_subsets.size(); }
    /// Below size() for every name the plan was made from, else size().
    std::size_t indexOf(const std::string& name) const;
    /// By falling number of pairs, "other" last. The constants are not filled in.
    const std::vector<IndexSubset>& subsets() const { return m_subsets; }

private:
    std::vector<IndexSubset> m_subsets;
    std::map<std::string, std::size_t> m_indexOf;
};

/// Gathers SubsetSums of every feature in both scopes and writes subsets.bin. Memory: per feature 8 bytes for each
/// subset of the plan and 64 bytes for each subset and scope it is positive in. Not thread-safe.
class SubsetSumsCollector {
public:
    SubsetSumsCollector(std::uint32_t features, SubsetPlan plan);

    const SubsetPlan& plan() const { return m_plan; }

    /// `slot` is scope x features + feature; called once for every pair in which the feature is positive. A `subset`
    /// that the plan does not have is passed over.
    void add(std::size_t slot, std::size_t subset, const PairShare& share);

    /// Where add() will write, for a prefetch; null when that is not known yet. (A function that only prefetches is one
    /// without effect to the compiler, which leaves out its calls.)
    const void* addressOf(std::size_t slot, std::size_t subset) const {
        const std::uint32_t number = subset < m_plan.size() ? m_cellOf[slot * m_plan.size() + subset] : 0;
        return number != 0 ? &cell(number) : nullptr;
    }

    /// The plan's subsets with their constants.
    std::vector<IndexSubset> subsets() const;
    Result<FileRecord> write(const std::filesystem::path& path) const;

private:
    struct alignas(64) Cell : SubsetSums {};  // one cache line
    Cell& cell(std::uint32_t number) const {
        return m_chunks[(number - 1) >> m_chunkBits][(number - 1) & ((1u << m_chunkBits) - 1)];
    }

    const std::uint32_t m_features;
    const SubsetPlan m_plan;
    /// Cells come in chunks: no copies as they grow, and large ones, which the system backs with large pages.
    const unsigned m_chunkBits;
    std::vector<std::uint32_t> m_cellOf;  ///< by slot x subsets + subset: number of its cell from 1 on, 0 none
    std::vector<std::unique_ptr<Cell[]>> m_chunks;
    std::uint32_t m_cells = 0;
};

/// Bytes of a record of subsets.bin.
std::uint32_t subsetRecordBytes(std::size_t subsets);
/// One subset's sums in a record of subsets.bin; all zero when a number is not finite or cannot be.
SubsetSums decodeSubsetSums(std::span<const std::byte> record, std::size_t subset);

}  // namespace saferscope
