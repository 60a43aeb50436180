// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_writer.h"

#include "core/report/html_text.h"

#include <algorithm>
#include <array>

namespace saferscope {

void HtmlWriter::start(const char* element, Attributes attributes) {
    m_out += '<';
    m_out += element;
    for (const auto& [name, value] : attributes) {
        m_out += ' ';
        m_out += name;
        m_out += "=\"";
        // A bare line feed in an attribute is a space to XML.
        for (const char c : escapeHtml(value)) {
            c == '\n' ? m_out += "&#10;" : c == '\t' ? m_out += "&#9;" : m_out += c;
        }
        m_out += '"';
    }
}

void HtmlWriter::open(const char* element, Attributes attributes) {
    start(element, attributes);
    m_out += '>';
    m_open.push_back(element);
}

void HtmlWriter::close() {
    if (m_open.empty()) {
        return;
    }
    m_out += "</";
    m_out += m_open.back();
    m_out += '>';
    // Where white space means nothing: a file of one line of megabytes is trouble to editors, mail and diffs.
    static constexpr std::array<std::string_view, 11> blocks = {"head", "header", "nav", "section", "details", "p",
                                                                "dl",   "tr",     "svg", "h2",      "h3"};
    if (std::ranges::find(blocks, std::string_view(m_open.back())) != blocks.end()) {
        m_out += '\n';
    }
    m_open.pop_back();
}

void HtmlWriter::single(const char* element, Attributes attributes) {
    start(element, attributes);
    m_out += "/>";
}

void HtmlWriter::text(std::string_view text) { m_out += escapeHtml(text); }

void HtmlWriter::element(const char* element, std::string_view text, Attributes attributes) {
    open(element, attributes);
    this->text(text);
    close();
}

void HtmlWriter::append(const HtmlWriter& part) { m_out += part.m_out; }

void HtmlWriter::rawElement(const char* element, const char* literal) {
    open(element);
    m_out += literal;
    close();
}

}  // namespace saferscope
