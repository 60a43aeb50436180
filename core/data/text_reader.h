// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace saferscope {

struct TextReaderOptions {
    std::string member = "text";               ///< of a record, which holds the document
    std::stop_token stop = {};                 ///< next() looks at it between records and then ends with Interrupted
    bool skipBad = false;                      ///< leave bad records out and count them, instead of an Error
    std::uint64_t maxBytes = 16u << 20;        ///< of one document; more is a bad record, not read into memory
    std::uint64_t maxTotalBytes = 1ull << 40;  ///< decompression stops here (zip bombs)
};

/// General text, a document at a time: a file named .txt is one document; anything else has records (JSON Lines, a JSON
/// array, CSV, and Parquet where the program was built with it; record_splitter.h) that are a text or an object with a
/// member that is one. All also as .gz and .zst, but for Parquet. Documents are well-formed UTF-8; an empty one is a
/// document. A bad record is an Error that names the file and the line (element, row), or with skipBad left out; a file
/// that cannot be opened, has no record at all, or breaks off in its compression is an Error in any case.
/// One thread; blocks on the disk; memory is one document and the buffers of ByteSource.
class TextReader {
public:
    static Result<TextReader> open(const std::filesystem::path& path, TextReaderOptions options = {});
    TextReader(TextReader&&) noexcept;
    TextReader& operator=(TextReader&&) noexcept;
    ~TextReader();

    /// The next document; nullopt at the end.
    Result<std::optional<std::string>> next();

    std::uint64_t skipped() const;            ///< bad records left out
    const std::string& firstSkipped() const;  ///< the sentence about the first of them; empty without one
    std::uint64_t bytesRead() const;          ///< of the file on disk, for progress
    std::uint64_t bytesTotal() const;

private:
    struct Impl;
    explicit TextReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Names the content of a file of texts, so that a run can tell it from another: SHA-256 of all its bytes up to 1 GiB;
/// of a larger file "parts-" and the SHA-256 of its size, its first and its last 64 MiB, because a crawl of 100 GB is
/// not read whole for a name. Blocks on the disk.
Result<std::string> textFileHash(const std::filesystem::path& path);

}  // namespace saferscope
