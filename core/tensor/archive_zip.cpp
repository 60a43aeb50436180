// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/archive_zip.h"

#include "core/base/text_check.h"
#include "core/tensor/safetensors_header.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <zlib.h>

namespace saferscope {

namespace {

constexpr std::uint32_t localSignature = 0x04034b50;
constexpr std::uint32_t centralSignature = 0x02014b50;
constexpr std::uint32_t endSignature = 0x06054b50;
constexpr std::uint32_t zip64EndSignature = 0x06064b50;
constexpr std::uint32_t zip64LocatorSignature = 0x07064b50;
constexpr std::size_t localSize = 30;
constexpr std::size_t centralSize = 46;
constexpr std::size_t endSize = 22;
constexpr std::size_t zip64EndSize = 56;
constexpr std::size_t zip64LocatorSize = 20;
constexpr std::uint32_t seeZip64 = 0xffffffff;  ///< the real number is in the zip64 extra field
constexpr std::uint16_t encryptedFlag = 1u << 0;
constexpr std::uint16_t descriptorFlag = 1u << 3;  ///< sizes and checksum follow the data; zero in the local header
constexpr std::uint16_t patchFlag = 1u << 5;
constexpr std::uint16_t strongEncryptionFlag = 1u << 6;
constexpr std::uint16_t maskedFlag = 1u << 13;
constexpr std::size_t longestName = 4096;
constexpr std::uint64_t mostEntries = 100'000;  ///< torch writes one for each tensor

/// Little-endian numbers at a place of the file that was checked before.
std::uint64_t number(std::span<const std::byte> bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value |= static_cast<std::uint64_t>(bytes[at + i]) << (8 * i);
    }
    return value;
}
std::uint16_t u16(std::span<const std::byte> bytes, std::size_t at) {
    return static_cast<std::uint16_t>(number(bytes, at, 2));
}
std::uint32_t u32(std::span<const std::byte> bytes, std::size_t at) {
    return static_cast<std::uint32_t>(number(bytes, at, 4));
}

std::string_view textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Replaces, in the order given, each of `fields` that says "see zip64" by its number from the zip64 extra field.
/// Fails (false) where the extra fields are malformed or the number is missing.
bool resolveZip64(std::span<const std::byte> extra, std::initializer_list<std::uint64_t*> fields) {
    std::optional<std::span<const std::byte>> zip64;
    while (extra.size() >= 4) {
        const std::size_t length = u16(extra, 2);
        if (length > extra.size() - 4) {
            return false;
        }
        if (u16(extra, 0) == 1) {
            if (zip64) {
                return false;
            }
            zip64 = extra.subspan(4, length);
        }
        extra = extra.subspan(4 + length);
    }
    std::size_t used = 0;
    for (std::uint64_t* const field : fields) {
        if (*field != seeZip64) {
            continue;
        }
        if (!zip64 || zip64->size() - used < 8) {
            return false;
        }
        *field = number(*zip64, used, 8);
        used += 8;
    }
    return true;
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t entries = 0;
};

Result<Directory> findDirectory(std::span<const std::byte> bytes,
                                const std::function<tl::unexpected<Error>(const std::string&)>& refuse) {
    if (bytes.size() < endSize || u32(bytes, bytes.size() - endSize) != endSignature) {
        return refuse("the end of a zip archive is missing");
    }
    const std::size_t end = bytes.size() - endSize;
    if (u16(bytes, end + 20) != 0) {
        return refuse("bytes follow its end");
    }
    if (u16(bytes, end + 4) != 0 || u16(bytes, end + 6) != 0 || u16(bytes, end + 8) != u16(bytes, end + 10)) {
        return refuse("it is one part of several");
    }
    Directory directory{u32(bytes, end + 16), u32(bytes, end + 12), u16(bytes, end + 10)};
    std::uint64_t directoryEnd = end;
    if (end >= zip64LocatorSize && u32(bytes, end - zip64LocatorSize) == zip64LocatorSignature) {
        const std::size_t locator = end - zip64LocatorSize;
        const std::uint64_t record = number(bytes, locator + 8, 8);
        if (u32(bytes, locator + 4) != 0 || u32(bytes, locator + 16) > 1 || locator < zip64EndSize ||
            record != locator - zip64EndSize || u32(bytes, record) != zip64EndSignature ||
            number(bytes, record + 4, 8) != zip64EndSize - 12 || u32(bytes, record + 16) != 0 ||
            u32(bytes, record + 20) != 0 || number(bytes, record + 24, 8) != number(bytes, record + 32, 8)) {
            return refuse("its zip64 end record is damaged");
        }
        const Directory large{number(bytes, record + 48, 8), number(bytes, record + 40, 8),
                              number(bytes, record + 32, 8)};
        if ((directory.offset != seeZip64 && directory.offset != large.offset) ||
            (directory.size != seeZip64 && directory.size != large.size) ||
            (directory.entries != 0xffff && directory.entries != large.entries)) {
            return refuse("its two end records contradict each other");
        }
        directory = large;
        directoryEnd = record;
    }
    if (directory.offset > directoryEnd || directory.size != directoryEnd - directory.offset) {
        return refuse("its central directory does not lie where the end record says");
    }
    if (directory.entries > mostEntries || directory.entries * centralSize > directory.size) {
        return refuse("it claims " + std::to_string(directory.entries) + " entries");
    }
    return directory;
}

/// One header of the central directory at `at`, which moves behind it; `offset` of its local header.
struct CentralHeader {
    ZipEntry entry;
    std::uint64_t offset = 0;
    std::uint64_t packedSize = 0;
    std::uint16_t method = 0;
};

}  // namespace

