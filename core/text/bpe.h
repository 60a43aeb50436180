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

/// Byte pair encoding of single pieces: start from bytes or from characters, merge the adjacent pair of lowest rank
/// (leftmost first) until none is left. n log n in the piece's length, no recursion. Immutable after loading.
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

    /// What becomes of a character that the vocabulary lacks.
    struct Unknown {
        bool byteFallback = false;  ///< the tokens "<0x00>" to "<0xFF>" of its bytes, if all of them are there
        std::int32_t id = -1;       ///< else this one; -1: it is passed over
        bool fuse = false;          ///< one for a whole run of such characters
    };
    /// In place of setBytes(): start from characters, as models in the style of SentencePiece do. `vocabulary` is
    /// spelled as text. (Gemma's has 255 byte tokens: the tab is a token of its own.)
    void setCharacters(const Vocabulary& vocabulary, const Unknown& unknown);

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
    void startFromBytes(std::string_view piece, std::uint32_t base, Scratch& scratch) const;
    void startFromCharacters(std::string_view piece, std::uint32_t base, Scratch& scratch) const;
    bool hasBytes(std::string_view character) const;
    void mergeShort(Scratch& scratch) const;
    void mergeLong(Scratch& scratch) const;

    std::array<std::int32_t, 256> m_byteId{};  ///< byte tokens: to start from, or to fall back on
    bool m_fromCharacters = false;
    Unknown m_unknown;
    std::array<std::int32_t, 128> m_asciiId{};
    PairTable<std::int32_t> m_characters;  ///< the others; each paired with 0
    std::size_t m_missingBytes = 0;
    std::uint32_t m_nextRank = 0;
    PairTable<Merge> m_merges;
};

}  // namespace saferscope
