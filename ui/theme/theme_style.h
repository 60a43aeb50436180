// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPalette>
#include <QString>

namespace saferscope {

QPalette paletteOf(const Theme& theme);

/// The one style sheet of the application: the look of buttons, inputs, tables, menus and scroll bars. Colours and
/// radii only; fonts are set as fonts, so that zooming never re-parses it. Dynamic properties it knows:
/// QPushButton[role="primary"], QPushButton[role="quiet"], QFrame[role="card"], QLabel[role="muted"].
QString styleSheetOf(const Theme& theme);

}  // namespace saferscope
