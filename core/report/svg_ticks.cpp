// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_check.h"
#include "core/report/report_numbers.h"
#include "core/report/svg_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace saferscope {

std::vector<double> niceTicks(double low, double high, int wanted) {
    const double span = high - low;
    if (!(span > 0.0) || !std::isfinite(span) || !std::isfinite(low)) {
        return {std::isfinite(low) ? low : 0.0};
    }
    const double raw = span / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10.0 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= factor * power * (1.0 + 1e-9)) {
            step = factor * power;
            break;
        }
    }
    std::vector<double> ticks;
    const double first = std::ceil(low / step - 1e-9);
    const double last = std::floor(high / step + 1e-9);
    // A range so narrow beside its place that steps vanish in it would never end.
    for (double i = first; i <= last && ticks.size() < 100; i += 1.0) {
        ticks.push_back(i == 0.0 ? 0.0 : i * step);
    }
    return ticks.empty() ? std::vector<double>{low} : ticks;
}

std::string tickText(double value, double step) {
    const double size = std::abs(step);
    const int decimals = size > 0.0 && std::isfinite(size)
                             ? std::clamp(-static_cast<int>(std::floor(std::log10(size) + 1e-9)), 0, 8)
                             : 3;
    return numberText(value, decimals);
}

std::string place(double coordinate) {
    if (!std::isfinite(coordinate)) {
        return "0";
    }
    std::array<char, 32> text{};
    const double shown = std::round(coordinate * 100.0) / 100.0;
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), shown + 0.0);
    return error == std::errc() ? std::string(text.data(), end) : std::string("0");
}

void openChart(HtmlWriter& html, const std::string& label, double height) {
    html.open("svg", {{"class", "chart"},
                      {"viewBox", "0 0 " + place(chartWidth) + " " + place(height)},
                      {"role", "img"},
                      {"aria-label", label}});
}

void svgLine(HtmlWriter& html, const char* look, double x1, double y1, double x2, double y2) {
    html.single("line", {{"class", look}, {"x1", place(x1)}, {"y1", place(y1)}, {"x2", place(x2)}, {"y2", place(y2)}});
}

void svgText(HtmlWriter& html, const char* look, double x, double y, const char* anchor, const std::string& text) {
    html.element("text", text, {{"class", look}, {"x", place(x)}, {"y", place(y)}, {"text-anchor", anchor}});
}

void svgRect(HtmlWriter& html, const std::string& look, double x, double y, double width, double height) {
    html.single("rect", {{"class", look},
                         {"x", place(x)},
                         {"y", place(y)},
                         {"width", place(std::max(0.0, width))},
                         {"height", place(std::max(0.0, height))}});
}

double textWidth(const std::string& text) {
    double width = 0.0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = std::max<std::size_t>(1, utf8SequenceLength(std::string_view(text).substr(i, 4)));
        width += length >= 3 ? 13.0 : 8.0;
        i += length;
    }
    return width;
}

std::string fitText(const std::string& text, double width) {
    if (textWidth(text) <= width) {
        return text;
    }
    double used = 10.0;  // the ellipsis
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = std::max<std::size_t>(1, utf8SequenceLength(std::string_view(text).substr(at, 4)));
        used += length >= 3 ? 13.0 : 8.0;
        if (used > width) {
            break;
        }
        at += length;
    }
    return text.substr(0, at) + "…";
}

}  // namespace saferscope
