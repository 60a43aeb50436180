// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/html_writer.h"
#include "core/report/svg_chart.h"

#include <algorithm>
#include <string>

namespace saferscope {

/// What the charts share. Internal to this folder.
inline constexpr double chartWidth = 720.0;

std::string place(double coordinate);  ///< two decimals at most
void openChart(HtmlWriter& html, const std::string& label, double height);
void svgLine(HtmlWriter& html, const char* look, double x1, double y1, double x2, double y2);
/// `anchor`: "start", "middle", "end".
void svgText(HtmlWriter& html, const char* look, double x, double y, const char* anchor, const std::string& text);
void svgRect(HtmlWriter& html, const std::string& look, double x, double y, double width, double height);
/// About how wide a text is at the charts' 13 units: there is no font to measure here, so it is an upper guess for
/// Latin text; wide scripts are cut earlier by counting them double.
double textWidth(const std::string& text);
std::string fitText(const std::string& text, double width);

/// A scale from values to places; what lies outside is drawn at its edge.
struct Scale {
    double low = 0.0;
    double high = 1.0;
    double from = 0.0;
    double to = 1.0;
    double operator()(double value) const {
        return from + (to - from) * ((std::clamp(value, low, high) - low) / (high - low));
    }
};

}  // namespace saferscope