Result<ZipArchive> ZipArchive::open(std::span<const std::byte> bytes, const std::string& where) {
    const auto refuse = [&where](const std::string& why) {
        return fail(ErrorCode::InvalidInput, where + " is not a sound archive: " + why + ".",
                    "Fetch or save the file again; it may be cut short or damaged.");
    };
    const auto directory = findDirectory(bytes, refuse);
    if (!directory) {
        return failure(directory);
    }
    const std::span<const std::byte> central = bytes.subspan(directory->offset, directory->size);
    std::vector<CentralHeader> headers;
    headers.reserve(directory->entries);
    std::size_t at = 0;
    for (std::uint64_t i = 0; i < directory->entries; ++i) {
        if (central.size() - at < centralSize || u32(central, at) != centralSignature) {
            return refuse("its central directory is damaged");
        }
        const std::size_t nameLength = u16(central, at + 28);
        const std::size_t extraLength = u16(central, at + 30);
        const std::size_t commentLength = u16(central, at + 32);
        if (central.size() - at - centralSize < nameLength + extraLength + commentLength) {
            return refuse("its central directory is damaged");
        }
        CentralHeader header;
        header.entry.name = textOf(central.subspan(at + centralSize, nameLength));
        header.entry.crc = u32(central, at + 16);
        header.method = u16(central, at + 10);
        header.packedSize = u32(central, at + 20);
        header.entry.size = u32(central, at + 24);
        header.offset = u32(central, at + 42);
        const std::string quoted = quotedName(header.entry.name);
        if (nameLength == 0 || nameLength > longestName || !isValidUtf8(header.entry.name) ||
            header.entry.name.find('\0') != std::string::npos) {
            return refuse("the name of an entry, " + quoted + ", is not a text or too long");
        }
        if ((u16(central, at + 8) & (encryptedFlag | strongEncryptionFlag | maskedFlag)) != 0) {
            return refuse("its entry " + quoted + " is encrypted");
        }
        if ((u16(central, at + 8) & patchFlag) != 0 || (header.method != 0 && header.method != 8)) {
            return refuse("its entry " + quoted + " is compressed in a way that torch and NumPy do not use");
        }
        if (u16(central, at + 34) != 0 || !resolveZip64(central.subspan(at + centralSize + nameLength, extraLength),
                                                        {&header.entry.size, &header.packedSize, &header.offset})) {
            return refuse("the extra fields of its entry " + quoted + " are damaged");
        }
        header.entry.deflated = header.method == 8;
        if (!header.entry.deflated && header.entry.size != header.packedSize) {
            return refuse("its entry " + quoted + " is stored with two different sizes");
        }
        headers.push_back(std::move(header));
        at += centralSize + nameLength + extraLength + commentLength;
    }
    if (at != central.size()) {
        return refuse("its central directory has more than its entries");
    }

    ZipArchive archive;
    archive.m_where = where;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> extents;
    const std::span<const std::byte> body = bytes.first(directory->offset);
    for (CentralHeader& header : headers) {
        const std::string quoted = quotedName(header.entry.name);
        if (header.offset > body.size() || body.size() - header.offset < localSize ||
            u32(body, header.offset) != localSignature) {
            return refuse("its entry " + quoted + " does not lie where the directory says");
        }
        const std::size_t local = header.offset;
        const std::uint16_t flags = u16(body, local + 6);
        const std::size_t nameLength = u16(body, local + 26);
        const std::size_t extraLength = u16(body, local + 28);
        if (body.size() - local - localSize < nameLength + extraLength) {
            return refuse("its entry " + quoted + " runs past the end");
        }
        std::uint64_t size = u32(body, local + 22);
        std::uint64_t packedSize = u32(body, local + 18);
        const std::uint32_t crc = u32(body, local + 14);
        const bool later = (flags & descriptorFlag) != 0 && crc == 0;  // then the directory alone knows them
        if (textOf(body.subspan(local + localSize, nameLength)) != header.entry.name ||
            u16(body, local + 8) != header.method || (flags & encryptedFlag) != 0 ||
            (!later &&
             (!resolveZip64(body.subspan(local + localSize + nameLength, extraLength), {&size, &packedSize}) ||
              size != header.entry.size || packedSize != header.packedSize || crc != header.entry.crc))) {
            return refuse("the two headers of its entry " + quoted + " contradict each other");
        }
        const std::uint64_t data = local + localSize + nameLength + extraLength;
        if (header.packedSize > body.size() - data) {
            return refuse("its entry " + quoted + " runs past the end");
        }
        header.entry.packed = body.subspan(data, header.packedSize);
        extents.emplace_back(local, data + header.packedSize);
        if (!archive.m_byName.emplace(header.entry.name, archive.m_entries.size()).second) {
            return refuse("it has the entry " + quoted + " twice");
        }
        archive.m_entries.push_back(std::move(header.entry));
    }
    std::sort(extents.begin(), extents.end());
    if (!extents.empty() && extents.front().first != 0) {
        return refuse("bytes stand before its first entry");
    }
    for (std::size_t i = 1; i < extents.size(); ++i) {
        if (extents[i].first < extents[i - 1].second) {
            return refuse("two of its entries overlap");
        }
    }
    return archive;
}

