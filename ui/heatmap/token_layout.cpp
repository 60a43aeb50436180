// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/token_layout.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr int chunkCharacters = 1200;  ///< some 10 ms at most, for scripts that take long to shape
constexpr qreal stopSpacing = 3.0;     ///< behind each character of a Stop run, pixels
constexpr qreal smallestPiece = 2.0;   ///< a token that only holds a space swallowed by the wrap stays reachable

bool isRightToLeftCharacter(QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; }

/// First strong direction of a paragraph, looked for in its first characters only.
bool startsRightToLeft(QStringView text) {
    for (const QChar c : text.left(400)) {
        if (isRightToLeftCharacter(c)) {
            return true;
        }
        if (c.direction() == QChar::DirL) {
            return false;
        }
    }
    return false;
}

/// A line of left-to-right text without surrogates needs no walk over its characters, unless right-to-left text goes on
/// from the line before: then digits and punctuation follow it. `inside` says and is told which it is.
bool mayReorder(QStringView line, bool& inside) {
    bool found = inside;
    for (const QChar c : line) {
        if (c.unicode() >= 0x590 && (c.isSurrogate() || isRightToLeftCharacter(c) || c.direction() == QChar::DirAN)) {
            found = inside = true;
        } else if (inside && c.direction() == QChar::DirL) {
            inside = false;
        }
    }
    return found;
}

}  // namespace

struct TokenLayout::Chunk {
    QTextLayout layout;
    int start = 0;
};

/// A line while its tokens are placed; positions are those of the whole display text.
struct TokenLayout::Line {
    const QTextLayout& layout;
    const QTextLine& line;
    int offset = 0;  ///< of the chunk
    int begin = 0;
    int end = 0;
    bool bidirectional = false;
    qreal top = 0.0;
    qreal height = 0.0;

    mutable int lastAt = -1;  ///< most tokens begin where the one before ended, and a place costs a walk over the line
    mutable qreal lastLeft = 0.0;

    qreal left(int at) const {
        if (at != lastAt) {
            lastLeft = line.cursorToX(at - offset);
            lastAt = at;
        }
        return lastLeft;
    }
    qreal right(int at) const { return line.cursorToX(at - offset, QTextLine::Trailing); }
    int after(int at) const { return std::max(at + 1, layout.nextCursorPosition(at - offset) + offset); }
};

TokenLayout::TokenLayout() = default;
TokenLayout::~TokenLayout() = default;
TokenLayout::TokenLayout(TokenLayout&&) noexcept = default;
TokenLayout& TokenLayout::operator=(TokenLayout&&) noexcept = default;

void TokenLayout::start(DisplayText text, const LayoutOptions& options) {
    m_text = std::move(text);
    m_sorted = std::is_sorted(
        m_text.tokens.begin(), m_text.tokens.end(),
        [](const DisplayToken& a, const DisplayToken& b) { return a.begin.character < b.begin.character; });
    restart(options);
}

void TokenLayout::restart(const LayoutOptions& options) {
    m_options = options;
    m_options.width = std::max(40.0, options.width);
    m_chunks.clear();
    m_lines.clear();
    m_rects.clear();
    m_tokenLines.assign(m_text.tokens.size(), {-1, -1});
    m_height = 0.0;
    m_paragraph = 0;
    m_position = 0;
    m_firstToken = 0;
}

bool TokenLayout::advance(int characters) {
    const int goal = m_position + std::max(1, characters);
    while (!complete()) {
        const CharRange& paragraph = m_text.paragraphs[m_paragraph];
        if (m_position <= paragraph.begin) {
            m_position = paragraph.begin;
            m_rightToLeft =
                startsRightToLeft(QStringView(m_text.text).mid(paragraph.begin, paragraph.end - paragraph.begin));
        }
        layoutChunk(paragraph);
        if (m_position >= paragraph.end) {
            ++m_paragraph;
        }
        if (m_position >= goal && !complete()) {
            return false;
        }
    }
    return true;
}

void TokenLayout::finish() {
    while (!advance(1 << 20)) {}
}

