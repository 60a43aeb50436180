// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/record_splitter.h"

#include <algorithm>
#include <string_view>

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

// "pairs.jsonl" and "pairs.jsonl.gz"; such a file is read line by line whatever it starts with.
bool namedJsonLines(std::filesystem::path path) {
    if (path.extension() == ".gz") {
        path.replace_extension();
    }
    return path.extension() == ".jsonl";
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
    if (splitter.m_chunk.starts_with("\xef\xbb\xbf")) {
        splitter.m_chunk.remove_prefix(3);
    }
    if (auto skipped = splitter.skipToFirstRecord(); !skipped) {
        return failure(skipped);
    }
    if (splitter.m_ended) {
        return fail(ErrorCode::InvalidInput, path.string() + " is empty.", "Give a file with one pair per line.");
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

Result<std::optional<RawRecord>> RecordSplitter::next() { return m_form == Form::Lines ? nextLine() : nextElement(); }

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
