// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/tensor/archive_zip.h"

#include <zlib.h>

namespace saferscope {

namespace {

constexpr std::size_t alignment = 64;  ///< torch's kFieldAlignment: data can be used where it is mapped

void put(std::string& text, std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) {
        text.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
    }
}

struct Written {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
};

constexpr std::uint16_t utf8Flag = 1u << 11;
constexpr std::uint16_t firstOfJanuary1980 = (1u << 5) | 1u;  ///< no clock: the same contents give the same bytes
constexpr std::uint32_t seeZip64 = 0xffffffff;

/// Version needed, flags, method, time and date, checksum, sizes, length of the name: the same in both headers.
void putCommon(std::string& text, const Written& entry, std::size_t nameLength, bool zip64, bool largeSize) {
    put(text, zip64 ? 45 : 20, 2);
    put(text, utf8Flag, 2);
    put(text, 0, 2);
    put(text, 0, 2);
    put(text, firstOfJanuary1980, 2);
    put(text, entry.crc, 4);
    put(text, largeSize ? seeZip64 : entry.size, 4);
    put(text, largeSize ? seeZip64 : entry.size, 4);
    put(text, nameLength, 2);
}

std::string localHeader(const ZipSource& source, const Written& entry, bool largeSize) {
    std::string text = "PK\x03\x04";
    putCommon(text, entry, source.name.size(), largeSize, largeSize);
    std::string extra;
    if (largeSize) {
        put(extra, 1, 2);
        put(extra, 16, 2);
        put(extra, entry.size, 8);
        put(extra, entry.size, 8);
    }
    // Filled up by torch's own padding field, "FB".
    const std::uint64_t data = entry.offset + text.size() + 2 + source.name.size() + extra.size() + 4;
    const std::size_t padding = (alignment - data % alignment) % alignment;
    put(extra, 0x4246, 2);
    put(extra, padding, 2);
    extra.append(padding, 'Z');
    put(text, extra.size(), 2);
    return text + source.name + extra;
}

std::string centralHeader(const ZipSource& source, const Written& entry, std::uint64_t zip64From) {
    const bool largeSize = entry.size >= zip64From;
    const bool largeOffset = entry.offset >= zip64From;
    std::string text = "PK\x01\x02";
    put(text, largeSize || largeOffset ? 45 : 20, 2);  // made by: MS-DOS attributes, none set
    putCommon(text, entry, source.name.size(), largeSize || largeOffset, largeSize);
    std::string extra;
    if (largeSize || largeOffset) {
        put(extra, 1, 2);
        put(extra, (largeSize ? 16 : 0) + (largeOffset ? 8 : 0), 2);
        if (largeSize) {
            put(extra, entry.size, 8);
            put(extra, entry.size, 8);
        }
        if (largeOffset) {
            put(extra, entry.offset, 8);
        }
    }
    put(text, extra.size(), 2);
    put(text, 0, 2);  // comment
    put(text, 0, 2);  // disk
    put(text, 0, 2);
    put(text, 0, 4);
    put(text, largeOffset ? seeZip64 : entry.offset, 4);
    return text + source.name + extra;
}

std::string endRecords(std::uint64_t offset, std::uint64_t size, std::uint64_t entries, std::uint64_t zip64From) {
    const bool large = offset >= zip64From || size >= zip64From || entries >= 0xffff;
    std::string text;
    if (large) {
        text += "PK\x06\x06";
        put(text, 44, 8);
        put(text, 45, 2);
        put(text, 45, 2);
        put(text, 0, 4);
        put(text, 0, 4);
        put(text, entries, 8);
        put(text, entries, 8);
        put(text, size, 8);
        put(text, offset, 8);
        text += "PK\x06\x07";
        put(text, 0, 4);
        put(text, offset + size, 8);
        put(text, 1, 4);
    }
    text += "PK\x05\x06";
    put(text, 0, 4);
    put(text, large ? 0xffff : entries, 2);
    put(text, large ? 0xffff : entries, 2);
    put(text, large ? seeZip64 : size, 4);
    put(text, large ? seeZip64 : offset, 4);
    put(text, 0, 2);
    return text;
}

}  // namespace

Status writeZip(const std::vector<ZipSource>& sources, const ZipSink& sink, std::uint64_t zip64From) {
    std::uint64_t at = 0;
    const auto append = [&](std::span<const std::byte> bytes) {
        at += bytes.size();
        return sink(bytes);
    };
    std::string central;
    for (const ZipSource& source : sources) {
        Written entry;
        entry.offset = at;
        uLong crc = ::crc32_z(0, nullptr, 0);
        for (const std::span<const std::byte> piece : source.data) {
            // A null pointer would start the sum again.
            crc = piece.empty() ? crc : ::crc32_z(crc, reinterpret_cast<const Bytef*>(piece.data()), piece.size());
            entry.size += piece.size();
        }
        entry.crc = static_cast<std::uint32_t>(crc);
        const std::string header = localHeader(source, entry, entry.size >= zip64From);
        if (auto written = append(std::as_bytes(std::span(header))); !written) {
            return written;
        }
        for (const std::span<const std::byte> piece : source.data) {
            if (auto written = append(piece); !written) {
                return written;
            }
        }
        central += centralHeader(source, entry, zip64From);
    }
    central += endRecords(at, central.size(), sources.size(), zip64From);
    return append(std::as_bytes(std::span(central)));
}

Status writeZipArchive(const std::filesystem::path& path, const std::vector<ZipSource>& sources,
                       std::uint64_t zip64From) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    const ZipSink sink = [&file](std::span<const std::byte> bytes) { return file->append(bytes); };
    if (auto written = writeZip(sources, sink, zip64From); !written) {
        return written;
    }
    return file->commit();
}

}  // namespace saferscope
