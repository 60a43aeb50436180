// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFont>
#include <QRectF>
#include <QSize>
#include <QString>
#include <functional>

class QPainter;

namespace saferscope {

/// Draws a figure into a rectangle that starts at (0, 0).
using FigurePainter = std::function<void(QPainter& painter, const QRectF& area, const QFont& font)>;

/// The font of figures in files: the application's family in a fixed size, so that files do not depend on the window's
/// zoom.
QFont pictureFont();

/// A figure as the bytes of a file, `size` in logical pixels. GUI thread.
QByteArray pictureSvg(QSize size, const FigurePainter& paint);
QByteArray picturePng(QSize size, const FigurePainter& paint);  ///< twice the size in pixels
/// One page of just the figure's size.
QByteArray picturePdf(QSize size, const QString& title, const FigurePainter& paint);

}  // namespace saferscope
