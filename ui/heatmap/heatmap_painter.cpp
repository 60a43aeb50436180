// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heatmap_painter.h"

#include <QPainter>
#include <QPen>
#include <algorithm>

namespace saferscope {

namespace {

constexpr qreal corner = 3.0;
constexpr qreal narrowest = 11.0;  ///< of a coloured token between plain ones: a full stop alone would be a sliver

const TokenLook& lookOf(const std::vector<TokenLook>& looks, int token) {
    static const TokenLook plain;
    return token >= 0 && token < static_cast<int>(looks.size()) ? looks[static_cast<std::size_t>(token)] : plain;
}

QRectF shown(const QRectF& rect, const TokenLook& look) {
    const qreal missing = look.alone ? std::max(0.0, narrowest - rect.width()) : 0.0;
    const qreal left = std::min(2.0, missing / 2);  // letters stand before it, mostly a space behind
    return rect.adjusted(-left, 0, missing - left, 0);
}

/// A chip holds one special token, or all tokens of a role's name.
void paintChips(QPainter& painter, const TokenLayout& layout, QPointF origin, int first, int last, const Theme& theme) {
    painter.setBrush(theme.sunken);
    const auto tokenOf = [&](int piece) -> const DisplayToken& {
        return layout.text().tokens[static_cast<std::size_t>(layout.rects()[static_cast<std::size_t>(piece)].token)];
    };
    for (int i = first; i <= last; ++i) {
        const LayoutLine& line = layout.lines()[static_cast<std::size_t>(i)];
        const int end = line.firstRect + line.rectCount;
        for (int piece = line.firstRect; piece < end; ++piece) {
            if (!tokenOf(piece).special) {
                continue;
            }
            QRectF chip = layout.rects()[static_cast<std::size_t>(piece)].rect;
            for (; piece + 1 < end && tokenOf(piece + 1).special && tokenOf(piece + 1).joined; ++piece) {
                chip |= layout.rects()[static_cast<std::size_t>(piece) + 1].rect;
            }
            painter.drawRoundedRect(chip.translated(origin).adjusted(0.75, 2.5, -0.75, -2.5), corner, corner);
        }
    }
}

void outline(QPainter& painter, const QRectF& rect, const QColor& colour, qreal width) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width));
    painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), corner, corner);
}

}  // namespace

LayoutOptions heatLayoutOptions(const Theme& theme, const QFont& font, qreal width) {
    LayoutOptions options;
    options.font = font;
    options.width = width;
    options.chipColour = theme.mutedText;
    options.markerColour = theme.mutedText;
    return options;
}

void paintTokens(QPainter& painter, const TokenLayout& layout, QPointF origin, const QRectF& exposed,
                 const std::vector<TokenLook>& looks, const TokenMarks& marks, const Theme& theme) {
    const int first = layout.lineAt(exposed.top() - origin.y());
    const int last = layout.lineAt(exposed.bottom() - origin.y());
    if (first < 0) {
        return;
    }
    const QColor underline = mixColors(theme.surface, theme.text, theme.dark ? 0.42 : 0.34);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& lines = layout.lines();
    const auto eachPiece = [&](auto&& visit) {
        for (int i = first; i <= last; ++i) {
            const LayoutLine& line = lines[static_cast<std::size_t>(i)];
            for (int r = line.firstRect; r < line.firstRect + line.rectCount; ++r) {
                const TokenRect& piece = layout.rects()[static_cast<std::size_t>(r)];
                visit(piece.token, piece.rect.translated(origin));
            }
        }
    };
    painter.setPen(Qt::NoPen);
    const auto isSpecial = [&](int token) { return layout.text().tokens[static_cast<std::size_t>(token)].special; };
    paintChips(painter, layout, origin, first, last, theme);
    eachPiece([&](int token, const QRectF& rect) {
        const TokenLook& look = lookOf(looks, token);
        const bool special = isSpecial(token);
        if (look.fill.alpha() > 0) {
            painter.setBrush(look.fill);
            painter.drawRoundedRect(shown(rect, look).adjusted(0.25, 0, -0.25, 0), corner, corner);
        }
        if (token == marks.hovered && token != marks.selected) {
            painter.setBrush(QColor(theme.text.red(), theme.text.green(), theme.text.blue(), 26));
            painter.drawRoundedRect(rect, corner, corner);
        }
        if (look.sentenceEnd && !special) {
            painter.setBrush(underline);
            painter.drawRect(QRectF(rect.left() + 1, rect.bottom() - 1.25, std::max(1.5, rect.width() - 2), 1.25));
        }
    });
    if (marks.covered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixColors(theme.surface, theme.text, 0.30));
        eachPiece([&](int, const QRectF& rect) {
            const qreal thick = std::max(3.0, rect.height() * 0.28);
            painter.drawRoundedRect(
                QRectF(rect.left() + 1.5, rect.center().y() - thick / 2, std::max(1.0, rect.width() - 3), thick),
                thick / 2, thick / 2);
        });
    } else {
        painter.setPen(theme.text);
        layout.drawText(painter, origin, first, last);
    }
    eachPiece([&](int token, const QRectF& rect) {
        const TokenLook& look = lookOf(looks, token);
        if (look.difference) {
            painter.setPen(QPen(theme.mutedText, 1.0, Qt::DotLine));
            painter.drawLine(rect.bottomLeft() + QPointF(1, 1.5), rect.bottomRight() + QPointF(-1, 1.5));
        }
        if (token == marks.hovered && token != marks.selected) {
            outline(painter, shown(rect, look), theme.strongBorder, 1.0);
        }
        if (token == marks.selected) {
            outline(painter, shown(rect, look),
                    marks.focused ? theme.accent : mixColors(theme.surface, theme.accent, 0.7), 1.8);
        }
    });
}

}  // namespace saferscope
