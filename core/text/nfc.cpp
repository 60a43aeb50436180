// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/nfc.h"

#include "core/text/unicode_class.h"

#include <algorithm>
#include <utf8proc.h>
#include <vector>

namespace saferscope {

namespace {

/// False only for characters that never combine with anything before them: all that do are marks, Hangul vowels and
/// trailing consonants, or vowel signs of Kirat Rai.
bool mayJoinPrevious(char32_t c) {
    if (c < 0x300) {
        return false;
    }
    if ((c >= 0x1160 && c <= 0x11ff) || (c >= 0x16d63 && c <= 0x16d6a)) {
        return true;
    }
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

int combiningClass(utf8proc_int32_t c) { return utf8proc_get_property(c)->combining_class; }

class Composer {
public:
    explicit Composer(UnicodeForm form)
        : m_compose(form == UnicodeForm::Nfc || form == UnicodeForm::Nfkc),
          m_compatible(form == UnicodeForm::Nfkc || form == UnicodeForm::Nfkd) {
        m_options =
            static_cast<utf8proc_option_t>(UTF8PROC_STABLE | (m_compose ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE) |
                                           (m_compatible ? UTF8PROC_COMPAT : 0));
    }

    /// Characters below are their own normal form, and alone: Latin-1 and its neighbours are composed already, but
    /// some have a decomposition, or a plain equivalent.
    char32_t firstChanging() const { return m_compose && !m_compatible ? 0x300 : 0x80; }

    /// Whether what becomes of the character may interact with what stands before it.
    bool joins(char32_t c) const {
        if (!m_compatible || c < 0x80) {
            return mayJoinPrevious(c);
        }
        utf8proc_int32_t parts[32];
        int boundary = 0;
        const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 32, m_options, &boundary);
        return mayJoinPrevious(count > 0 && count <= 32 ? static_cast<char32_t>(parts[0]) : c);
    }

    /// Appends the normal form of one stretch that does not interact with its neighbours.
    void append(std::string_view stretch, std::string& out) {
        m_points.clear();
        for (std::size_t position = 0; position < stretch.size();) {
            const auto point = static_cast<utf8proc_int32_t>(nextCodePoint(stretch, position));
            utf8proc_int32_t parts[32];
            int boundary = 0;
            const auto count = utf8proc_decompose_char(point, parts, 32, m_options, &boundary);
            if (count < 0 || count > 32) {  // not assigned in this version of Unicode
                m_points.push_back(point);
            } else {
                m_points.insert(m_points.end(), parts, parts + count);
            }
        }
        for (auto run = m_points.begin(); run != m_points.end();) {
            if (combiningClass(*run) == 0) {
                ++run;
                continue;
            }
            const auto end = std::find_if(run, m_points.end(), [](auto c) { return combiningClass(c) == 0; });
            std::stable_sort(run, end, [](auto a, auto b) { return combiningClass(a) < combiningClass(b); });
            run = end;
        }
        auto length = static_cast<utf8proc_ssize_t>(m_points.size());
        if (m_compose) {
            length = utf8proc_normalize_utf32(m_points.data(), length, m_options);
        }
        for (utf8proc_ssize_t i = 0; i < length; ++i) {
            appendUtf8(out, static_cast<char32_t>(m_points[static_cast<std::size_t>(i)]));
        }
    }

private:
    bool m_compose;
    bool m_compatible;
    utf8proc_option_t m_options;
    std::vector<utf8proc_int32_t> m_points;
};

}  // namespace

std::string normalizeUnicode(std::string_view text, UnicodeForm form, Alignment& alignment) {
    std::string out;
    out.reserve(text.size());
    Composer composer(form);
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        const char32_t first = nextCodePoint(text, end);
        bool alone = true;
        while (end < text.size()) {
            std::size_t after = end;
            if (!composer.joins(nextCodePoint(text, after))) {
                break;
            }
            end = after;
            alone = false;
        }
        const std::string_view stretch = text.substr(begin, end - begin);
        if (alone && first < composer.firstChanging()) {
            out += stretch;
        } else {
            const std::size_t outBegin = out.size();
            composer.append(stretch, out);
            if (std::string_view(out).substr(outBegin) != stretch) {
                alignment.addChange(begin, end, outBegin, out.size());
            }
        }
        begin = end;
    }
    return out;
}

}  // namespace saferscope