void TokenLayout::layoutChunk(const CharRange& paragraph) {
    const int begin = m_position;
    int end = std::min(paragraph.end, begin + chunkCharacters);
    if (end < paragraph.end && m_text.text[end].isLowSurrogate()) {
        ++end;
    }
    auto chunk = std::make_unique<Chunk>();
    chunk->start = begin;
    QTextLayout& layout = chunk->layout;
    layout.setText(m_text.text.mid(begin, end - begin));
    layout.setFont(m_options.font);
    layout.setCacheEnabled(true);
    QTextOption option(m_rightToLeft ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(m_rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);

    QList<QTextLayout::FormatRange> formats;
    auto run = std::lower_bound(m_text.runs.begin(), m_text.runs.end(), begin,
                                [](const DisplayRun& candidate, int at) { return candidate.range.end <= at; });
    for (; run != m_text.runs.end() && run->range.begin < end; ++run) {
        QTextLayout::FormatRange range;
        range.start = std::max(0, run->range.begin - begin);
        range.length = std::min(end, run->range.end) - begin - range.start;
        switch (run->role) {
            case DisplayRole::Chip:
                range.format.setForeground(m_options.chipColour);
                range.format.setFontPointSize(std::max(6.0, m_options.font.pointSizeF() * 0.78));
                break;
            case DisplayRole::Marker:
                range.format.setForeground(m_options.markerColour);
                break;
            case DisplayRole::Stop:
                range.format.setFontLetterSpacingType(QFont::AbsoluteSpacing);
                range.format.setFontLetterSpacing(stopSpacing);
                break;
        }
        formats.append(range);
    }
    layout.setFormats(formats);

    layout.beginLayout();
    int placed = 0;
    std::vector<CharRange> lines;
    for (;;) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(m_options.width);
        line.setPosition(QPointF(0, 0));
        lines.push_back({line.textStart(), line.textStart() + line.textLength()});
    }
    layout.endLayout();
    // The last line of a chunk would go on: it is thrown away and the next chunk begins with it, so no seam shows.
    if (end < paragraph.end && lines.size() > 1) {
        lines.pop_back();
    }
    const QString text = layout.text();
    bool insideRightToLeft = false;
    const qreal natural = QFontMetricsF(m_options.font).height();
    const qreal step = std::round(natural * m_options.lineSpacing);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QTextLine line = layout.lineAt(static_cast<int>(i));
        LayoutLine geometry;
        geometry.top = m_height;
        geometry.height = std::max(step, std::ceil(line.height()) + 4.0);  // tall scripts take what they need
        geometry.chunk = static_cast<int>(m_chunks.size());
        geometry.lineInChunk = static_cast<int>(i);
        geometry.firstRect = static_cast<int>(m_rects.size());
        const QStringView shown = QStringView(text).mid(lines[i].begin, lines[i].end - lines[i].begin);
        const bool bidirectional = mayReorder(shown, insideRightToLeft) || m_rightToLeft;
        m_lines.push_back(geometry);
        m_height += geometry.height;
        const qreal height = std::max(std::ceil(line.height()), 8.0) + 2.0;
        placeLine({layout, line, begin, begin + lines[i].begin, begin + lines[i].end, bidirectional,
                   geometry.top + (geometry.height - height) / 2.0, height});
        m_lines.back().rectCount = static_cast<int>(m_rects.size()) - geometry.firstRect;
        placed = lines[i].end;
    }
    m_position = std::max(begin + placed, std::min(begin + 1, paragraph.end));
    m_chunks.push_back(std::move(chunk));
}

void TokenLayout::placeLine(const Line& line) {
    const auto& tokens = m_text.tokens;
    const auto count = static_cast<int>(tokens.size());
    if (m_sorted) {
        while (m_firstToken < count && tokens[static_cast<std::size_t>(m_firstToken)].end.character < line.begin) {
            ++m_firstToken;
        }
    }
    for (int i = m_sorted ? m_firstToken : 0; i < count; ++i) {
        const DisplayToken& token = tokens[static_cast<std::size_t>(i)];
        if (token.begin.character >= line.end) {
            if (m_sorted) {
                break;
            }
            continue;
        }
        const bool before =
            token.end.character < line.begin || (token.end.character == line.begin && token.end.fraction == 0.0f);
        if (token.begin != token.end && !before) {
            placeToken(line, i);
        }
    }
}

void TokenLayout::placeToken(const Line& line, int token) {
    const DisplayToken& place = m_text.tokens[static_cast<std::size_t>(token)];
    const bool startsHere = place.begin.character >= line.begin;
    const bool endsHere = place.end.character < line.end;
    const int from = startsHere ? place.begin.character : line.begin;
    const int to = endsHere ? place.end.character : line.end;

    // A space that the wrap left behind is no piece of its own when the token has letters elsewhere.
    if (from < to && (!startsHere || !endsHere)) {
        const auto blank = [&](int a, int b) {
            return std::all_of(m_text.text.cbegin() + a, m_text.text.cbegin() + b, [](QChar c) { return c.isSpace(); });
        };
        const int looked = std::min(place.end.character, place.begin.character + 256);
        if (blank(from, to) && !blank(place.begin.character, looked)) {
            return;
        }
    }
    if (line.bidirectional) {
        placeMixedToken(line, token, from, to);
        return;
    }
    const auto x = [&](const TextPosition& position) {
        const qreal a = line.left(position.character);
        return position.fraction == 0.0f
                   ? a
                   : a + (line.left(line.after(position.character)) - a) * static_cast<qreal>(position.fraction);
    };
    const qreal left = startsHere ? x(place.begin) : line.left(from);
    const qreal right = endsHere ? x(place.end) : line.left(to);
    appendRect(token, left, right, line.top, line.height);
}

