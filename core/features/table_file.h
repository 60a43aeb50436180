// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mapped_file.h"
#include "core/features/hashed_file.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace saferscope {

/// The common header of the per-feature files.
std::string tableHeader(std::string_view magic, std::uint32_t features, std::uint32_t recordBytes,
                        std::uint64_t records);

/// Writes the header and `records` records; `encode(i, buffer)` appends record i. Goes through a buffer, so that a
/// table of a million features is not made in memory twice.
template <class Encode>
Result<FileRecord> writeTable(const std::filesystem::path& path, std::string_view header, std::size_t records,
                              Encode encode) {
    auto file = HashedFile::create(path);
    if (!file) {
        return failure(file);
    }
    constexpr std::size_t enough = 1u << 20;
    std::string buffer(header);
    for (std::size_t i = 0; i < records; ++i) {
        encode(i, buffer);
        if (buffer.size() > enough) {
            if (auto written = file->append(buffer); !written) {
                return failure(written);
            }
            buffer.clear();
        }
    }
    if (auto written = file->append(buffer); !written) {
        return failure(written);
    }
    return file->commit();
}

/// A mapped per-feature file whose header and size have been checked. A page that is touched is read alone: say with
/// expect() when many records are wanted.
class TableFile {
public:
    /// `offsetTable`: the records are preceded by an offset table of u32 for each scope and feature and one more.
    static Result<TableFile> open(const std::filesystem::path& path, std::string_view magic, std::uint32_t features,
                                  std::uint32_t recordBytes, bool offsetTable);
    /// The same for a table with exactly one record per scope and feature; one with another number is refused.
    static Result<TableFile> openPerFeature(const std::filesystem::path& path, std::string_view magic,
                                            std::uint32_t features, std::uint32_t recordBytes);

    std::span<const std::byte> offsets() const { return m_offsets; }
    std::span<const std::byte> records() const { return m_records; }
    std::span<const std::byte> record(std::size_t i) const {
        return m_records.subspan(i * m_recordBytes, m_recordBytes);
    }
    /// Starts reading `count` records from `first` on (page_advice.h).
    void expect(std::size_t first, std::size_t count) const;
    /// Gives back the memory of what was read so far.
    void release() const;

private:
    MappedFile m_file;
    std::span<const std::byte> m_offsets;
    std::span<const std::byte> m_records;
    std::size_t m_recordBytes = 0;
};

}  // namespace saferscope
