// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/text/pair_table.h"
#include "core/text/vocabulary.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saferscope {

/// Byte pair encoding of single pieces: start from bytes, merge the adjacent pair of lowest rank (leftmost first) until
/// none is left. n log n in the piece's length, no recursion. Immutable after loading.
class Bpe {
public:
    /// Working memory of one caller, reused from piece to piece.
    struct Scratch {
        std::vector<std::int32_t> ids;
        std::vector<std::uint32_t> ends, ranks, next, previous;
        std::vector<std::uint64_t> heap;
    };

    /// Call once the vocabulary is complete. Bytes without a token of their own are passed over in texts, as the
    /// reference does; `missingBytes` counts them.
    void setBytes(const Vocabulary& vocabulary);
    std::size_t missingBytes() const { return m_missingBytes; }

    void reserveMerges(std::size_t count) { m_merges.reserve(count); }
    /// Adds the next merge by the spellings of its halves. A pair given twice counts with its later rank.
    Status addMerge(const Vocabulary& vocabulary, std::string_view left, std::string_view right,
                    const std::string& where);

    /// Appends the tokens of `piece`, and for each the byte position (from `base`) where it ends.
    void encode(std::string_view piece, std::uint32_t base, Scratch& scratch, std::vector<std::int32_t>& ids,
                std::vector<std::uint32_t>& ends) const;

private:
    struct Merge {
        std::uint32_t rank = noRank;
        std::int32_t id = -1;
    };
    static constexpr std::uint32_t noRank = UINT32_MAX;

    std::uint32_t rankOf(std::int32_t left, std::int32_t right) const;
    std::int32_t mergedId(std::int32_t left, std::int32_t right) const { return m_merges.find(left, right)->id; }
    void mergeShort(Scratch& scratch) const;
    void mergeLong(Scratch& scratch) const;

    std::array<std::int32_t, 256> m_byteId{};
    std::size_t m_missingBytes = 0;
    std::uint32_t m_nextRank = 0;
    PairTable<Merge> m_merges;
};

}  // namespace saferscope
