// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_rows.h"

#include "core/base/json_builder.h"
#include "core/base/text_check.h"
#include "core/data/json_slice.h"
#include "core/data/record_parts.h"

#include <algorithm>
#include <array>

namespace saferscope {

namespace {

constexpr std::size_t maxCells = 10'000;
constexpr std::uint64_t maxValueBytes = 64u << 20;
constexpr std::size_t maxDepth = 62;  // a cell stands inside the row's own object

bool staysJson(const std::string& name, const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (text[first] != '[' && text[first] != '{') || jsonDepth(text) > maxDepth) {
        return false;
    }
    JsonBuilder builder(maxValueBytes);
    if (!Json::sax_parse(text, &builder)) {
        return false;
    }
    const Json value = builder.take();
    return parts::isMessageList(value) || parts::isMessage(value) || (name == "meta" && value.is_object());
}

}  // namespace

char CsvRows::separatorOf(std::string_view text) {
    std::array<std::size_t, 3> counts{};
    constexpr std::string_view separators = ",;\t";
    bool quoted = false;
    for (const char byte : text) {
        if (byte == '"') {
            quoted = !quoted;
        } else if (!quoted && byte == '\n') {
            break;
        } else if (const auto which = separators.find(byte); !quoted && which != std::string_view::npos) {
            ++counts[which];
        }
    }
    const auto most = std::ranges::max_element(counts);
    return *most == 0 ? '\0' : separators[static_cast<std::size_t>(most - counts.begin())];
}

void CsvRows::begin() {
    m_complete = false;
    m_started = false;
    m_state = State::CellStart;
    m_tooLong = false;
    m_line = m_nextLine;
    m_bytes = 0;
    m_cell = {};
    m_cells.clear();
    m_problem.clear();
}

void CsvRows::add(char byte) {
    if (!m_tooLong) {
        m_cell.text += byte;
    }
}

void CsvRows::endCell() {
    if (m_cells.size() >= maxCells) {
        m_problem = "the row has more than " + std::to_string(maxCells) + " cells";
    } else if (!m_tooLong) {
        m_cells.push_back(std::move(m_cell));
    }
    m_cell = {};
    m_state = State::CellStart;
}

void CsvRows::endRow() {
    if (m_state == State::Plain && m_cell.text.ends_with('\r')) {
        m_cell.text.pop_back();
    }
    endCell();
    if (m_tooLong) {
        m_problem = "the record is longer than " + (m_maxBytes >= (1u << 20) ? std::to_string(m_maxBytes >> 20) + " MiB"
                                                                             : std::to_string(m_maxBytes) + " bytes");
    }
    m_complete = true;
}

bool CsvRows::feed(std::string_view& bytes) {
    if (m_complete) {
        begin();
    }
    std::size_t at = 0;
    for (bool ended = false; at < bytes.size() && !ended; ++at) {
        const char byte = bytes[at];
        m_started = true;
        m_nextLine += byte == '\n' ? 1 : 0;
        if (++m_bytes > m_maxBytes && !m_tooLong) {
            m_tooLong = true;
            m_cell = {};
            m_cells = {};  // gives the memory back
        }
        if (m_state == State::Quoted) {
            if (byte == '"') {
                m_state = State::AfterQuote;
            } else {
                add(byte);
            }
        } else if (byte == '"' && m_state == State::AfterQuote) {
            add(byte);
            m_state = State::Quoted;
        } else if (byte == '\n') {
            endRow();
            ended = true;
        } else if (byte == m_separator) {
            endCell();
        } else if (m_state == State::AfterQuote) {
            // \r before \n is the line end's; anything else means that the quotes do not mean what they say.
            if (byte != '\r' && m_problem.empty()) {
                m_problem = "there is text after a closing quote in column " + std::to_string(m_cells.size() + 1);
            }
        } else if (byte == '"' && m_state == State::CellStart) {
            m_state = State::Quoted;
            m_cell.quoted = true;
        } else {
            m_state = State::Plain;
            add(byte);
        }
    }
    bytes.remove_prefix(at);
    return m_complete;
}

bool CsvRows::finish() {
    if (m_complete || !m_started) {
        return false;
    }
    const bool open = m_state == State::Quoted;
    endRow();
    if (open) {
        m_problem = "a quote that begins in this row never ends; everything after it is part of it";
    }
    return true;
}

bool CsvRows::blank() const {
    return m_problem.empty() && m_cells.size() == 1 && !m_cells.front().quoted &&
           m_cells.front().text.find_first_not_of(" \t\r") == std::string::npos;
}

CsvRecord csvRecord(const std::vector<std::string>& header, const std::vector<CsvCell>& cells) {
    CsvRecord record;
    if (cells.size() != header.size()) {
        record.problem =
            "it has " + std::to_string(cells.size()) + " cells where the header has " + std::to_string(header.size());
        return record;
    }
    record.json = "{";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& cell = cells[i];
        if (cell.text.empty() && !cell.quoted) {
            continue;
        }
        if (!isValidUtf8(cell.text)) {
            record.problem = "column " + std::to_string(i + 1) + " is not valid UTF-8";
            return record;
        }
        record.json += record.json.size() > 1 ? "," : "";
        appendJsonString(record.json, header[i]);
        record.json += ':';
        if (staysJson(header[i], cell.text)) {
            record.json += cell.text;
        } else {
            appendJsonString(record.json, cell.text);
        }
    }
    record.json += '}';
    return record;
}

}  // namespace saferscope
