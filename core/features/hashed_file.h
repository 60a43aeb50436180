// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"
#include "core/base/hash.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace saferscope {

/// What the manifest records of a finished file.
struct FileRecord {
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// An AtomicFile that is hashed while it is written.
class HashedFile {
public:
    static Result<HashedFile> create(const std::filesystem::path& path) {
        auto file = AtomicFile::create(path);
        if (!file) {
            return failure(file);
        }
        return HashedFile(std::move(*file));
    }

    Status append(std::string_view bytes) {
        m_hash.update(bytes);
        return m_file.append(bytes);
    }

    Result<FileRecord> commit() {
        FileRecord record{m_file.size(), m_hash.hex()};
        if (auto done = m_file.commit(); !done) {
            return failure(done);
        }
        return record;
    }

private:
    explicit HashedFile(AtomicFile file) : m_file(std::move(file)) {}

    AtomicFile m_file;
    Sha256 m_hash;
};

}  // namespace saferscope
