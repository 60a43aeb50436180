// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/bpe.h"

#include "core/base/text_check.h"
#include "core/text/byte_alphabet.h"
#include "core/text/unicode_class.h"

#include <algorithm>
#include <functional>

namespace saferscope {

namespace {
constexpr std::size_t shortPiece = 40;  // up to here scanning all ranks beats the heap
constexpr std::size_t maxMerges = 8'000'000;
}  // namespace

void Bpe::setBytes(const Vocabulary& vocabulary) {
    m_missingBytes = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        m_byteId[byte] = vocabulary.find({&c, 1});
        m_missingBytes += m_byteId[byte] < 0 ? 1 : 0;
    }
}

void Bpe::setCharacters(const Vocabulary& vocabulary, const Unknown& unknown) {
    m_fromCharacters = true;
    m_unknown = unknown;
    m_asciiId.fill(-1);
    for (std::size_t id = 0; id < vocabulary.size(); ++id) {
        const auto token = static_cast<std::int32_t>(id);
        const std::string_view text = vocabulary.bytes(token);
        if (text.empty() || utf8SequenceLength(text) != text.size()) {
            continue;
        }
        std::size_t position = 0;
        const char32_t c = nextCodePoint(text, position);
        if (c < m_asciiId.size()) {
            m_asciiId[c] = token;
        } else {
            m_characters(static_cast<std::int32_t>(c), 0) = token;
        }
    }
    m_byteId.fill(-1);
    for (unsigned byte = 0; byte < 256 && unknown.byteFallback; ++byte) {
        m_byteId[byte] = vocabulary.find(byteTokenSpelling(static_cast<std::uint8_t>(byte)));
    }
}

Status Bpe::addMerge(const Vocabulary& vocabulary, std::string_view left, std::string_view right,
                     const std::string& where) {
    const std::int32_t leftId = vocabulary.findSpelling(left);
    const std::int32_t rightId = vocabulary.findSpelling(right);
    std::string joined(left);
    joined += right;
    const std::int32_t id = vocabulary.findSpelling(joined);
    if (leftId < 0 || rightId < 0 || id < 0) {
        return fail(ErrorCode::InvalidInput,
                    where + ": merge " + std::to_string(m_nextRank + 1) + " uses a token that the vocabulary lacks.");
    }
    if (m_nextRank >= maxMerges) {
        return fail(ErrorCode::InvalidInput, where + " has more than " + std::to_string(maxMerges) + " merges.");
    }
    m_merges(leftId, rightId) = {m_nextRank++, id};
    return {};
}

std::uint32_t Bpe::rankOf(std::int32_t left, std::int32_t right) const {
    const Merge* const merge = m_merges.find(left, right);
    return merge == nullptr ? noRank : merge->rank;
}

void Bpe::startFromBytes(std::string_view piece, std::uint32_t base, Scratch& scratch) const {
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const std::int32_t id = m_byteId[static_cast<std::uint8_t>(piece[i])];
        if (id >= 0) {
            scratch.ids.push_back(id);
            scratch.ends.push_back(base + static_cast<std::uint32_t>(i) + 1);
        }
    }
}

bool Bpe::hasBytes(std::string_view character) const {
    return std::all_of(character.begin(), character.end(),
                       [this](char c) { return m_byteId[static_cast<std::uint8_t>(c)] >= 0; });
}

void Bpe::startFromCharacters(std::string_view piece, std::uint32_t base, Scratch& scratch) const {
    bool afterUnknown = false;
    for (std::size_t position = 0; position < piece.size();) {
        const std::size_t begin = position;
        const char32_t c = nextCodePoint(piece, position);
        const std::uint32_t end = base + static_cast<std::uint32_t>(position);
        std::int32_t id = -1;
        if (c < m_asciiId.size()) {
            id = m_asciiId[c];
        } else if (const std::int32_t* const known = m_characters.find(static_cast<std::int32_t>(c), 0)) {
            id = *known;
        }
        if (id >= 0) {
            afterUnknown = false;
        } else if (hasBytes(piece.substr(begin, position - begin))) {
            afterUnknown = false;
            for (std::size_t i = begin; i < position; ++i) {
                scratch.ids.push_back(m_byteId[static_cast<std::uint8_t>(piece[i])]);
                scratch.ends.push_back(base + static_cast<std::uint32_t>(i) + 1);
            }
            continue;
        } else if (m_unknown.id < 0) {
            continue;
        } else if (afterUnknown && m_unknown.fuse) {
            scratch.ends.back() = end;
            continue;
        } else {
            id = m_unknown.id;
            afterUnknown = true;
        }
        scratch.ids.push_back(id);
        scratch.ends.push_back(end);
    }
}