/// Mixed directions: one token may be several stretches. Every character tells its two edges; neighbours join.
void TokenLayout::placeMixedToken(const Line& line, int token, int from, int to) {
    const DisplayToken& place = m_text.tokens[static_cast<std::size_t>(token)];
    qreal runLeft = 0.0;
    qreal runRight = 0.0;
    bool open = false;
    for (int at = from; at < line.end; at = line.after(at)) {
        const bool cut = at == place.end.character;
        if (at > to || (at == to && !(cut && place.end.fraction > 0.0f))) {
            break;
        }
        const qreal leading = line.left(at);
        const qreal span = line.right(at) - leading;
        const qreal a =
            at == place.begin.character ? leading + span * static_cast<qreal>(place.begin.fraction) : leading;
        const qreal b = cut ? leading + span * static_cast<qreal>(place.end.fraction) : leading + span;
        const qreal low = std::min(a, b);
        const qreal high = std::max(a, b);
        if (open && low <= runRight + 0.6 && high >= runLeft - 0.6) {
            runLeft = std::min(runLeft, low);
            runRight = std::max(runRight, high);
            continue;
        }
        if (open) {
            appendRect(token, runLeft, runRight, line.top, line.height);
        }
        open = true;
        runLeft = low;
        runRight = high;
    }
    if (open) {
        appendRect(token, runLeft, runRight, line.top, line.height);
    }
}

void TokenLayout::appendRect(int token, qreal left, qreal right, qreal top, qreal height) {
    left = std::clamp(left, 0.0, m_options.width);
    right = std::clamp(right, left, m_options.width);
    if (right - left < smallestPiece) {
        const qreal middle = std::clamp((left + right) / 2, smallestPiece / 2, m_options.width - smallestPiece / 2);
        left = middle - smallestPiece / 2;
        right = middle + smallestPiece / 2;
    }
    m_rects.push_back({token, QRectF(left, top, right - left, height)});
    const int line = static_cast<int>(m_lines.size()) - 1;
    auto& [first, last] = m_tokenLines[static_cast<std::size_t>(token)];
    first = first < 0 ? line : first;
    last = line;
}

int TokenLayout::lineAt(qreal y) const {
    if (m_lines.empty()) {
        return -1;
    }
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), y,
                                        [](qreal value, const LayoutLine& line) { return value < line.top; });
    return std::max(0, static_cast<int>(after - m_lines.begin()) - 1);
}

int TokenLayout::tokenAt(QPointF point) const {
    const int index = lineAt(point.y());
    if (index < 0 || point.y() < 0 || point.y() >= m_height || point.x() < 0 || point.x() > m_options.width) {
        return -1;
    }
    const LayoutLine& line = m_lines[static_cast<std::size_t>(index)];
    int best = -1;
    qreal narrowest = 1e9;
    for (int i = line.firstRect; i < line.firstRect + line.rectCount; ++i) {
        const TokenRect& piece = m_rects[static_cast<std::size_t>(i)];
        // Pieces of no natural width overlap their neighbours: the narrow one is meant, nothing else reaches it.
        if (point.x() >= piece.rect.left() && point.x() < piece.rect.right() && piece.rect.width() < narrowest) {
            best = piece.token;
            narrowest = piece.rect.width();
        }
    }
    return best;
}

qreal TokenLayout::estimatedHeight() const {
    if (complete() || m_position <= 0) {
        return m_height;
    }
    return m_height * static_cast<qreal>(charactersTotal()) / static_cast<qreal>(m_position);
}

bool TokenLayout::hasPlace(int token) const {
    if (complete() || linesOf(token).first >= 0 || token < 0 || token >= tokenCount()) {
        return linesOf(token).first >= 0;
    }
    const DisplayToken& place = m_text.tokens[static_cast<std::size_t>(token)];
    return place.begin != place.end;
}

std::pair<int, int> TokenLayout::linesOf(int token) const {
    if (token < 0 || token >= tokenCount()) {
        return {-1, -1};
    }
    return m_tokenLines[static_cast<std::size_t>(token)];
}

std::vector<QRectF> TokenLayout::rectsOf(int token) const {
    std::vector<QRectF> found;
    const auto [first, last] = linesOf(token);
    for (int i = first; i >= 0 && i <= last; ++i) {
        const LayoutLine& line = m_lines[static_cast<std::size_t>(i)];
        for (int r = line.firstRect; r < line.firstRect + line.rectCount; ++r) {
            if (m_rects[static_cast<std::size_t>(r)].token == token) {
                found.push_back(m_rects[static_cast<std::size_t>(r)].rect);
            }
        }
    }
    return found;
}

void TokenLayout::drawText(QPainter& painter, QPointF origin, int first, int last) const {
    const int end = std::min(last, static_cast<int>(m_lines.size()) - 1);
    for (int i = std::max(0, first); i <= end; ++i) {
        const LayoutLine& line = m_lines[static_cast<std::size_t>(i)];
        const QTextLine text = m_chunks[static_cast<std::size_t>(line.chunk)]->layout.lineAt(line.lineInChunk);
        const qreal y = line.top + (line.height - text.height()) / 2.0;
        text.draw(&painter, origin + QPointF(0, y));
    }
}

}  // namespace saferscope
