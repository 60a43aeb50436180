// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/display_text.h"

#include "core/base/text_check.h"

#include <QTextBoundaryFinder>
#include <algorithm>
#include <array>

namespace saferscope {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr QChar newlineMark(0x21B5);
constexpr QChar tabMark(0x21E5);
constexpr QChar noBreakSpace(0x00A0);

char32_t decode(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    switch (bytes.size()) {
        case 1:
            return byte(0);
        case 2:
            return ((byte(0) & 0x1Fu) << 6) | (byte(1) & 0x3Fu);
        case 3:
            return ((byte(0) & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
        case 4:
            return ((byte(0) & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12) | ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu);
        default:
            return replacement;
    }
}

/// Characters without a picture that change how their surroundings look.
bool isSteering(char32_t c) {
    return (c >= 0x80 && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x200E || c == 0x200F || c == 0x2028 ||
           c == 0x2029 || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF) || c == 0xFFFC;
}

struct VisibleSymbol {
    QString text;
    bool marker = false;
};

VisibleSymbol visible(char32_t c) {
    if (c == U'\t') {
        return {QString(tabMark) + QLatin1Char(' '), true};
    }
    if (c < 0x20) {
        return {QString(QChar(static_cast<char16_t>(0x2400 + c))), true};
    }
    if (c == 0x7F) {
        return {QString(QChar(0x2421)), true};
    }
    if (isSteering(c)) {
        return {QStringLiteral("\u2329%1\u232A").arg(QString::number(static_cast<uint>(c), 16).toUpper()), true};
    }
    return {QString::fromUcs4(&c, 1), false};
}

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
    void close(int character) { m_start.back() = character; }
    TextPosition at(std::size_t byte) const { return {m_start[byte], m_fraction[byte]}; }

private:
    std::vector<int> m_start;
    std::vector<float> m_fraction;
};

/// Token borders inside a user-perceived character (a base letter and its accent, a joined emoji) become fractions of
/// the whole, because a layout has no place to offer between them.
void snapToGraphemes(DisplayText& display) {
    const bool simple = std::all_of(display.text.cbegin(), display.text.cend(), [](QChar c) {
        return c.unicode() < 0x300 || c.unicode() == newlineMark.unicode();
    });
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

QString chipText(std::string_view bytes) {
    std::size_t from = 1;
    std::size_t to = bytes.size() - 1;
    if (bytes.size() > 4 && bytes[1] == '|' && bytes[bytes.size() - 2] == '|') {
        ++from;
        --to;
    }
    return noBreakSpace + QString::fromUtf8(bytes.data() + from, static_cast<qsizetype>(to - from)) + noBreakSpace;
}

}  // namespace

bool isSpecialToken(std::string_view bytes) {
    if (bytes.size() < 3 || bytes.size() > 64) {
        return false;
    }
    if (bytes.starts_with("<|") && bytes.ends_with("|>") && bytes.size() > 4) {
        return std::all_of(bytes.begin() + 2, bytes.end() - 2, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        });
    }
    static constexpr std::array<std::string_view, 17> known = {
        "<s>",   "</s>",  "<bos>", "<eos>",  "<pad>",   "<unk>", "<mask>", "<start_of_turn>", "<end_of_turn>", "[PAD]",
        "[BOS]", "[EOS]", "[UNK]", "[INST]", "[/INST]", "[CLS]", "[SEP]"};
    return std::find(known.begin(), known.end(), bytes) != known.end();
}

DisplayText makeDisplayText(std::string_view utf8, std::span<const TokenBytes> tokens, const DisplayOptions& options) {
    DisplayText display;
    display.text.reserve(static_cast<qsizetype>(utf8.size() + utf8.size() / 8));
    display.tokens.resize(tokens.size());
    const auto clipped = [&](TokenBytes range) {
        const std::size_t begin = std::min<std::size_t>(range.begin, utf8.size());
        return std::pair<std::size_t, std::size_t>(begin, std::clamp<std::size_t>(range.end, begin, utf8.size()));
    };

    ByteMap map(utf8.size());
    std::size_t nextToken = 0;  // first token that may still begin at or after the current byte
    int paragraph = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        while (nextToken < tokens.size() && tokens[nextToken].begin < at) {
            ++nextToken;
        }
        const int here = static_cast<int>(display.text.size());
        if (nextToken < tokens.size() && tokens[nextToken].begin == at) {
            // Empty tokens can share a start with the one that has the bytes.
            std::size_t candidate = nextToken;
            while (candidate + 1 < tokens.size() && tokens[candidate].end <= at && tokens[candidate + 1].begin == at) {
                ++candidate;
            }
            const auto [begin, end] = clipped(tokens[candidate]);
            if (isSpecialToken(utf8.substr(begin, end - begin))) {
                map.putFlat(at, end - at, here);
                if (options.showSpecial) {
                    display.text += chipText(utf8.substr(begin, end - begin));
                    display.runs.push_back({{here, static_cast<int>(display.text.size())}, DisplayRole::Chip});
                }
                display.tokens[candidate].special = true;
                at = end;
                continue;
            }
        }
        const std::size_t length = utf8SequenceLength(utf8.substr(at, std::min<std::size_t>(4, utf8.size() - at)));
        const std::size_t used = std::max<std::size_t>(1, length);
        const char32_t c = length == 0 ? replacement : decode(utf8.substr(at, length));
        map.put(at, used, here);
        at += used;
        if (c == U'\n') {
            display.text += newlineMark;
            display.runs.push_back({{here, here + 1}, DisplayRole::Marker});
            if (options.compact) {
                display.text += QLatin1Char(' ');
            } else {
                display.paragraphs.push_back({paragraph, here + 1});
                paragraph = here + 1;
            }
            continue;
        }
        if (c >= 0x20 && c < 0x7F) {
            display.text += QChar(static_cast<char16_t>(c));
            continue;
        }
        const VisibleSymbol symbol = visible(c);
        display.text += symbol.text;
        if (symbol.marker) {
            display.runs.push_back({{here, static_cast<int>(display.text.size())}, DisplayRole::Marker});
        }
    }
    const int size = static_cast<int>(display.text.size());
    map.close(size);
    if (paragraph < size || display.paragraphs.empty()) {
        display.paragraphs.push_back({paragraph, size});
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto [begin, end] = clipped(tokens[i]);
        display.tokens[i].begin = map.at(begin);
        display.tokens[i].end = map.at(end);
    }
    snapToGraphemes(display);
    return display;
}

QString visibleToken(std::string_view bytes, int maximum) {
    QString out;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8SequenceLength(bytes.substr(at, std::min<std::size_t>(4, bytes.size() - at)));
        const std::size_t used = std::max<std::size_t>(1, length);
        const char32_t c = length == 0 ? replacement : decode(bytes.substr(at, length));
        at += used;
        if (out.size() >= maximum) {
            return out + QChar(0x2026);
        }
        if (c == U' ') {
            out += QChar(0x2423);
        } else if (c == U'\n') {
            out += newlineMark;
        } else if (c == U'\t') {
            out += tabMark;
        } else {
            out += visible(c).text;
        }
    }
    return out;
}

}  // namespace saferscope
