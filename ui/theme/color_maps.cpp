// SPDX-License-Identifier: GPL-3.0-or-later
// Colour maps of heat maps and charts. Interpolation happens in OKLab (Ottosson 2020), where equal steps look equal.
#include "ui/theme/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace saferscope {
namespace {

struct Lab {
    double l = 0.0;
    double a = 0.0;
    double b = 0.0;
};

double toLinear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double fromLinear(double channel) {
    const double clamped = std::clamp(channel, 0.0, 1.0);
    return clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * std::pow(clamped, 1.0 / 2.4) - 0.055;
}

Lab toLab(const QColor& color) {
    const double r = toLinear(color.redF());
    const double g = toLinear(color.greenF());
    const double b = toLinear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QColor fromLab(const Lab& lab) {
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3.0);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3.0);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3.0);
    return QColor::fromRgbF(static_cast<float>(fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
                            static_cast<float>(fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
                            static_cast<float>(fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)));
}

Lab between(const Lab& from, const Lab& to, double t) {
    return {from.l + (to.l - from.l) * t, from.a + (to.a - from.a) * t, from.b + (to.b - from.b) * t};
}

/// A map as 257 ready colours: heat maps ask for thousands of tokens per repaint.
using Table = std::array<QColor, 257>;

Table makeTable(std::span<const QColor> anchors) {
    Table table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double position = static_cast<double>(i) / 256.0 * static_cast<double>(anchors.size() - 1);
        const std::size_t left = std::min(static_cast<std::size_t>(position), anchors.size() - 2);
        table[i] =
            fromLab(between(toLab(anchors[left]), toLab(anchors[left + 1]), position - static_cast<double>(left)));
    }
    table.front() = anchors.front();
    table.back() = anchors.back();
    return table;
}

const QColor& lookUp(const Table& table, double value01) {
    const double value = std::isnan(value01) ? 0.0 : std::clamp(value01, 0.0, 1.0);
    return table[static_cast<std::size_t>(std::lround(value * 256.0))];
}

struct Maps {
    Table heat;
    Table positive;
    Table negative;
};

Maps makeMaps(const Theme& theme) {
    if (theme.dark) {
        const QColor heat[] = {theme.surface, QColor(0x42, 0x30, 0x66), QColor(0x7a, 0x4f, 0xb0),
                               QColor(0xb4, 0x86, 0xe6), QColor(0xe6, 0xcd, 0xff)};
        const QColor positive[] = {theme.surface, QColor(0x17, 0x46, 0x62), QColor(0x25, 0x80, 0xb0),
                                   QColor(0x6c, 0xc4, 0xf0)};
        const QColor negative[] = {theme.surface, QColor(0x5c, 0x36, 0x14), QColor(0xb0, 0x62, 0x1c),
                                   QColor(0xf5, 0xa6, 0x5c)};
        return {makeTable(heat), makeTable(positive), makeTable(negative)};
    }
    const QColor heat[] = {theme.surface, QColor(0xe6, 0xda, 0xf6), QColor(0xbf, 0x9d, 0xe4), QColor(0x88, 0x58, 0xc2),
                           QColor(0x4f, 0x22, 0x86)};
    const QColor positive[] = {theme.surface, QColor(0xbf, 0xe0, 0xf2), QColor(0x56, 0xa6, 0xd2),
                               QColor(0x0d, 0x5c, 0x8a)};
    const QColor negative[] = {theme.surface, QColor(0xfc, 0xdc, 0xb8), QColor(0xee, 0x98, 0x42),
                               QColor(0xa4, 0x4a, 0x08)};
    return {makeTable(heat), makeTable(positive), makeTable(negative)};
}

const Maps& mapsOf(const Theme& theme) {
    static const Maps light = makeMaps(lightTheme());
    static const Maps dark = makeMaps(darkTheme());
    static const Maps strongLight = makeMaps(highContrastLightTheme());
    static const Maps strongDark = makeMaps(highContrastDarkTheme());
    if (theme.highContrast) {
        return theme.dark ? strongDark : strongLight;
    }
    return theme.dark ? dark : light;
}

}  // namespace

QColor heatColor(const Theme& theme, double value01) { return lookUp(mapsOf(theme).heat, value01); }
QColor heatColor(double value01) { return heatColor(currentTheme(), value01); }

QColor divergingColor(const Theme& theme, double value) {
    const Maps& maps = mapsOf(theme);
    return value < 0.0 ? lookUp(maps.negative, -value) : lookUp(maps.positive, value);
}
QColor divergingColor(double valueMinus1To1) { return divergingColor(currentTheme(), valueMinus1To1); }

QColor seriesColor(const Theme& theme, int index) {
    // Found by a search that keeps every two of the eight at least 0.1 apart in OKLab, as everybody sees them and as
    // people with protanopia, deuteranopia and tritanopia do: lightness tells apart what hue cannot. Tested.
    static const std::array<QColor, 8> light = {
        QColor(0x4b, 0x4a, 0xc4), QColor(0xe3, 0x5c, 0x23), QColor(0x5f, 0x8e, 0xdc), QColor(0x6e, 0x22, 0x13),
        QColor(0x87, 0x8a, 0x7b), QColor(0x27, 0x36, 0x5c), QColor(0xb7, 0x2e, 0x05), QColor(0x78, 0x5f, 0x7f)};
    static const std::array<QColor, 8> dark = {
        QColor(0x9d, 0xa0, 0xff), QColor(0xbe, 0xb0, 0x1e), QColor(0x78, 0xd3, 0xe2), QColor(0xe7, 0x7a, 0x94),
        QColor(0xb0, 0x73, 0x40), QColor(0xe3, 0xf5, 0x8c), QColor(0x94, 0x72, 0xd5), QColor(0xa2, 0xf9, 0xec)};
    const int wrapped = ((index % 8) + 8) % 8;
    return (theme.dark ? dark : light)[static_cast<std::size_t>(wrapped)];
}
QColor seriesColor(int index) { return seriesColor(currentTheme(), index); }

double relativeLuminance(const QColor& color) {
    return 0.2126 * toLinear(color.redF()) + 0.7152 * toLinear(color.greenF()) + 0.0722 * toLinear(color.blueF());
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double first = relativeLuminance(a);
    const double second = relativeLuminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixColors(const QColor& under, const QColor& over, double amount) {
    const auto channel = [amount](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * amount));
    };
    return QColor(channel(under.red(), over.red()), channel(under.green(), over.green()),
                  channel(under.blue(), over.blue()));
}

QColor readableTextOn(const Theme& theme, const QColor& background) {
    // The theme's own text first, so that faint backgrounds do not change the colour of the text on them.
    const Theme& light = theme.highContrast ? highContrastLightTheme() : lightTheme();
    const Theme& dark = theme.highContrast ? highContrastDarkTheme() : darkTheme();
    for (const QColor& candidate : {theme.text, theme.dark ? light.text : dark.text}) {
        if (contrastRatio(candidate, background) >= leastTextContrast(theme)) {
            return candidate;
        }
    }
    // One of black and white always reaches sqrt(21) = 4.58.
    const QColor white(Qt::white);
    const QColor black(Qt::black);
    return contrastRatio(white, background) >= contrastRatio(black, background) ? white : black;
}
QColor readableTextOn(const QColor& background) { return readableTextOn(currentTheme(), background); }

}  // namespace saferscope
