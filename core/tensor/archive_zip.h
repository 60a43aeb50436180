// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/archive_memory.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// A file inside a zip archive. `packed` points into the archive's bytes.
struct ZipEntry {
    std::string name;
    std::uint64_t size = 0;  ///< unpacked
    std::uint32_t crc = 0;
    bool deflated = false;
    std::span<const std::byte> packed;
};

/// The zip archives that torch and NumPy write, and no others: no comment, nothing before the first entry, one disk, no
/// encryption, stored or deflated, zip64 where needed (APPNOTE.TXT 6.3, sections 4.3 and 4.5.3). Each local header has
/// to agree with the central directory, and no two entries may share a byte: where two readers could see two different
/// files there is none. Copies nothing; `bytes` must outlive the object.
class ZipArchive {
public:
    static Result<ZipArchive> open(std::span<const std::byte> bytes, const std::string& where);

    const std::vector<ZipEntry>& entries() const { return m_entries; }  ///< in the order of the central directory
    const ZipEntry* find(const std::string& name) const;
    /// A view of the archive where the entry is stored, else inflated into `memory`. The checksum is verified.
    Result<std::span<const std::byte>> contents(const ZipEntry& entry, ArchiveMemory& memory) const;

private:
    std::string m_where;
    std::vector<ZipEntry> m_entries;
    std::map<std::string, std::size_t, std::less<>> m_byName;
};

/// What is to be written under a name: pieces that follow each other.
struct ZipSource {
    std::string name;
    std::vector<std::span<const std::byte>> data;
};

using ZipSink = std::function<Status(std::span<const std::byte>)>;  ///< takes the next bytes of an archive

/// Stored entries whose data starts at a multiple of 64 bytes, as torch writes them. Offsets and sizes from
/// `zip64From` on are written in zip64's way; other values than the default are for tests.
Status writeZip(const std::vector<ZipSource>& sources, const ZipSink& sink, std::uint64_t zip64From = 0xffffffff);
/// The same into a file. Atomic.
Status writeZipArchive(const std::filesystem::path& path, const std::vector<ZipSource>& sources,
                       std::uint64_t zip64From = 0xffffffff);

}  // namespace saferscope
