// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text_check.h"
#include "tests/support/check.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope::check {

/// A page read the strict way: a small parser of XML without namespaces that knows which elements and attributes a
/// report may have. Anything else, an element left open, a bare "<" or "&" fails the test. Shares no code with the
/// writer.
struct Markup {
    struct Element {
        std::string name;
        std::map<std::string, std::string> attributes;
        std::string text;  ///< its own and that of its children
    };
    std::vector<Element> elements;  ///< in the order in which they begin
    std::map<std::string, int> counts;

    explicit Markup(const std::string& page) : m_page(page) {
        CHECK(isValidUtf8(page));
        const std::string_view start = "<!DOCTYPE html>\n";
        CHECK(page.starts_with(start));
        m_at = start.size();
        while (m_at < m_page.size()) {
            m_page[m_at] == '<' ? tag() : characters();
        }
        CHECK(m_open.empty());
    }

    const Element* byId(const std::string& id) const {
        for (const Element& element : elements) {
            const auto found = element.attributes.find("id");
            if (found != element.attributes.end() && found->second == id) {
                return &element;
            }
        }
        return nullptr;
    }

private:
    [[noreturn]] void bad(const std::string& what) const {
        throw Failure(what + " at " + std::to_string(m_at) + ": " + m_page.substr(m_at, 80), __FILE__, __LINE__);
    }
    static const std::set<std::string>& allowedElements() {
        static const std::set<std::string> names = {
            "html",  "head",    "meta",   "title",   "style",    "body",    "header", "h1",     "h2",      "h3",
            "h4",    "p",       "button", "nav",     "ul",       "li",      "a",      "input",  "div",     "label",
            "main",  "section", "footer", "script",  "dl",       "dt",      "dd",     "table",  "caption", "thead",
            "tbody", "tr",      "th",     "td",      "details",  "summary", "span",   "strong", "i",       "svg",
            "line",  "rect",    "circle", "polygon", "polyline", "text"};
        return names;
    }
    static const std::set<std::string>& allowedAttributes() {
        static const std::set<std::string> names = {"lang",
                                                    "charset",
                                                    "http-equiv",
                                                    "content",
                                                    "name",
                                                    "class",
                                                    "id",
                                                    "type",
                                                    "hidden",
                                                    "href",
                                                    "for",
                                                    "aria-label",
                                                    "aria-labelledby",
                                                    "aria-hidden",
                                                    "role",
                                                    "tabindex",
                                                    "scope",
                                                    "dir",
                                                    "data-v",
                                                    "title",
                                                    "viewBox",
                                                    "x",
                                                    "y",
                                                    "x1",
                                                    "y1",
                                                    "x2",
                                                    "y2",
                                                    "width",
                                                    "height",
                                                    "cx",
                                                    "cy",
                                                    "r",
                                                    "points",
                                                    "text-anchor"};
        return names;
    }
    std::string word() {
        std::string name;
        while (m_at < m_page.size() &&
               (std::isalnum(static_cast<unsigned char>(m_page[m_at])) || m_page[m_at] == '-')) {
            name += m_page[m_at++];
        }
        if (name.empty()) {
            bad("a name is missing");
        }
        return name;
    }
    std::string reference() {
        static const std::map<std::string, std::string> known = {{"&amp;", "&"},   {"&lt;", "<"},  {"&gt;", ">"},
                                                                 {"&quot;", "\""}, {"&#39;", "'"}, {"&#10;", "\n"},
                                                                 {"&#9;", "\t"}};
        for (const auto& [name, meaning] : known) {
            if (m_page.compare(m_at, name.size(), name) == 0) {
                m_at += name.size();
                return meaning;
            }
        }
        bad("a bare &");
    }
    void characters() {
        std::string text;
        while (m_at < m_page.size() && m_page[m_at] != '<') {
            const auto c = static_cast<unsigned char>(m_page[m_at]);
            if (c == '&') {
                text += reference();
                continue;
            }
            if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) {
                bad("a control character");
            }
            text += m_page[m_at++];
        }
        if (m_open.empty() && text != "\n") {
            bad("text outside");
        }
        for (const std::size_t open : m_open) {
            elements[open].text += text;
        }
    }
    void tag() {
        ++m_at;
        if (m_page[m_at] == '/') {
            ++m_at;
            const std::string name = word();
            if (m_open.empty() || elements[m_open.back()].name != name || m_page[m_at++] != '>') {
                bad("</" + name + "> closes nothing");
            }
            m_open.pop_back();
            return;
        }
        Element element;
        element.name = word();
        if (!allowedElements().contains(element.name)) {
            bad("<" + element.name + ">");
        }
        while (m_page[m_at] == ' ') {
            ++m_at;
            const std::string name = word();
            if (!allowedAttributes().contains(name) || element.attributes.contains(name) || m_page[m_at++] != '=' ||
                m_page[m_at++] != '"') {
                bad("attribute " + name);
            }
            std::string value;
            while (m_at < m_page.size() && m_page[m_at] != '"') {
                if (m_page[m_at] == '<' || m_page[m_at] == '\n') {
                    bad("in an attribute");
                }
                value += m_page[m_at] == '&' ? reference() : std::string(1, m_page[m_at++]);
            }
            ++m_at;
            element.attributes[name] = value;
        }
        ++counts[element.name];
        const bool single = m_page[m_at] == '/';
        m_at += single ? 1 : 0;
        if (m_page[m_at++] != '>') {
            bad("a tag that does not end");
        }
        elements.push_back(element);
        if (single) {
            return;
        }
        m_open.push_back(elements.size() - 1);
        if (element.name == "style" || element.name == "script") {
            const auto end = m_page.find("</" + element.name + ">", m_at);
            if (end == std::string::npos || m_page.substr(m_at, end - m_at).find_first_of("<&") != std::string::npos) {
                bad(element.name);
            }
            elements.back().text = m_page.substr(m_at, end - m_at);
            m_at = end;
        }
    }

    const std::string& m_page;
    std::size_t m_at = 0;
    std::vector<std::size_t> m_open;
};

}  // namespace saferscope::check
