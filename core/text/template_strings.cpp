// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_strings.h"

#include "core/text/unicode_class.h"

#include <algorithm>
#include <cstring>
#include <utf8proc.h>
#include <utility>

namespace saferscope::jinja {

namespace {

bool isPythonSpace(char32_t c) { return isWhiteSpace(c) || (c >= 0x1c && c <= 0x1f); }

bool isCased(char32_t c) {
    const auto point = static_cast<utf8proc_int32_t>(c);
    const auto category = utf8proc_category(point);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT;
}

char32_t upper(char32_t c) { return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c))); }
char32_t lower(char32_t c) { return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))); }
char32_t title(char32_t c) { return static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c))); }

/// Upper case, with the one letter whose capital is two letters and common enough to matter.
void appendUpper(std::string& out, char32_t c) {
    if (c == 0xdf) {
        out += "SS";
    } else {
        appendUtf8(out, upper(c));
    }
}

template <class Change>
std::string changed(std::string_view text, Change change) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        change(out, nextCodePoint(text, at));
    }
    return out;
}

}  // namespace

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

std::size_t findText(std::string_view text, std::string_view what, std::size_t from) {
    if (from > text.size()) {
        return std::string_view::npos;
    }
    if (what.empty()) {
        return from;
    }
    const void* const found = memmem(text.data() + from, text.size() - from, what.data(), what.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t findLastText(std::string_view text, std::string_view what) {
    const std::string backwards(text.rbegin(), text.rend());
    const std::size_t found = findText(backwards, std::string(what.rbegin(), what.rend()));
    return found == std::string_view::npos ? found : text.size() - found - what.size();
}

CodePoints::CodePoints(std::string_view text) : m_text(text), m_ascii(isAscii(text)) {
    if (!m_ascii) {
        for (std::size_t at = 0; at < text.size();) {
            m_starts.push_back(static_cast<std::uint32_t>(at));
            nextCodePoint(text, at);
        }
        m_starts.push_back(static_cast<std::uint32_t>(text.size()));
    }
}

std::string_view CodePoints::range(std::size_t begin, std::size_t end) const {
    if (begin >= end) {
        return {};
    }
    return m_ascii ? m_text.substr(begin, end - begin)
                   : m_text.substr(m_starts[begin], m_starts[end] - m_starts[begin]);
}

std::string_view strip(std::string_view text, Ends ends, const std::optional<std::string>& characters) {
    const auto goes = [&](char32_t c) {
        if (!characters) {
            return isPythonSpace(c);
        }
        for (std::size_t at = 0; at < characters->size();) {
            if (nextCodePoint(*characters, at) == c) {
                return true;
            }
        }
        return false;
    };
    std::size_t begin = 0;
    for (std::size_t at = 0; ends != Ends::Right && begin < text.size() && goes(nextCodePoint(text, at));) {
        begin = at;
    }
    std::size_t end = text.size();
    for (std::size_t at = end; ends != Ends::Left && end > begin && goes(previousCodePoint(text, at));) {
        end = at;
    }
    return text.substr(begin, end - begin);
}

std::string upperCase(std::string_view text) { return changed(text, appendUpper); }

std::string lowerCase(std::string_view text) {
    return changed(text, [](std::string& out, char32_t c) { appendUtf8(out, lower(c)); });
}

std::string titleCase(std::string_view text) {
    bool inWord = false;
    return changed(text, [&inWord](std::string& out, char32_t c) {
        appendUtf8(out, inWord ? lower(c) : title(c));
        inWord = isCased(c);
    });
}

std::string titleWords(std::string_view text) {
    bool inWord = false;
    return changed(text, [&inWord](std::string& out, char32_t c) {
        const bool ends = isPythonSpace(c) ||
                          (c < 0x80 && std::string_view("-({[<").find(static_cast<char>(c)) != std::string_view::npos);
        if (inWord || ends) {
            appendUtf8(out, lower(c));
        } else {
            appendUpper(out, c);
        }
        inWord = !ends;
    });
}

std::string capitalized(std::string_view text) {
    bool first = true;
    return changed(text, [&first](std::string& out, char32_t c) {
        appendUtf8(out, std::exchange(first, false) ? title(c) : lower(c));
    });
}

std::vector<std::string> splitText(std::string_view text, const std::optional<std::string>& separator,
                                   std::int64_t limit) {
    std::vector<std::string> parts;
    const auto full = [&] { return limit >= 0 && static_cast<std::int64_t>(parts.size()) >= limit; };
    if (separator) {
        std::size_t begin = 0;
        for (std::size_t at = findText(text, *separator); at != std::string_view::npos && !full();
             at = findText(text, *separator, begin)) {
            parts.emplace_back(text.substr(begin, at - begin));
            begin = at + separator->size();
        }
        parts.emplace_back(text.substr(begin));
        return parts;
    }
    text = strip(text, Ends::Left);
    while (!text.empty() && !full()) {
        std::size_t end = 0;
        for (std::size_t at = 0; end < text.size() && !isPythonSpace(nextCodePoint(text, at));) {
            end = at;
        }
        parts.emplace_back(text.substr(0, end));
        text = strip(text.substr(end), Ends::Left);
    }
    if (!text.empty()) {
        parts.emplace_back(strip(text, Ends::Right));
    }
    return parts;
}

std::vector<std::string> splitTextFromRight(std::string_view text, const std::string& separator, std::int64_t limit) {
    const std::string backwards(text.rbegin(), text.rend());
    auto parts = splitText(backwards, std::string(separator.rbegin(), separator.rend()), limit);
    std::reverse(parts.begin(), parts.end());
    for (std::string& part : parts) {
        std::reverse(part.begin(), part.end());
    }
    return parts;
}

std::vector<std::string> splitLines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            break;
        }
        text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    return lines;
}

std::size_t countReplacements(std::string_view text, std::string_view what, std::int64_t limit) {
    std::size_t count = 0;
    if (what.empty()) {
        count = CodePoints(text).size() + 1;
    } else {
        for (std::size_t at = findText(text, what); at != std::string_view::npos;
             at = findText(text, what, at + what.size())) {
            ++count;
        }
    }
    return limit < 0 ? count : std::min(count, static_cast<std::size_t>(limit));
}

std::string replaceText(std::string_view text, std::string_view what, std::string_view with, std::int64_t limit) {
    std::string out;
    std::size_t left = countReplacements(text, what, limit);
    std::size_t done = 0;
    while (left > 0) {
        const std::size_t at = what.empty() ? done : findText(text, what, done);
        out.append(text, done, at - done);
        out += with;
        done = at + what.size();
        --left;
        if (what.empty() && done < text.size()) {
            const std::size_t begin = done;
            nextCodePoint(text, done);
            out.append(text, begin, done - begin);
        }
    }
    return out.append(text, done, std::string_view::npos);
}

}  // namespace saferscope::jinja