const ZipEntry* ZipArchive::find(const std::string& name) const {
    const auto place = m_byName.find(name);
    return place == m_byName.end() ? nullptr : &m_entries[place->second];
}

Result<std::span<const std::byte>> ZipArchive::contents(const ZipEntry& entry, ArchiveMemory& memory) const {
    const auto refuse = [&](const char* why) {
        return fail(ErrorCode::InvalidInput,
                    m_where + " is damaged: its entry " + quotedName(entry.name) + ' ' + why + ".",
                    "Fetch or save the file again.");
    };
    std::span<const std::byte> bytes = entry.packed;
    if (entry.deflated) {
        const auto room = memory.allocate(entry.size);
        if (!room) {
            return failure(room);
        }
        z_stream stream{};
        if (::inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
            return fail(ErrorCode::OutOfMemory, "There is not enough memory to unpack " + m_where + ".");
        }
        // zlib counts in 32 bits, so both sides are handed over in pieces.
        std::size_t fed = 0;
        std::size_t made = 0;
        int state = Z_OK;
        while (state == Z_OK) {
            constexpr std::size_t piece = 1u << 30;
            const std::size_t in = std::min(piece, entry.packed.size() - fed);
            const std::size_t out = std::min(piece, room->size() - made);
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(entry.packed.data() + fed));
            stream.avail_in = static_cast<uInt>(in);
            stream.next_out = reinterpret_cast<Bytef*>(room->data() + made);
            stream.avail_out = static_cast<uInt>(out);
            state = ::inflate(&stream, Z_NO_FLUSH);
            fed += in - stream.avail_in;
            made += out - stream.avail_out;
        }
        ::inflateEnd(&stream);
        if (state != Z_STREAM_END || made != room->size() || fed != entry.packed.size()) {
            return refuse("cannot be unpacked");
        }
        bytes = *room;
    }
    uLong crc = ::crc32_z(0, nullptr, 0);
    crc = ::crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    if (crc != entry.crc) {
        return refuse("does not match its checksum");
    }
    return bytes;
}

}  // namespace saferscope
