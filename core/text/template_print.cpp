// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"
#include "core/text/unicode_class.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace saferscope::jinja {

namespace {

/// Python's repr of a float: shortest digits that read back, exponent outside 1e-4 … 1e16.
std::string realText(double value) {
    if (std::isnan(value)) {
        return "nan";
    }
    if (std::isinf(value)) {
        return value < 0 ? "-inf" : "inf";
    }
    std::array<char, 400> buffer{};
    const double size = std::abs(value);
    const bool plain = size == 0.0 || (size >= 1e-4 && size < 1e16);
    const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr;
    std::string text(buffer.data(), end);
    return plain && text.find('.') == std::string::npos ? text + ".0" : text;
}

void appendHex(std::string& out, unsigned value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += "0123456789abcdef"[(value >> shift) & 15u];
    }
}

/// A string inside a list or dict, as Python shows it.
void appendRepr(std::string& out, const std::string& text) {
    const bool doubleQuotes = text.find('\'') != std::string::npos && text.find('"') == std::string::npos;
    const char quote = doubleQuotes ? '"' : '\'';
    out += quote;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (c == '\n' || c == '\r' || c == '\t') {
            out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\x";
            appendHex(out, byte, 2);
        } else {
            if (c == quote || c == '\\') {
                out += '\\';
            }
            out += c;
        }
    }
    out += quote;
}

void appendJsonString(std::string& out, const std::string& text, bool ascii) {
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = nextCodePoint(text, at);
        constexpr std::string_view special = "\"\\\n\r\t\b\f";
        if (const std::size_t known = c < 0x80 ? special.find(static_cast<char>(c)) : std::string_view::npos;
            known != std::string_view::npos) {
            out += '\\';
            out += "\"\\nrtbf"[known];
        } else if (c < 0x20 || (ascii && c >= 0x7f && c < 0x10000 && c != 0x7f)) {
            out += "\\u";
            appendHex(out, c, 4);
        } else if (ascii && c >= 0x10000) {
            out += "\\u";
            appendHex(out, 0xd800 + ((c - 0x10000) >> 10), 4);
            out += "\\u";
            appendHex(out, 0xdc00 + ((c - 0x10000) & 0x3ff), 4);
        } else {
            out.append(text, begin, at - begin);
        }
    }
    out += '"';
}

/// Writes values inside containers; both notations differ only in details. Depth is bounded by the values themselves.
class Printer {
public:
    Printer(Budget& budget, bool json, int indent, bool sortKeys, bool ascii)
        : m_budget(budget), m_json(json), m_indent(indent), m_sortKeys(sortKeys), m_ascii(ascii) {}

    void value(const Value& v) {
        m_budget.step();
        m_budget.work(m_out.size() - m_charged);
        m_charged = m_out.size();
        if (const std::string* const text = v.text()) {
            m_budget.work(text->size());
            if (m_json) {
                appendJsonString(m_out, *text, m_ascii);
            } else {
                appendRepr(m_out, *text);
            }
        } else if (const ListData* const list = v.items()) {
            const bool tuple = list->tuple && !m_json;
            open(tuple ? '(' : '[', !list->items.empty());
            for (std::size_t i = 0; i < list->items.size(); ++i) {
                separate(i);
                value(list->items[i]);
            }
            m_out += tuple && list->items.size() == 1 ? "," : "";
            close(tuple ? ')' : ']', !list->items.empty());
        } else if (const DictData* const dict = v.entries()) {
            entries(*dict);
        } else if (v.isNone()) {
            m_out += m_json ? "null" : "None";
        } else if (const bool* const flag = v.as<bool>()) {
            m_out += m_json ? (*flag ? "true" : "false") : (*flag ? "True" : "False");
        } else if (v.isInteger()) {
            m_out += std::to_string(v.integer());
        } else if (const double* const real = v.as<double>()) {
            m_out += m_json && std::isnan(*real)   ? "NaN"
                     : m_json && std::isinf(*real) ? (*real < 0 ? "-Infinity" : "Infinity")
                                                   : realText(*real);
        } else if (m_json) {
            throw TemplateError(std::string("a ") + v.typeName() + " cannot be written as JSON");
        } else {
            m_out += "Undefined";
        }
    }

    std::string take() { return std::move(m_out); }

private:
    void open(char bracket, bool members) {
        m_out += bracket;
        ++m_level;
        newLine(members);
    }

    void close(char bracket, bool members) {
        --m_level;
        newLine(members);
        m_out += bracket;
    }

    void separate(std::size_t index) {
        if (index > 0) {
            m_out += m_indent >= 0 ? "," : ", ";
            newLine(true);
        }
    }

    void newLine(bool wanted) {
        if (wanted && m_indent >= 0) {
            m_out += '\n';
            m_out.append(static_cast<std::size_t>(m_level) * static_cast<std::size_t>(m_indent), ' ');
        }
    }

    void entries(const DictData& dict) {
        std::vector<const std::pair<std::string, Value>*> order;
        order.reserve(dict.entries.size());
        for (const auto& entry : dict.entries) {
            order.push_back(&entry);
        }
        if (m_sortKeys) {
            std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
        }
        open('{', !order.empty());
        for (std::size_t i = 0; i < order.size(); ++i) {
            separate(i);
            if (m_json) {
                appendJsonString(m_out, order[i]->first, m_ascii);
            } else {
                appendRepr(m_out, order[i]->first);
            }
            m_out += ": ";
            value(order[i]->second);
        }
        close('}', !order.empty());
    }

    Budget& m_budget;
    const bool m_json;
    const int m_indent;
    const bool m_sortKeys;
    const bool m_ascii;
    std::string m_out;
    std::size_t m_charged = 0;
    int m_level = 0;
};

}  // namespace

std::string Evaluator::print(const Value& value) {
    if (const std::string* const text = value.text()) {
        m_budget.work(text->size());
        return *text;
    }
    if (value.isUndefined()) {
        return {};
    }
    if (value.names() != nullptr || value.loop() != nullptr || value.callable() != nullptr) {
        throw TemplateError(std::string("a ") + value.typeName() + " cannot be printed");
    }
    Printer printer(m_budget, false, -1, false, false);
    printer.value(value);
    return printer.take();
}

std::string Evaluator::json(const Value& value, int indent, bool sortKeys, bool ascii) {
    Printer printer(m_budget, true, indent, sortKeys, ascii);
    printer.value(value);
    return printer.take();
}

}  // namespace saferscope::jinja
