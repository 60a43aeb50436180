// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/record_splitter.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace saferscope {

namespace {

constexpr std::string_view whitespace = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(whitespace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(whitespace) - first + 1);
}

std::string sizeText(std::uint64_t bytes) {
    return bytes >= (1u << 20) ? std::to_string(bytes >> 20) + " MiB" : std::to_string(bytes) + " bytes";
}

// Such a file is read line by line whatever it starts with.
bool namedJsonLines(const std::filesystem::path& path) {
    const auto extension = innerExtension(path);
    return extension == ".jsonl" || extension == ".ndjson";
}

// Asked of what does not begin as JSON, or is named as a table. '\0': no table.
char tableSeparator(const std::filesystem::path& path, std::string_view head) {
    const auto extension = innerExtension(path);
    const char found = CsvRows::separatorOf(head);
    if (extension == ".csv") {
        return found == '\0' ? ',' : found;
    }
    if (extension == ".tsv" || extension == ".tab") {
        return '\t';
    }
    const bool json = namedJsonLines(path) || extension == ".json" || head.front() == '{' || head.front() == '[';
    return json ? '\0' : found;
}

}  // namespace

Result<RecordSplitter> RecordSplitter::open(const std::filesystem::path& path, std::uint64_t maxBytes,
                                            std::uint64_t maxTotalBytes) {
    auto source = ByteSource::open(path, maxTotalBytes);
    if (!source) {
        return failure(source);
    }
    RecordSplitter splitter(std::move(*source), maxBytes);
    if (auto filled = splitter.fill(); !filled) {
        return failure(filled);
    }
    if (splitter.m_chunk.starts_with("\xff\xfe") || splitter.m_chunk.starts_with("\xfe\xff")) {
        return fail(ErrorCode::InvalidInput, path.string() + " is UTF-16 text.", "Save it as UTF-8.");
    }
    if (ParquetRecords::looksLike(splitter.m_chunk)) {
        if (splitter.m_source.compressed()) {
            return fail(ErrorCode::InvalidInput, path.string() + " is a Parquet file inside another compression.",
                        "Decompress it first.");
        }
        auto parquet = ParquetRecords::open(path, maxTotalBytes);
        if (!parquet) {
            return failure(parquet);
        }
        splitter.m_parquet = std::move(*parquet);
        splitter.m_form = Form::Parquet;
        splitter.m_line = 0;
        return splitter;
    }
    if (splitter.m_chunk.starts_with("\xef\xbb\xbf")) {
        splitter.m_chunk.remove_prefix(3);
    }
    if (auto skipped = splitter.skipToFirstRecord(); !skipped) {
        return failure(skipped);
    }
    if (splitter.m_ended) {
        return fail(ErrorCode::InvalidInput, path.string() + " is empty.", "Give a file with one pair per line.");
    }
    if (const char separator = tableSeparator(path, splitter.m_chunk); separator != '\0') {
        splitter.m_form = Form::Table;
        splitter.m_rows = CsvRows(separator, maxBytes, splitter.m_line + 1);
        if (auto header = splitter.readHeader(path); !header) {
            return failure(header);
        }
        return splitter;
    }
    if (splitter.m_chunk.front() == '[' && !namedJsonLines(path)) {
        splitter.m_form = Form::Array;
        splitter.m_line = 0;  // counts elements from here on
        splitter.m_chunk.remove_prefix(1);
    }
    return splitter;
}

Status RecordSplitter::fill() {
    if (!m_chunk.empty() || m_ended) {
        return {};
    }
    auto bytes = m_source.read();
    if (!bytes) {
        return failure(bytes);
    }
    m_chunk = *bytes;
    m_ended = m_chunk.empty();
    return {};
}

Status RecordSplitter::skipToFirstRecord() {
    while (!m_ended) {
        const auto first = m_chunk.find_first_not_of(whitespace);
        const auto skipped = m_chunk.substr(0, first);
        m_line += static_cast<std::uint64_t>(std::count(skipped.begin(), skipped.end(), '\n'));
        m_chunk.remove_prefix(skipped.size());
        if (!m_chunk.empty()) {
            return {};
        }
        if (auto filled = fill(); !filled) {
            return filled;
        }
    }
    return {};
}

Result<std::optional<RawRecord>> RecordSplitter::next() {
    switch (m_form) {
        case Form::Array:
            return nextElement();
        case Form::Table:
            return nextTableRow();
        case Form::Parquet:
            return nextParquetRow();
        case Form::Lines:
            break;
    }
    return nextLine();
}

std::uint64_t RecordSplitter::bytesRead() const {
    // Arrow does not tell how far it is; the whole file counts at its end.
    return m_form != Form::Parquet ? m_source.bytesRead() : m_parquetEnded ? bytesTotal() : 0;
}

void RecordSplitter::keep(std::string_view bytes) {
    if (m_tooLong) {
        return;
    }
    if (m_record.size() + bytes.size() > m_maxBytes) {
        m_tooLong = true;
        m_record = std::string();  // gives the memory back
        return;
    }
    m_record += bytes;
}

RawRecord RecordSplitter::takeRecord() {
    RawRecord record;
    record.line = m_line;
    if (m_tooLong) {
        record.problem = "the record is longer than " + sizeText(m_maxBytes);
    } else {
        record.text = std::move(m_record);
    }
    m_record.clear();
    m_tooLong = false;
    return record;
}

