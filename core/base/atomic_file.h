// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace saferscope {

/// A file that appears whole or not at all: written beside its place under a temporary name, flushed to disk, renamed.
/// Destroyed without commit(), it leaves nothing behind and the previous file untouched. Blocks on the disk.
class AtomicFile {
public:
    static Result<AtomicFile> create(const std::filesystem::path& path);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    Status append(std::span<const std::byte> bytes);
    Status append(std::string_view text);
    std::uint64_t size() const { return m_size; }

    /// fsync, rename over the target, fsync the folder. After a failure the target is as it was.
    Status commit();

private:
    AtomicFile(std::filesystem::path target, std::filesystem::path temporary, int fd);

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    int m_fd = -1;
    std::uint64_t m_size = 0;
};

Status writeFileAtomically(const std::filesystem::path& path, std::string_view contents);

/// Makes a finished folder appear at once: fsyncs every file below `temporary`, renames it to `target` (replacing an
/// older folder of that name) and fsyncs the parent. Both must lie on one file system.
Status commitFolder(const std::filesystem::path& temporary, const std::filesystem::path& target);

}  // namespace saferscope