void Bpe::encode(std::string_view piece, std::uint32_t base, Scratch& scratch, std::vector<std::int32_t>& ids,
                 std::vector<std::uint32_t>& ends) const {
    scratch.ids.clear();
    scratch.ends.clear();
    if (m_fromCharacters) {
        startFromCharacters(piece, base, scratch);
    } else {
        startFromBytes(piece, base, scratch);
    }
    const std::size_t count = scratch.ids.size();
    if (count > 1) {
        scratch.ranks.resize(count);
        for (std::size_t i = 0; i + 1 < count; ++i) {
            scratch.ranks[i] = rankOf(scratch.ids[i], scratch.ids[i + 1]);
        }
        scratch.ranks[count - 1] = noRank;
        if (count <= shortPiece) {
            mergeShort(scratch);
        } else {
            mergeLong(scratch);
        }
    }
    ids.insert(ids.end(), scratch.ids.begin(), scratch.ids.end());
    ends.insert(ends.end(), scratch.ends.begin(), scratch.ends.end());
}

void Bpe::mergeShort(Scratch& s) const {
    std::size_t count = s.ids.size();
    while (count > 1) {
        const auto lowest = std::min_element(s.ranks.begin(), s.ranks.begin() + static_cast<std::ptrdiff_t>(count) - 1);
        if (*lowest == noRank) {
            break;
        }
        const auto at = static_cast<std::size_t>(lowest - s.ranks.begin());
        s.ids[at] = mergedId(s.ids[at], s.ids[at + 1]);
        s.ends[at] = s.ends[at + 1];
        for (std::size_t i = at + 1; i + 1 < count; ++i) {
            s.ids[i] = s.ids[i + 1];
            s.ends[i] = s.ends[i + 1];
            s.ranks[i] = s.ranks[i + 1];
        }
        --count;
        s.ranks[at] = at + 1 < count ? rankOf(s.ids[at], s.ids[at + 1]) : noRank;
        if (at > 0) {
            s.ranks[at - 1] = rankOf(s.ids[at - 1], s.ids[at]);
        }
    }
    s.ids.resize(count);
    s.ends.resize(count);
}

void Bpe::mergeLong(Scratch& s) const {
    // Symbols are a linked list over the arrays; the heap holds (rank, position) of every pair that can merge. An entry
    // is stale when the pair at its position has another rank by now.
    const auto count = static_cast<std::uint32_t>(s.ids.size());
    const std::uint32_t end = count;
    s.next.resize(count);
    s.previous.resize(count);
    s.heap.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
        s.next[i] = i + 1;
        s.previous[i] = i == 0 ? end : i - 1;
        if (s.ranks[i] != noRank) {
            s.heap.push_back((std::uint64_t{s.ranks[i]} << 32) | i);
        }
    }
    constexpr std::greater<> smallestFirst;
    std::make_heap(s.heap.begin(), s.heap.end(), smallestFirst);
    const auto renew = [&](std::uint32_t at) {
        const std::uint32_t after = s.next[at];
        s.ranks[at] = after == end ? noRank : rankOf(s.ids[at], s.ids[after]);
        if (s.ranks[at] != noRank) {
            s.heap.push_back((std::uint64_t{s.ranks[at]} << 32) | at);
            std::push_heap(s.heap.begin(), s.heap.end(), smallestFirst);
        }
    };
    while (!s.heap.empty()) {
        std::pop_heap(s.heap.begin(), s.heap.end(), smallestFirst);
        const std::uint64_t entry = s.heap.back();
        s.heap.pop_back();
        const auto at = static_cast<std::uint32_t>(entry);
        if (s.ranks[at] != static_cast<std::uint32_t>(entry >> 32)) {
            continue;
        }
        const std::uint32_t gone = s.next[at];
        s.ids[at] = mergedId(s.ids[at], s.ids[gone]);
        s.ends[at] = s.ends[gone];
        s.next[at] = s.next[gone];
        if (s.next[at] != end) {
            s.previous[s.next[at]] = at;
        }
        s.ranks[gone] = noRank;
        renew(at);
        if (s.previous[at] != end) {
            renew(s.previous[at]);
        }
    }
    std::size_t kept = 0;
    for (std::uint32_t i = 0; i != end; i = s.next[i], ++kept) {
        s.ids[kept] = s.ids[i];
        s.ends[kept] = s.ends[i];
    }
    s.ids.resize(kept);
    s.ends.resize(kept);
}

}  // namespace saferscope
