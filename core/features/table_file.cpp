// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/table_file.h"

#include "core/features/byte_codec.h"
#include "core/features/index_layout.h"
#include "core/features/page_advice.h"

namespace saferscope {

std::string tableHeader(std::string_view magic, std::uint32_t features, std::uint32_t recordBytes,
                        std::uint64_t records) {
    std::string header(magic);
    codec::put<std::uint32_t>(header, layout::version);
    codec::put<std::uint32_t>(header, features);
    codec::put<std::uint32_t>(header, recordBytes);
    codec::put<std::uint32_t>(header, 0);
    codec::put<std::uint64_t>(header, records);
    codec::put<std::uint64_t>(header, codec::fnv1a(header));
    return header;
}

Result<TableFile> TableFile::open(const std::filesystem::path& path, std::string_view magic, std::uint32_t features,
                                  std::uint32_t recordBytes, bool offsetTable) {
    auto file = MappedFile::open(path);
    if (!file) {
        return failure(file);
    }
    const auto bytes = file->bytes();
    pages::expectRandom(bytes);
    const bool longEnough = bytes.size() >= layout::tableHeaderBytes;
    const std::uint64_t records = longEnough ? codec::get<std::uint64_t>(bytes.data() + 24) : 0;
    // The header is a pure function of what is expected and of the number of records: compare it whole.
    if (!longEnough ||
        codec::viewOf(bytes.first(layout::tableHeaderBytes)) != tableHeader(magic, features, recordBytes, records)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is damaged or belongs to another index.",
                    "Build the index again.");
    }
    TableFile table;
    const auto body = bytes.subspan(layout::tableHeaderBytes);
    const std::uint64_t offsetBytes = offsetTable ? 4 * (std::uint64_t{layout::scopes} * features + 1) : 0;
    const std::uint64_t expected = offsetBytes + records * recordBytes;
    // Records of no bytes (an index without pairs has no subsets) cannot overflow the product.
    if ((recordBytes > 0 && records > body.size()) || body.size() != expected) {
        return fail(ErrorCode::InvalidInput, path.string() + " is cut short or has bytes too many.",
                    "Build the index again.");
    }
    table.m_offsets = body.first(static_cast<std::size_t>(offsetBytes));
    table.m_records = body.subspan(static_cast<std::size_t>(offsetBytes));
    table.m_file = std::move(*file);
    table.m_recordBytes = recordBytes;
    return table;
}

Result<TableFile> TableFile::openPerFeature(const std::filesystem::path& path, std::string_view magic,
                                            std::uint32_t features, std::uint32_t recordBytes) {
    auto table = open(path, magic, features, recordBytes, false);
    if (table && table->records().size() != layout::scopes * std::size_t{features} * recordBytes) {
        return fail(ErrorCode::InvalidInput, path.string() + " holds records for another number of features.",
                    "Build the index again.");
    }
    return table;
}

void TableFile::expect(std::size_t first, std::size_t count) const {
    pages::expectSoon(m_records.subspan(first * m_recordBytes, count * m_recordBytes));
}

void TableFile::release() const { pages::release(m_file.bytes()); }

}  // namespace saferscope
