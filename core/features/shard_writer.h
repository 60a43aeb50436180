// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/hashed_file.h"
#include "core/features/index_writer.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// Writes one shard file. Latents, the bulk, go to the disk as they come; the other sections wait in memory for
/// commit(). The file appears under its name only then. Not thread-safe.
class ShardWriter {
public:
    static Result<ShardWriter> create(const std::filesystem::path& path, std::uint32_t firstPair,
                                      std::uint32_t features);

    /// Refuses a pair whose parts contradict each other, and leaves the shard as it was.
    Status add(const IndexedPair& pair);
    std::uint32_t pairs() const { return m_pairs; }

    Result<FileRecord> commit();

private:
    ShardWriter(HashedFile file, std::uint32_t firstPair, std::uint32_t features);
    Status encodeSegment(const IndexedPair& pair, Segment which, std::string& record);
    Status encodeLatents(const IndexedPair& pair, const std::vector<LatentEntry>& latents, std::string& tokens);
    void appendString(std::string& record, const std::string& text, bool shared);

    HashedFile m_file;
    std::uint64_t m_headerHash = 0;
    std::uint32_t m_firstPair = 0;
    std::uint32_t m_features = 0;
    std::uint32_t m_pairs = 0;
    std::uint64_t m_latentBytes = 0;
    std::uint64_t m_latentEntries = 0;
    std::uint64_t m_tokenCount = 0;
    std::string m_tokens;
    std::string m_text;
    std::string m_strings;
    std::string m_pairTable;
    std::map<std::string, std::uint32_t> m_subsets;  ///< where a subset's name already lies in m_strings

    // Scratch of one pair.
    std::string m_newLatents;
    std::uint64_t m_newEntries = 0;
    std::vector<std::pair<std::uint32_t, std::uint16_t>> m_sorted;
};

}  // namespace saferscope
