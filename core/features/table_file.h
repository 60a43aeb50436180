// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mapped_file.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace saferscope {

/// The common header of the per-feature files.
std::string tableHeader(std::string_view magic, std::uint32_t features, std::uint32_t recordBytes,
                        std::uint64_t records);

/// A mapped per-feature file whose header and size have been checked.
class TableFile {
public:
    /// `offsetTable`: the records are preceded by an offset table of u32 for each scope and feature and one more.
    static Result<TableFile> open(const std::filesystem::path& path, std::string_view magic, std::uint32_t features,
                                  std::uint32_t recordBytes, bool offsetTable);

    std::span<const std::byte> offsets() const { return m_offsets; }
    std::span<const std::byte> records() const { return m_records; }

private:
    MappedFile m_file;
    std::span<const std::byte> m_offsets;
    std::span<const std::byte> m_records;
};

}  // namespace saferscope
