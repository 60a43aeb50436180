// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/display_text.h"

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <memory>
#include <vector>

class QPainter;
class QTextLayout;

namespace saferscope {

/// A piece of a token on one line. Coordinates are logical pixels, (0, 0) is the top left of the layout.
struct TokenRect {
    int token = 0;
    QRectF rect;
};

struct LayoutLine {
    qreal top = 0.0;
    qreal height = 0.0;
    int chunk = 0;  ///< text layout that holds it, and its number there
    int lineInChunk = 0;
    int firstRect = 0;  ///< pieces on this line, in reading order of the text
    int rectCount = 0;
};

struct LayoutOptions {
    QFont font;
    qreal width = 400.0;
    qreal lineSpacing = 1.55;  ///< of the font's height
    QColor chipColour;
    QColor markerColour;
};

/// Where every token of a text lies when it is wrapped at a width. Qt's own text engine breaks and shapes the lines, so
/// right-to-left, CJK, emoji and combining characters come out as everywhere else; this class only reads the places
/// back. Long paragraphs are laid out in chunks that join without a seam, so that a line of a million characters costs
/// the same per character as many short ones. GUI thread only (fonts); no widgets.
class TokenLayout {
public:
    TokenLayout();
    ~TokenLayout();
    TokenLayout(TokenLayout&&) noexcept;
    TokenLayout& operator=(TokenLayout&&) noexcept;

    /// Forgets the old layout; nothing is placed until advance().
    void start(DisplayText text, const LayoutOptions& options);
    /// The same text at other options.
    void restart(const LayoutOptions& options);
    /// Lays out about `characters` more; true when the end is reached.
    bool advance(int characters);
    void finish();
    bool complete() const { return m_paragraph >= m_text.paragraphs.size(); }
    // However the work is cut into calls of advance(), every line and piece comes out the same, and none that is there
    // ever moves: the rest is added below.
    /// Characters placed so far and in all.
    int charactersDone() const { return m_position; }
    int charactersTotal() const { return static_cast<int>(m_text.text.size()); }

    const DisplayText& text() const { return m_text; }
    qreal width() const { return m_options.width; }
    qreal height() const { return m_height; }
    /// height() and a guess of what is still to come, by its characters; exact when complete.
    qreal estimatedHeight() const;
    /// Whether a token has a place or will have one: hidden markers have none, at any width.
    bool hasPlace(int token) const;
    int tokenCount() const { return static_cast<int>(m_text.tokens.size()); }
    const std::vector<LayoutLine>& lines() const { return m_lines; }
    const std::vector<TokenRect>& rects() const { return m_rects; }

    /// Index of the line at a height, clamped to the lines there are; -1 without lines.
    int lineAt(qreal y) const;
    /// The token under a point, -1 where there is none. O(log lines + tokens of the line).
    int tokenAt(QPointF point) const;
    /// Pieces of a token, empty while it is not placed or has no width at all.
    std::vector<QRectF> rectsOf(int token) const;
    /// Lines a token lies on: {first, last}, {-1, -1} when it lies on none.
    std::pair<int, int> linesOf(int token) const;

    /// Draws the text of the lines [first, last] with the painter's pen; backgrounds are the caller's.
    void drawText(QPainter& painter, QPointF origin, int first, int last) const;

private:
    struct Chunk;

    void layoutChunk(const CharRange& paragraph);
    struct Line;
    void placeLine(const Line& line);
    void placeToken(const Line& line, int token);
    void placeMixedToken(const Line& line, int token, int from, int to);
    void appendRect(int token, qreal left, qreal right, qreal top, qreal height);

    LayoutOptions m_options;
    DisplayText m_text;
    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::vector<LayoutLine> m_lines;
    std::vector<TokenRect> m_rects;
    std::vector<std::pair<int, int>> m_tokenLines;
    qreal m_height = 0.0;
    std::size_t m_paragraph = 0;  ///< next to lay out, and how much of it is done
    int m_position = 0;
    int m_firstToken = 0;  ///< tokens before it end before m_position
    bool m_rightToLeft = false;
    bool m_sorted = true;  ///< token ranges rise, as in any honest index
};

}  // namespace saferscope
