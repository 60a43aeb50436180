// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/subset_sums.h"

#include "core/features/byte_codec.h"
#include "core/features/index_layout.h"
#include "core/features/table_file.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace saferscope {

namespace {

constexpr unsigned maximumChunkBits = 18;  // 16 MB

}  // namespace

SubsetPlan::SubsetPlan(const std::map<std::string, std::uint32_t>& pairsOfSubset) {
    std::vector<std::pair<std::string, std::uint32_t>> ranked(pairsOfSubset.begin(), pairsOfSubset.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    IndexSubset other;
    other.name = layout::otherSubset;
    for (const auto& [name, pairs] : ranked) {
        if (m_subsets.size() < layout::namedSubsets) {
            m_indexOf.emplace(name, m_subsets.size());
            m_subsets.push_back({name, pairs, 0, {}, {}});
        } else {
            m_indexOf.emplace(name, layout::namedSubsets);
            other.pairs += pairs;
            ++other.merged;
        }
    }
    if (other.merged > 0) {
        m_subsets.push_back(std::move(other));
    }
}

SubsetPlan SubsetPlan::of(const std::vector<ShardFile>& shards) {
    std::map<std::string, std::uint32_t> pairsOfSubset;
    for (const ShardFile& shard : shards) {
        shard.expectRecords();
        for (std::uint32_t local = 0; local < shard.pairs(); ++local) {
            ++pairsOfSubset[shard.pair(local).subset];
        }
        shard.release();
    }
    return SubsetPlan(pairsOfSubset);
}

std::size_t SubsetPlan::indexOf(const std::string& name) const {
    const auto found = m_indexOf.find(name);
    return found != m_indexOf.end() ? found->second : m_subsets.size();
}

SubsetSumsCollector::SubsetSumsCollector(std::uint32_t features, SubsetPlan plan)
    : m_features(features),
      m_plan(std::move(plan)),
      m_chunkBits(std::min(maximumChunkBits, static_cast<unsigned>(std::bit_width(
                                                 layout::scopes * std::size_t{features} * m_plan.size())))),
      m_cellOf(layout::scopes * std::size_t{features} * m_plan.size(), 0) {}

void SubsetSumsCollector::add(std::size_t slot, std::size_t subset, const PairShare& share) {
    if (subset >= m_plan.size()) {
        return;
    }
    std::uint32_t& number = m_cellOf[slot * m_plan.size() + subset];
    if (number == 0) {
        if (m_cells >> m_chunkBits == m_chunks.size()) {
            m_chunks.push_back(std::make_unique<Cell[]>(std::size_t{1} << m_chunkBits));
        }
        number = ++m_cells;
    }
    SubsetSums& sums = cell(number);
    sums.difference += share.difference;
    sums.total += share.total;
    sums.differenceNormalised += share.differenceNormalised;
    sums.totalNormalised += share.totalNormalised;
    addTo(sums.moments, share.difference, share.total);
    ++sums.firingPairs;
}

std::vector<IndexSubset> SubsetSumsCollector::subsets() const {
    std::vector<IndexSubset> subsets = m_plan.subsets();
    for (std::size_t i = 0; i < m_cellOf.size(); ++i) {
        if (m_cellOf[i] == 0) {
            continue;
        }
        const SubsetSums& sums = cell(m_cellOf[i]);
        const std::size_t scope = i / m_plan.size() / m_features;
        IndexSubset& subset = subsets[i % m_plan.size()];
        subset.constant[scope] += sums.total / m_features;
        subset.constantNormalised[scope] += sums.totalNormalised / m_features;
    }
    return subsets;
}

Result<FileRecord> SubsetSumsCollector::write(const std::filesystem::path& path) const {
    const std::size_t records = layout::scopes * std::size_t{m_features};
    const auto header = tableHeader(layout::subsetsMagic, m_features, subsetRecordBytes(m_plan.size()), records);
    return writeTable(path, header, records, [this](std::size_t slot, std::string& out) {
        for (std::size_t subset = 0; subset < m_plan.size(); ++subset) {
            const std::uint32_t number = m_cellOf[slot * m_plan.size() + subset];
            static const SubsetSums none;
            const SubsetSums& sums = number == 0 ? none : cell(number);
            for (const double value : {sums.difference, sums.total, sums.differenceNormalised, sums.totalNormalised,
                                       sums.moments.differences, sums.moments.products, sums.moments.totals}) {
                codec::put<float>(out, static_cast<float>(value));
            }
            codec::put<std::uint32_t>(out, sums.firingPairs);
        }
    });
}

std::uint32_t subsetRecordBytes(std::size_t subsets) {
    return static_cast<std::uint32_t>(subsets * layout::subsetBytes);
}

SubsetSums decodeSubsetSums(std::span<const std::byte> record, std::size_t subset) {
    SubsetSums sums;
    const std::byte* at = record.data() + subset * layout::subsetBytes;
    bool good = true;
    for (double* value : {&sums.difference, &sums.total, &sums.differenceNormalised, &sums.totalNormalised,
                          &sums.moments.differences, &sums.moments.products, &sums.moments.totals}) {
        *value = static_cast<double>(codec::get<float>(at));
        good = good && std::isfinite(*value);
        at += 4;
    }
    sums.firingPairs = codec::get<std::uint32_t>(at);
    good = good && sums.total >= 0.0 && sums.totalNormalised >= 0.0 && sums.moments.differences >= 0.0 &&
           sums.moments.totals >= 0.0;
    return good ? sums : SubsetSums();
}

}  // namespace saferscope
