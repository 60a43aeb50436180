// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/byte_source.h"
#include "core/data/csv_rows.h"
#include "core/data/parquet_records.h"

#include <cstdint>
#include <optional>
#include <string>

namespace saferscope {

/// The text of one record, still unparsed, or the reason why it has none.
struct RawRecord {
    std::uint64_t line = 0;  ///< 1-based line (where it begins) of a file of lines, element of an array, row of Parquet
    std::string text;
    std::string problem;  ///< not empty: the record cannot be read (too long, array cut off, …)
};

/// Cuts a file into records without ever holding more than one of them: lines (split at \n only, so that U+2028 inside
/// a string splits nothing), the elements of one JSON array, the rows of CSV below their header (each as a JSON object,
/// csv_rows.h) or of Parquet. A byte order mark, \r before \n and blank lines are
/// passed over. A record longer than `maxBytes` is reported and skipped unread.
class RecordSplitter {
public:
    enum class Form { Lines, Array, Table, Parquet };

    /// Looks at the first bytes: a file not named .jsonl whose first character is '[' is an array. CSV is what is named
    /// .csv or .tsv, or has another name than .jsonl or .json and a first line with separators that begins no JSON.
    static Result<RecordSplitter> open(const std::filesystem::path& path, std::uint64_t maxBytes,
                                       std::uint64_t maxTotalBytes);

    /// The next record; nullopt at the end. An Error is a failure of the file itself.
    Result<std::optional<RawRecord>> next();

    Form form() const { return m_form; }
    std::uint64_t bytesRead() const;  ///< of the file on disk, for progress
    std::uint64_t bytesTotal() const { return m_source.bytesTotal(); }

private:
    RecordSplitter(ByteSource source, std::uint64_t maxBytes) : m_source(std::move(source)), m_maxBytes(maxBytes) {}

    Status fill();
    Status skipToFirstRecord();
    Result<std::optional<RawRecord>> nextLine();
    Result<std::optional<RawRecord>> nextElement();
    Result<std::optional<RawRecord>> nextTableRow();
    Result<std::optional<RawRecord>> nextParquetRow();
    Result<bool> readRow();
    Status readHeader(const std::filesystem::path& path);
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

    // Table and Parquet only
    CsvRows m_rows;
    std::vector<std::string> m_header;
    std::unique_ptr<ParquetRecords> m_parquet;
    bool m_parquetEnded = false;
};

}  // namespace saferscope
