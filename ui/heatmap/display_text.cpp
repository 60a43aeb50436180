// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/display_text.h"

#include <QTextBoundaryFinder>
#include <algorithm>
#include <array>

namespace saferscope {

namespace {

constexpr QChar noBreakSpace(0x00A0);
constexpr std::size_t longestRole = 24;
constexpr int mostJoined =
    24;  // marks on a letter, parts of an emoji: no script has as many, and they take long to shape

/// Where every byte of the text went: the display character its own character starts at, and how far into it it lies.
class ByteMap {
public:
    explicit ByteMap(std::size_t bytes) : m_start(bytes + 1, 0), m_fraction(bytes + 1, 0.0f) {}
    void put(std::size_t byte, std::size_t count, int character) {
        for (std::size_t i = 0; i < count; ++i) {
            m_start[byte + i] = character;
            m_fraction[byte + i] = static_cast<float>(i) / static_cast<float>(count);
        }
    }
    void putFlat(std::size_t byte, std::size_t count, int character) {
        std::fill_n(m_start.begin() + static_cast<std::ptrdiff_t>(byte), count, character);
    }
    void clampTo(int character) {
        for (std::size_t i = 0; i < m_start.size(); ++i) {
            if (m_start[i] >= character) {
                m_start[i] = character;
                m_fraction[i] = 0.0f;
            }
        }
    }
    void close(int character) { m_start.back() = character; }
    TextPosition at(std::size_t byte) const { return {m_start[byte], m_fraction[byte]}; }

private:
    std::vector<int> m_start;
    std::vector<float> m_fraction;
};

/// Token borders inside a user-perceived character (a base letter and its accent, a joined emoji) become fractions of
/// the whole, because a layout has no place to offer between them.
void snapToGraphemes(DisplayText& display) {
    const bool simple = std::all_of(display.text.cbegin(), display.text.cend(),
                                    [](QChar c) { return c.unicode() < 0x300 || c.unicode() == newlineMark; });
    if (simple) {
        return;
    }
    const int size = static_cast<int>(display.text.size());
    std::vector<std::uint8_t> boundary(static_cast<std::size_t>(size) + 1, 0);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, display.text);
    for (auto at = finder.position(); at >= 0; at = finder.toNextBoundary()) {
        boundary[static_cast<std::size_t>(at)] = 1;
    }
    boundary.front() = boundary.back() = 1;
    const auto snap = [&](TextPosition& position) {
        if (boundary[static_cast<std::size_t>(position.character)] != 0 && position.fraction == 0.0f) {
            return;
        }
        int begin = position.character;
        int end = position.character + 1;
        while (begin > 0 && boundary[static_cast<std::size_t>(begin)] == 0) {
            --begin;
        }
        while (end < size && boundary[static_cast<std::size_t>(end)] == 0) {
            ++end;
        }
        const bool wide = position.character < size && display.text[position.character].isHighSurrogate();
        const float inside = static_cast<float>(position.character - begin) + position.fraction * (wide ? 2.0f : 1.0f);
        position = {begin, std::min(0.999f, inside / static_cast<float>(std::max(1, end - begin)))};
    };
    for (DisplayToken& token : display.tokens) {
        snap(token.begin);
        snap(token.end);
    }
}

/// Writes the display text from left to right; one object per text.
class DisplayBuilder {
public:
    DisplayBuilder(std::string_view utf8, std::span<const TokenBytes> tokens, const DisplayOptions& options)
        : m_utf8(utf8), m_tokens(tokens), m_options(options), m_map(utf8.size()) {
        m_display.text.reserve(static_cast<qsizetype>(utf8.size()) + static_cast<qsizetype>(utf8.size() / 8));
        m_display.tokens.resize(tokens.size());
    }

    DisplayText build() {
        while (m_at < m_utf8.size()) {
            if (const std::size_t token = specialTokenHere(); token < m_tokens.size()) {
                writeSpecial(token);
            } else if (m_afterHeader && m_utf8[m_at] == '\n') {
                m_map.putFlat(m_at++, 1, here());
            } else {
                m_afterHeader = false;
                writeCharacter();
            }
        }
        dropEmptyMessage();
        const int size = here();
        m_map.close(size);
        if (m_paragraph < size || m_display.paragraphs.empty()) {
            m_display.paragraphs.push_back({m_paragraph, size});
        }
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            placeToken(i);
        }
        std::sort(m_display.runs.begin(), m_display.runs.end(),
                  [](const DisplayRun& a, const DisplayRun& b) { return a.range.begin < b.range.begin; });
        snapToGraphemes(m_display);
        return std::move(m_display);
    }

private:
    /// The name of a role, shown as a chip.
    struct Role {
        std::size_t begin = 0;  ///< bytes
        std::size_t end = 0;
        int chipEnd = 0;  ///< display character
    };

