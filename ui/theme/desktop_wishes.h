// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace saferscope {

/// What the desktop is set to, read where Qt 6.4 has no question for it. Cheap; any thread.

/// The desktop's own palette is darker behind text than in it.
bool paletteIsDark(const QPalette& palette);

/// Somebody asked the desktop for high contrast: its palette is pure black on white or the reverse (Windows' contrast
/// themes), or GTK_THEME or the icon theme is one called HighContrast (GNOME, MATE, Xfce).
bool wantsHighContrast(const QPalette& palette, const QString& gtkTheme, const QString& iconTheme);

/// Somebody turned animations off: gtk-enable-animations in gtk-3.0 or gtk-4.0/settings.ini, or AnimationDurationFactor
/// 0 in kdeglobals, both below `configFolder` (~/.config). Files that are absent or damaged ask for nothing.
bool wantsLessMotion(const QString& configFolder);

}  // namespace saferscope
