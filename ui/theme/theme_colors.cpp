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
    theme.strongBorder = QColor(0xc3, 0xc9, 0xd4);
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
    theme.strongBorder = QColor(0x45, 0x4c, 0x5a);
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

}  // namespace

const Theme& lightTheme() {
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme = makeDark();
    return theme;
}

}  // namespace saferscope
