// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace saferscope {
namespace {

Theme makeLight() {
    Theme theme;
    theme.dark = false;
    theme.window = QColor(0xf4, 0xf5, 0xf8);
    theme.surface = QColor(0xff, 0xff, 0xff);
    theme.raised = QColor(0xfa, 0xfb, 0xfc);
    theme.sunken = QColor(0xeb, 0xed, 0xf2);
    theme.border = QColor(0xe0, 0xe3, 0xea);
    theme.strongBorder = QColor(0x7b, 0x83, 0x92);
    theme.text = QColor(0x1a, 0x20, 0x2c);
    theme.mutedText = QColor(0x58, 0x61, 0x73);
    theme.accent = QColor(0x4b, 0x4a, 0xc4);
    theme.accentText = QColor(0xff, 0xff, 0xff);
    theme.chosen = QColor(0x0d, 0x68, 0x94);
    theme.rejected = QColor(0xa8, 0x4c, 0x08);
    theme.warning = QColor(0x7d, 0x5b, 0x00);
    theme.error = QColor(0xb0, 0x24, 0x2e);
    theme.ok = QColor(0x1b, 0x6e, 0x42);
    theme.selection = QColor(0xe2, 0xe2, 0xfa);
    return theme;
}

Theme makeDark() {
    Theme theme;
    theme.dark = true;
    theme.window = QColor(0x14, 0x16, 0x1b);
    theme.surface = QColor(0x1c, 0x1f, 0x26);
    theme.raised = QColor(0x25, 0x29, 0x32);
    theme.sunken = QColor(0x10, 0x12, 0x16);
    theme.border = QColor(0x2d, 0x32, 0x3c);
    theme.strongBorder = QColor(0x78, 0x81, 0x93);
    theme.text = QColor(0xe7, 0xea, 0xf0);
    theme.mutedText = QColor(0x9f, 0xa8, 0xb8);
    theme.accent = QColor(0x9d, 0xa0, 0xff);
    theme.accentText = QColor(0x12, 0x13, 0x2b);
    theme.chosen = QColor(0x5d, 0xb8, 0xe4);
    theme.rejected = QColor(0xf0, 0x9a, 0x4e);
    theme.warning = QColor(0xe3, 0xbd, 0x4f);
    theme.error = QColor(0xff, 0x8b, 0x8b);
    theme.ok = QColor(0x67, 0xcb, 0x94);
    theme.selection = QColor(0x33, 0x34, 0x5c);
    return theme;
}

/// No greys for surfaces, edges everywhere, and text of at least 7:1.
Theme makeHighContrastLight() {
    Theme theme = makeLight();
    theme.highContrast = true;
    theme.window = QColor(0xff, 0xff, 0xff);
    theme.raised = QColor(0xf7, 0xf7, 0xf7);
    theme.sunken = QColor(0xf0, 0xf0, 0xf0);
    theme.border = QColor(0x59, 0x61, 0x6e);
    theme.strongBorder = QColor(0x1c, 0x22, 0x2c);
    theme.text = QColor(0x00, 0x00, 0x00);
    theme.mutedText = QColor(0x36, 0x3d, 0x49);
    theme.accent = QColor(0x2e, 0x2d, 0x9e);
    theme.chosen = QColor(0x00, 0x48, 0x6c);
    theme.rejected = QColor(0x78, 0x2f, 0x00);
    theme.warning = QColor(0x58, 0x3f, 0x00);
    theme.error = QColor(0x8e, 0x0e, 0x1a);
    theme.ok = QColor(0x0b, 0x4d, 0x2a);
    theme.selection = QColor(0xd4, 0xd4, 0xff);
    return theme;
}

Theme makeHighContrastDark() {
    Theme theme = makeDark();
    theme.highContrast = true;
    theme.window = QColor(0x00, 0x00, 0x00);
    theme.surface = QColor(0x00, 0x00, 0x00);
    theme.raised = QColor(0x1a, 0x1c, 0x20);
    theme.sunken = QColor(0x0c, 0x0d, 0x10);
    theme.border = QColor(0x9a, 0xa2, 0xb0);
    theme.strongBorder = QColor(0xe6, 0xea, 0xf2);
    theme.text = QColor(0xff, 0xff, 0xff);
    theme.mutedText = QColor(0xce, 0xd4, 0xde);
    theme.accent = QColor(0xbd, 0xbf, 0xff);
    theme.accentText = QColor(0x00, 0x00, 0x00);
    theme.chosen = QColor(0x86, 0xd4, 0xfa);
    theme.rejected = QColor(0xff, 0xbc, 0x80);
    theme.warning = QColor(0xff, 0xdc, 0x72);
    theme.error = QColor(0xff, 0xb0, 0xb0);
    theme.ok = QColor(0x92, 0xea, 0xba);
    theme.selection = QColor(0x34, 0x35, 0x70);
    return theme;
}

}  // namespace

const Theme& highContrastLightTheme() {
    static const Theme theme = makeHighContrastLight();
    return theme;
}

const Theme& highContrastDarkTheme() {
    static const Theme theme = makeHighContrastDark();
    return theme;
}

double leastTextContrast(const Theme& theme) { return theme.highContrast ? 7.0 : 4.5; }

const Theme& lightTheme() {
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme = makeDark();
    return theme;
}

}  // namespace saferscope
