// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heat_colours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saferscope {

namespace {

constexpr double faintest = 0.10;  ///< of the usable part of a map

QColor mapColour(const Theme& theme, HeatKind kind, double signedShare) {
    return kind == HeatKind::Sequential ? heatColor(theme, signedShare) : divergingColor(theme, signedShare);
}

/// How far a map can be followed before plain text on it becomes hard to read.
double findLimit(const Theme& theme, HeatKind kind, double sign) {
    constexpr int parts = 128;
    for (int part = parts; part * 10 > parts; --part) {
        const double limit = static_cast<double>(part) / parts;
        if (contrastRatio(theme.text, mapColour(theme, kind, sign * limit)) >= leastTextContrast(theme)) {
            return limit;
        }
    }
    return 0.1;
}

double limitOf(const Theme& theme, HeatKind kind, bool positive) {
    struct Limits {
        std::array<double, 3> of{};
        explicit Limits(const Theme& t)
            : of{findLimit(t, HeatKind::Sequential, 1.0), findLimit(t, HeatKind::Diverging, 1.0),
                 findLimit(t, HeatKind::Diverging, -1.0)} {}
    };
    static const Limits light(lightTheme());
    static const Limits dark(darkTheme());
    static const Limits strongLight(highContrastLightTheme());
    static const Limits strongDark(highContrastDarkTheme());
    const Limits& limits = theme.highContrast ? (theme.dark ? strongDark : strongLight) : (theme.dark ? dark : light);
    return limits.of[kind == HeatKind::Sequential ? 0 : positive ? 1 : 2];
}

}  // namespace

QColor heatFill(const Theme& theme, HeatKind kind, float value, float maximum) {
    if (!std::isfinite(value) || !(maximum > 0.0f) || value == 0.0f || (kind == HeatKind::Sequential && value < 0.0f)) {
        return QColor(0, 0, 0, 0);
    }
    const double share = std::min(1.0, std::abs(static_cast<double>(value)) / static_cast<double>(maximum));
    const double strength = (faintest + (1.0 - faintest) * share) * limitOf(theme, kind, value > 0.0f);
    return mapColour(theme, kind, value > 0.0f ? strength : -strength);
}

}  // namespace saferscope
