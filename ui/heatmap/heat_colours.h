// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QColor>

namespace saferscope {

/// What the numbers of a heat map are: how strong (from 0 up), or for which side (negative to positive).
enum class HeatKind { Sequential, Diverging };

/// Background of a token on a scale whose full end is `maximum`: the theme's colour maps, used only as far as the
/// theme's plain text stays readable on them (contrast at least 4.5), and starting a visible step above nothing, so
/// that a token that fires at all is seen. Fully transparent for 0, NaN, the wrong sign, and a maximum of 0.
QColor heatFill(const Theme& theme, HeatKind kind, float value, float maximum);

/// Colour of a side's bars, dots and captions.
inline const QColor& sideColour(const Theme& theme, bool chosen) { return chosen ? theme.chosen : theme.rejected; }

}  // namespace saferscope
