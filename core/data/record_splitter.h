// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/byte_source.h"

#include <cstdint>
#include <optional>
#include <string>

namespace saferscope {

/// The text of one record, still unparsed, or the reason why it has none.
struct RawRecord {
    std::uint64_t line = 0;  ///< 1-based line of a JSONL file, or element of a JSON array
    std::string text;
    std::string problem;  ///< not empty: the record cannot be read (too long, array cut off, …)
};

/// Cuts a file into records without ever holding more than one of them: lines (split at \n only, so that U+2028 inside
/// a string splits nothing) or the elements of one JSON array. A byte order mark, \r before \n and blank lines are
/// passed over. A record longer than `maxBytes` is reported and skipped unread.
class RecordSplitter {
public:
    enum class Form { Lines, Array };

    /// Looks at the first bytes: a file not named .jsonl whose first character is '[' is an array.
    static Result<RecordSplitter> open(const std::filesystem::path& path, std::uint64_t maxBytes,
                                       std::uint64_t maxTotalBytes);

    /// The next record; nullopt at the end. An Error is a failure of the file itself.
    Result<std::optional<RawRecord>> next();

    Form form() const { return m_form; }
    const ByteSource& source() const { return m_source; }

private:
    RecordSplitter(ByteSource source, std::uint64_t maxBytes) : m_source(std::move(source)), m_maxBytes(maxBytes) {}

    Status fill();
    Status skipToFirstRecord();
    Result<std::optional<RawRecord>> nextLine();
    Result<std::optional<RawRecord>> nextElement();
    bool scanElement();
    void keep(std::string_view bytes);
    RawRecord takeRecord();

    ByteSource m_source;
    std::uint64_t m_maxBytes;
    Form m_form = Form::Lines;

    std::string_view m_chunk;  // unread bytes of the source's last chunk
    bool m_ended = false;

    std::string m_record;  // the record being collected
    bool m_tooLong = false;
    std::uint64_t m_line = 0;

    // Array form only
    enum class ArrayState { Elements, Closed, Done };
    ArrayState m_array = ArrayState::Elements;
    std::uint32_t m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_afterComma = false;
};

}  // namespace saferscope
