// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QRectF>

class QPainter;
class QWidget;

namespace saferscope {

constexpr qreal focusRingWidth = 2.0;

/// Where the keyboard is, on widgets that paint themselves: a line in the accent colour just inside `area`, as thick as
/// the style sheet's for buttons. Leaves the painter as it was.
void paintFocusRing(QPainter& painter, const QRectF& area, qreal radius = smallCornerRadius);

/// The same over a widget that somebody else paints (a plot, a page that scrolls): on top of `widget` while it has the
/// keyboard. Call once, after its making.
void showFocusRing(QWidget* widget);

}  // namespace saferscope
