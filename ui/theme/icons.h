// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace saferscope {

/// Makes `:/icons/…` readable; everything here calls it itself.
void ensureResources();

/// A line icon of resources/icons by its file name without ending, drawn in a colour at the screen's own resolution.
QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio);

/// The same as an icon that follows the theme: muted when idle, accent when checked or active. Made anew on
/// ThemeManager::changed() by whoever holds it.
QIcon themedIcon(const QString& name);

}  // namespace saferscope
