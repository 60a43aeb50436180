// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/heat_colours.h"
#include "ui/heatmap/token_layout.h"

#include <QRectF>

class QPainter;

namespace saferscope {

/// What one token looks like.
struct TokenLook {
    QColor fill;               ///< transparent = plain
    bool sentenceEnd = false;  ///< underlined
    bool alone = false;        ///< its neighbours are plain, so a thin token (a full stop) may be drawn wider
    bool difference = false;   ///< dotted: the other answer has something else here
};

struct TokenMarks {
    int hovered = -1;
    int selected = -1;
    bool focused = false;  ///< the selected outline is strong
    bool covered = false;  ///< bars in place of the words; colours stay
};

/// Paints the lines of a layout that cross `exposed` (in the painter's coordinates): backgrounds, marks, then text.
/// `looks` has one entry per token; missing ones are plain.
void paintTokens(QPainter& painter, const TokenLayout& layout, QPointF origin, const QRectF& exposed,
                 const std::vector<TokenLook>& looks, const TokenMarks& marks, const Theme& theme);

/// Fonts and muted colours of a heat map in a theme.
LayoutOptions heatLayoutOptions(const Theme& theme, const QFont& font, qreal width);

}  // namespace saferscope
