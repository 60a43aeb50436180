// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/table_writer.h"

#include "core/base/csv_text.h"
#include "core/base/json.h"
#include "core/base/text_check.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace saferscope {

namespace {

constexpr std::size_t bufferBytes = 256u << 10;

template <class Number>
std::string shortest(Number value) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

std::string cellText(const TableCell& cell) {
    if (const auto* number = std::get_if<double>(&cell)) {
        return std::isfinite(*number) ? shortest(*number) : std::string();
    }
    if (const auto* count = std::get_if<std::uint64_t>(&cell)) {
        return shortest(*count);
    }
    if (const auto* flag = std::get_if<bool>(&cell)) {
        return *flag ? "true" : "false";
    }
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr ? csvText(toValidUtf8(*text)) : std::string();
}

OrderedJson cellJson(const TableCell& cell) {
    if (const auto* number = std::get_if<double>(&cell)) {
        return std::isfinite(*number) ? OrderedJson(*number) : OrderedJson(nullptr);
    }
    if (const auto* count = std::get_if<std::uint64_t>(&cell)) {
        return *count;
    }
    if (const auto* flag = std::get_if<bool>(&cell)) {
        return *flag;
    }
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr ? OrderedJson(*text) : OrderedJson(nullptr);
}

}  // namespace

Result<TableForm> tableFormOf(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return std::tolower(c); });
    if (extension == ".csv") {
        return TableForm::Commas;
    }
    if (extension == ".tsv") {
        return TableForm::Tabs;
    }
    if (extension == ".jsonl") {
        return TableForm::JsonLines;
    }
    return fail(ErrorCode::Usage, "A table is not written as \"" + path.filename().string() + "\".",
                "Let the name end in .csv, .tsv or .jsonl.");
}

TableWriter::TableWriter(AtomicFile file, TableForm form, std::vector<std::string> columns)
    : m_file(std::move(file)), m_form(form), m_columns(std::move(columns)) {}

Result<TableWriter> TableWriter::create(const std::filesystem::path& path, std::vector<std::string> columns) {
    const auto form = tableFormOf(path);
    if (!form) {
        return failure(form);
    }
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    TableWriter writer(std::move(*file), *form, std::move(columns));
    if (*form != TableForm::JsonLines) {
        if (auto written = writer.row({writer.m_columns.begin(), writer.m_columns.end()}); !written) {
            return failure(written);
        }
        writer.m_rows = 0;
    }
    return writer;
}

Status TableWriter::row(const std::vector<TableCell>& cells) {
    if (cells.size() != m_columns.size()) {
        return fail(ErrorCode::Failed, "A row has " + std::to_string(cells.size()) + " cells for " +
                                           std::to_string(m_columns.size()) + " columns.");
    }
    if (m_form == TableForm::JsonLines) {
        OrderedJson object = OrderedJson::object();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            object[m_columns[i]] = cellJson(cells[i]);
        }
        m_buffer += dumpJson(object);
    } else {
        const char separator = m_form == TableForm::Tabs ? '\t' : ',';
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) {
                m_buffer += separator;
            }
            m_buffer += cellText(cells[i]);
        }
    }
    m_buffer += '\n';
    ++m_rows;
    return flush(bufferBytes);
}

Status TableWriter::flush(std::size_t above) {
    if (m_buffer.size() <= above) {
        return {};
    }
    auto written = m_file.append(m_buffer);
    m_buffer.clear();
    return written;
}

Status TableWriter::commit() {
    if (auto written = flush(0); !written) {
        return written;
    }
    return m_file.commit();
}

}  // namespace saferscope
