// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/token_layout.h"

#include <QGuiApplication>
#include <string>
#include <vector>

namespace saferscope {

/// A text and where its tokens lie in it.
struct Sample {
    std::string text;
    std::vector<TokenBytes> tokens;
};

/// How the tests of the layout lay texts out.
inline LayoutOptions options(qreal width) {
    LayoutOptions out;
    out.font = QGuiApplication::font();
    out.width = width;
    out.chipColour = Qt::gray;
    out.markerColour = Qt::gray;
    return out;
}

}  // namespace saferscope
