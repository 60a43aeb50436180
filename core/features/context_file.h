// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/hashed_file.h"
#include "core/features/index_values.h"
#include "core/features/table_file.h"

#include <vector>

namespace saferscope {

/// Gathers the contexts of every feature and writes contexts.bin. Memory: 12 bytes per context.
class ContextFileWriter {
public:
    explicit ContextFileWriter(std::uint32_t features);

    /// Called for every feature in rising order, for each first with SentenceEnds, then with AllTokens.
    void append(const std::vector<ContextRef>& contexts);
    Result<FileRecord> write(const std::filesystem::path& path) const;

private:
    const std::uint32_t m_features;
    std::uint32_t m_count = 0;
    std::string m_offsets;
    std::string m_records;
};

/// The contexts of one feature and scope in an opened contexts.bin; entries that name no pair or segment of the index
/// are left out.
std::vector<ContextRef> readContexts(const TableFile& table, std::uint32_t pairs, std::uint32_t feature,
                                     TokenScope scope);

}  // namespace saferscope