    int here() const { return static_cast<int>(m_display.text.size()); }

    std::pair<std::size_t, std::size_t> clipped(TokenBytes range) const {
        const std::size_t begin = std::min<std::size_t>(range.begin, m_utf8.size());
        return {begin, std::clamp<std::size_t>(range.end, begin, m_utf8.size())};
    }

    void placeToken(std::size_t number) {
        DisplayToken& token = m_display.tokens[number];
        const auto [begin, end] = clipped(m_tokens[number]);
        token.begin = m_map.at(begin);
        token.end = m_map.at(end);
        for (const Role& role : m_roles) {
            if (end > begin && begin >= role.begin && end <= role.end) {
                token.special = true;
                token.joined = begin > role.begin;
                token.end = {std::min(token.end.character, role.chipEnd), 0.0f};
            }
        }
        token.begin.character = std::min(token.begin.character, here());
        const CharRange range{token.begin.character, token.end.character};
        const auto thin = [](QChar c) {
            return c == u'.' || c == u',' || c == u'!' || c == u'?' || c == u';' || c == u':';
        };
        const QStringView shown = QStringView(m_display.text).mid(range.begin, std::max(0, range.end - range.begin));
        if (m_tokens[number].sentenceEnd && range.begin >= m_lastStop && !shown.isEmpty() && shown.size() <= 2 &&
            std::all_of(shown.begin(), shown.end(), thin)) {
            m_display.runs.push_back({range, DisplayRole::Stop});
            m_lastStop = range.end;
        }
    }

    /// The header of an answer that lies elsewhere ends every prompt: a role without a message is not worth a line.
    void dropEmptyMessage() {
        if (m_emptyChip < 0) {
            return;
        }
        m_display.text.truncate(m_emptyChip);
        m_display.runs.pop_back();
        m_roles.pop_back();
        m_map.clampTo(here());
    }

    /// The special token that begins at the current byte; the number of tokens when there is none.
    std::size_t specialTokenHere() {
        while (m_nextToken < m_tokens.size() && m_tokens[m_nextToken].begin < m_at) {
            ++m_nextToken;
        }
        std::size_t candidate = m_nextToken;
        // Empty tokens can share a start with the one that has the bytes.
        while (candidate + 1 < m_tokens.size() && m_tokens[candidate].begin == m_at &&
               m_tokens[candidate].end <= m_at && m_tokens[candidate + 1].begin == m_at) {
            ++candidate;
        }
        if (candidate >= m_tokens.size() || m_tokens[candidate].begin != m_at) {
            return m_tokens.size();
        }
        const auto [begin, end] = clipped(m_tokens[candidate]);
        return isSpecialToken(m_utf8.substr(begin, end - begin)) ? candidate : m_tokens.size();
    }