Result<std::optional<RawRecord>> RecordSplitter::nextLine() {
    while (true) {
        if (auto filled = fill(); !filled) {
            return failure(filled);
        }
        if (m_ended) {
            if (m_record.empty() && !m_tooLong) {
                return std::nullopt;
            }
            ++m_line;
        } else {
            const auto end = m_chunk.find('\n');
            keep(m_chunk.substr(0, end));
            if (end == std::string_view::npos) {
                m_chunk = {};
                continue;
            }
            m_chunk.remove_prefix(end + 1);
            ++m_line;
        }
        if (m_tooLong || !trimmed(m_record).empty()) {
            return takeRecord();
        }
        m_record.clear();
    }
}

// One row into m_rows; false at the end of the file.
Result<bool> RecordSplitter::readRow() {
    while (true) {
        if (auto filled = fill(); !filled) {
            return failure(filled);
        }
        if (m_ended) {
            return m_rows.finish();
        }
        if (m_rows.feed(m_chunk)) {
            return true;
        }
    }
}

Status RecordSplitter::readHeader(const std::filesystem::path& path) {
    const auto row = readRow();
    if (!row) {
        return failure(row);
    }
    if (!m_rows.problem().empty()) {
        return fail(ErrorCode::InvalidInput,
                    "The header of " + path.string() + " cannot be read: " + m_rows.problem() + ".",
                    "The first row has to name the columns.");
    }
    for (const auto& cell : m_rows.cells()) {
        std::string name(trimmed(cell.text));
        // pandas writes its row numbers below an empty name
        name = name.empty() ? "column " + std::to_string(m_header.size() + 1) : name;
        if (std::ranges::find(m_header, name) != m_header.end()) {
            return fail(ErrorCode::InvalidInput, "Two columns of " + path.string() + " are called \"" + name + "\".",
                        "Give each column a name of its own.");
        }
        m_header.push_back(std::move(name));
    }
    return {};
}

Result<std::optional<RawRecord>> RecordSplitter::nextTableRow() {
    while (true) {
        const auto row = readRow();
        if (!row) {
            return failure(row);
        }
        if (!*row) {
            return std::nullopt;
        }
        if (m_rows.blank()) {
            continue;
        }
        if (!m_rows.problem().empty()) {
            return RawRecord{m_rows.line(), {}, m_rows.problem()};
        }
        auto record = csvRecord(m_header, m_rows.cells());
        return RawRecord{m_rows.line(), std::move(record.json), std::move(record.problem)};
    }
}

Result<std::optional<RawRecord>> RecordSplitter::nextParquetRow() {
    auto row = m_parquet->next();
    if (!row) {
        return failure(row);
    }
    if (!*row) {
        m_parquetEnded = true;
        return std::nullopt;
    }
    ++m_line;
    if ((*row)->size() > m_maxBytes) {
        return RawRecord{m_line, {}, "the record is longer than " + sizeText(m_maxBytes)};
    }
    return RawRecord{m_line, std::move(**row), {}};
}

// Takes bytes of the chunk into the element; true when its end (a comma or the array's bracket) was met.
bool RecordSplitter::scanElement() {
    for (std::size_t i = 0; i < m_chunk.size(); ++i) {
        const char byte = m_chunk[i];
        if (m_inString) {
            if (m_escaped) {
                m_escaped = false;
            } else if (byte == '\\') {
                m_escaped = true;
            } else if (byte == '"') {
                m_inString = false;
            }
            continue;
        }
        if (byte == '"') {
            m_inString = true;
        } else if (byte == '{' || byte == '[') {
            ++m_depth;
        } else if (m_depth > 0) {
            m_depth -= byte == '}' || byte == ']' ? 1 : 0;
        } else if (byte == ',' || byte == ']') {
            keep(m_chunk.substr(0, i));
            m_chunk.remove_prefix(i + 1);
            m_afterComma = byte == ',';
            m_array = byte == ']' ? ArrayState::Closed : ArrayState::Elements;
            return true;
        }
    }
    keep(m_chunk);
    m_chunk = {};
    return false;
}

Result<std::optional<RawRecord>> RecordSplitter::nextElement() {
    while (m_array == ArrayState::Elements) {
        const bool expected = m_afterComma;
        if (auto filled = fill(); !filled) {
            return failure(filled);
        }
        if (m_ended) {
            m_array = ArrayState::Done;
            ++m_line;
            m_record.clear();
            return RawRecord{m_line, {}, "the array is cut off: it has no closing ]"};
        }
        if (!scanElement()) {
            continue;
        }
        const auto content = trimmed(m_record);
        if (!m_tooLong && content.empty() && m_array == ArrayState::Closed && !expected && m_line == 0) {
            m_record.clear();
            break;  // "[]"
        }
        ++m_line;
        if (!m_tooLong && content.empty()) {
            m_record.clear();
            return RawRecord{m_line, {}, "the array has an empty element"};
        }
        return takeRecord();
    }
    while (m_array == ArrayState::Closed) {
        if (auto filled = fill(); !filled) {
            return failure(filled);
        }
        if (m_ended) {
            m_array = ArrayState::Done;
        } else if (trimmed(m_chunk).empty()) {
            m_chunk = {};
        } else {
            m_array = ArrayState::Done;
            ++m_line;
            return RawRecord{m_line, {}, "there is text after the end of the array"};
        }
    }
    return std::nullopt;
}

}  // namespace saferscope
