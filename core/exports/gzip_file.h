// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace saferscope {

/// A gzip file written bit by bit that appears whole or not at all. Its header has no time and no name, so equal
/// contents give equal bytes. Memory: zlib's window, some 256 kB. One thread; blocks on the disk.
class GzipFile {
public:
    static Result<GzipFile> create(const std::filesystem::path& path);
    GzipFile(GzipFile&&) noexcept;
    ~GzipFile();

    Status append(std::string_view text);
    Status commit();

private:
    struct Stream;
    GzipFile(AtomicFile file, std::unique_ptr<Stream> stream);
    Status deflate(std::string_view text, bool last);

    AtomicFile m_file;
    std::unique_ptr<Stream> m_stream;
};

}  // namespace saferscope