    void writeChip(std::string_view name) {
        const int begin = here();
        m_display.text +=
            noBreakSpace + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) + noBreakSpace;
        m_display.runs.push_back({{begin, here()}, DisplayRole::Chip});
    }

    void writeSpecial(std::size_t token) {
        const auto [begin, end] = clipped(m_tokens[token]);
        const std::string_view name = specialName(m_utf8.substr(begin, end - begin));
        m_display.tokens[token].special = true;
        m_at = end;
        if (m_options.showSpecial) {
            m_map.putFlat(begin, end - begin, here());
            writeChip(name);
            return;
        }
        static constexpr std::array<std::string_view, 4> roles = {"user", "assistant", "system", "tool"};
        const bool role = std::find(roles.begin(), roles.end(), name) != roles.end();
        const bool header = !role && name.find("start") != std::string_view::npos;
        if (role) {
            breakParagraph();
            m_map.putFlat(begin, end - begin, here());
            writeChip(name);
            closeChip(begin, end);
            m_afterHeader = true;
            return;
        }
        m_map.putFlat(begin, end - begin, here());
        const bool closes = name.find("end") != std::string_view::npos || name.find("eot") != std::string_view::npos;
        m_afterHeader = m_afterHeader || closes;
        if (header) {
            writeRole();
        }
    }

    /// Behind <|start_header_id|>, <|im_start|>, <start_of_turn>: a name up to the next marker or newline.
    void writeRole() {
        std::size_t end = m_at;
        while (end < m_utf8.size() && end - m_at <= longestRole &&
               ((m_utf8[end] >= 'a' && m_utf8[end] <= 'z') || m_utf8[end] == '_')) {
            ++end;
        }
        if (end == m_at || end - m_at > longestRole ||
            (end < m_utf8.size() && m_utf8[end] != '<' && m_utf8[end] != '\n')) {
            return;
        }
        breakParagraph();
        m_map.putFlat(m_at, end - m_at, here());
        const int chip = here();
        writeChip(m_utf8.substr(m_at, end - m_at));
        // A role of several tokens shares its chip between them by length.
        for (std::size_t i = m_at + 1; i < end; ++i) {
            m_map.put(i, 1, chip + 1 + static_cast<int>(i - m_at));
        }
        closeChip(m_at, end);
        m_at = end;
        m_afterHeader = true;
    }

    /// A message begins on a line of its own, where there is more than one.
    void breakParagraph() {
        if (here() > m_paragraph && !m_options.compact) {
            m_display.paragraphs.push_back({m_paragraph, here()});
            m_paragraph = here();
        }
    }

    /// Behind a role's chip; the space belongs to no token.
    void closeChip(std::size_t begin, std::size_t end) {
        m_roles.push_back({begin, end, here()});
        m_emptyChip = m_display.runs.back().range.begin;
        m_display.text += QLatin1Char(' ');
    }

    void writeCharacter() {
        m_emptyChip = -1;
        const int begin = here();
        const DecodedCharacter character = firstCharacter(m_utf8.substr(m_at));
        m_map.put(m_at, character.bytes, begin);
        m_at += character.bytes;
        if (character.code == U'\n') {
            m_display.text += QChar(newlineMark);
            m_display.runs.push_back({{begin, begin + 1}, DisplayRole::Marker});
            if (!m_options.compact) {
                m_display.paragraphs.push_back({m_paragraph, begin + 1});
                m_paragraph = begin + 1;
            } else if (m_at >= m_utf8.size() || m_utf8[m_at] != '\n') {
                m_display.text += QLatin1Char(' ');
            }
            return;
        }
        if (character.code >= 0x20 && character.code < 0x7F) {
            m_joined = 0;
            m_afterJoiner = false;
            m_display.text += QChar(static_cast<char16_t>(character.code));
            return;
        }
        const bool joiner = character.code == 0x200D;
        const bool joins = joiner || QChar::isMark(static_cast<uint>(character.code));
        m_joined = joins || m_afterJoiner ? m_joined + 1 : 0;
        const bool tooMany = joins && m_joined > mostJoined;
        m_afterJoiner = joiner && !tooMany;
        const VisibleSymbol symbol = tooMany ? numberedSymbol(character.code) : visibleSymbol(character.code);
        m_display.text += symbol.text;
        if (symbol.marker) {
            m_display.runs.push_back({{begin, here()}, DisplayRole::Marker});
        }
    }

    const std::string_view m_utf8;
    const std::span<const TokenBytes> m_tokens;
    const DisplayOptions m_options;
    DisplayText m_display;
    ByteMap m_map;
    std::vector<Role> m_roles;
    std::size_t m_at = 0;
    std::size_t m_nextToken = 0;  ///< first token that may still begin at or after the current byte
    int m_paragraph = 0;
    int m_emptyChip = -1;  ///< begin of a role's chip that nothing follows yet
    int m_lastStop = 0;
    int m_joined = 0;  ///< characters that make one picture with those before
    bool m_afterJoiner = false;
    bool m_afterHeader = false;  ///< folding: newlines belong to the header
};

}  // namespace

DisplayText makeDisplayText(std::string_view utf8, std::span<const TokenBytes> tokens, const DisplayOptions& options) {
    return DisplayBuilder(utf8, tokens, options).build();
}

}  // namespace saferscope
