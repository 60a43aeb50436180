// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace saferscope {

struct CopiedFile {
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// Copies a regular file to a new one and hashes what it reads. Of a file that grows meanwhile, what it had at the
/// beginning. Symbolic links, FIFOs and devices are refused without blocking; an existing target is never written.
/// Flushed only where `flush` says so. Blocks on the disk; `advance` is told the bytes of every piece.
Result<CopiedFile> copyFileHashed(const std::filesystem::path& from, const std::filesystem::path& to, bool flush,
                                  const std::stop_token& stop, const std::function<void(std::uint64_t)>& advance = {});

/// Hash of a file as the disk has it: flushed first, and not taken from memory where the system lets go of it.
Result<CopiedFile> hashFromDisk(const std::filesystem::path& file, const std::stop_token& stop = {});

/// Flushes everything below `temporary` and gives it the name `target`, in whose place there may be nothing or an empty
/// folder. On failure nothing has changed.
Status placeFolder(const std::filesystem::path& temporary, const std::filesystem::path& target);

/// A folder `.NAME.XXXXXX` beside `target`, removed with all it holds unless release() was called.
class TemporaryFolderBeside {
public:
    static Result<TemporaryFolderBeside> create(const std::filesystem::path& target);
    TemporaryFolderBeside(TemporaryFolderBeside&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    TemporaryFolderBeside& operator=(TemporaryFolderBeside&&) = delete;
    ~TemporaryFolderBeside();
    const std::filesystem::path& path() const { return m_path; }
    void release() { m_path.clear(); }

private:
    explicit TemporaryFolderBeside(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

}  // namespace saferscope
