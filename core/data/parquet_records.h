// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace saferscope {

/// The rows of a Parquet file as JSON objects, read batch by batch: memory is that of one batch of rows. Without Apache
/// Arrow (SAFERSCOPE_HAVE_PARQUET) every file is refused with the one line that turns it into JSON Lines.
class ParquetRecords {
public:
    /// By its first four bytes, whatever the name.
    static bool looksLike(std::string_view head) { return head.starts_with("PAR1"); }

    static Result<std::unique_ptr<ParquetRecords>> open(const std::filesystem::path& path, std::uint64_t maxTotalBytes);
    ~ParquetRecords();

    /// The next row; nullopt at the end. An Error is a failure of the file.
    Result<std::optional<std::string>> next();

private:
    struct Impl;
    explicit ParquetRecords(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
