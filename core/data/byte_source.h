// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace saferscope {

/// The bytes of a regular file in chunks; gzip and zstd (known by their first bytes, several members or frames allowed)
/// are undone on the way. Memory is two fixed buffers whatever the file, and zstd's window of at most 128 MiB. One
/// thread; blocks on the disk. FIFOs and devices are refused.
class ByteSource {
public:
    /// Decompressed data past `maxTotalBytes` is an Error: a bomb never fills the disk or the memory.
    static Result<ByteSource> open(const std::filesystem::path& path, std::uint64_t maxTotalBytes);
    ByteSource(ByteSource&&) noexcept;
    ByteSource& operator=(ByteSource&&) noexcept;
    ~ByteSource();

    /// The next bytes, valid until the next call; empty at the end. A corrupt or cut-off stream is an Error.
    Result<std::string_view> read();

    bool compressed() const;
    std::uint64_t bytesRead() const;  ///< of the file on disk
    std::uint64_t bytesTotal() const;

private:
    struct Impl;
    explicit ByteSource(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// ".jsonl" of "pairs.JSONL" and "pairs.jsonl.gz": in lower case, without what says how it is compressed.
std::string innerExtension(std::filesystem::path path);

}  // namespace saferscope
