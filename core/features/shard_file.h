// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mapped_file.h"
#include "core/features/segment_reader.h"

#include <filesystem>
#include <string_view>

namespace saferscope {

/// One mapped shard of an index: the pairs [firstPair, firstPair + pairs). Opening checks the header, the footer and
/// that the sections fill the file exactly; every offset read later is checked against its section. Immutable.
/// A page that is touched is read alone (pages::expectRandom): say what is wanted with the functions named expect...
class ShardFile {
public:
    static Result<ShardFile> open(const std::filesystem::path& path, std::uint32_t expectedFeatures);

    /// open() in two steps: the first starts reading what the second looks at, so that many shards wait for the disk
    /// once. Nothing else may be called between them.
    static Result<ShardFile> map(const std::filesystem::path& path);
    Status check(const std::filesystem::path& path, std::uint32_t expectedFeatures);

    std::uint64_t bytes() const { return m_file.bytes().size(); }
    std::uint32_t firstPair() const { return m_firstPair; }
    std::uint32_t pairs() const { return m_pairs; }
    std::uint64_t latentEntries() const { return m_latentEntries; }
    std::uint64_t tokens() const { return m_tokens; }

    /// `local` counts from this shard's first pair and must be below pairs().
    PairRecord pair(std::uint32_t local) const;
    std::string_view pairId(std::uint32_t local) const;
    std::string_view text(std::uint32_t local, Segment segment) const;
    SegmentReader read(std::uint32_t local, Segment segment) const;
    /// Tokens of a segment and those that end a sentence, without walking them.
    std::uint32_t tokenCount(std::uint32_t local, Segment segment) const;
    std::uint32_t sentenceEndCount(std::uint32_t local, Segment segment) const;

    // Hints (page_advice.h). A pair's own is worth it before reading its tokens, not for its record alone.
    void expectPair(std::uint32_t local) const { expectPairs(local, 1); }
    void expectPairs(std::uint32_t local, std::uint32_t count) const;  ///< consecutive ones; reads their records
    void expectRecord(std::uint32_t local) const;                      ///< of the pair table
    void expectId(std::uint32_t local) const;                          ///< reads the record
    void expectRecords() const;                                        ///< pair table, ids and subsets
    void expectAll() const;
    /// Gives back the memory of all that was read so far.
    void release() const;

private:
    std::span<const std::byte> segmentRecord(std::uint32_t local, Segment segment) const;
    std::string_view string(std::uint32_t offset, std::uint32_t length) const;

    MappedFile m_file;
    std::span<const std::byte> m_latents;
    std::span<const std::byte> m_tokenBytes;
    std::span<const std::byte> m_text;
    std::span<const std::byte> m_strings;
    std::span<const std::byte> m_pairTable;
    std::uint32_t m_features = 0;
    std::uint32_t m_firstPair = 0;
    std::uint32_t m_pairs = 0;
    std::uint64_t m_latentEntries = 0;
    std::uint64_t m_tokens = 0;
};

}  // namespace saferscope
