// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_language.h"
#include "core/report/report_numbers.h"
#include "core/report/svg_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace saferscope {
namespace {

constexpr double bottom = 290.0;
constexpr double right = chartWidth - 14.0;

struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    void hold(double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    bool empty() const { return !(high >= low); }
    void pad(double share, double least) {
        const double more = std::max(share * (high - low), least);
        low -= more;
        high += more;
    }
};

bool known(const LineChart::Point& point) { return std::isfinite(point.x) && std::isfinite(point.y); }
bool known(const Interval& ci) { return std::isfinite(ci.low) && std::isfinite(ci.high); }

/// One shape per series, so that colours alone never tell them apart.
void drawMarker(HtmlWriter& html, const std::string& look, std::size_t shape, double x, double y) {
    const auto points = [&](std::initializer_list<std::pair<double, double>> corners) {
        std::string text;
        for (const auto& [dx, dy] : corners) {
            text += (text.empty() ? "" : " ") + place(x + dx) + "," + place(y + dy);
        }
        html.single("polygon", {{"class", look}, {"points", text}});
    };
    switch (shape % 4) {
        case 0:
            html.single("circle", {{"class", look}, {"cx", place(x)}, {"cy", place(y)}, {"r", "4"}});
            break;
        case 1:
            points({{-4, -4}, {4, -4}, {4, 4}, {-4, 4}});
            break;
        case 2:
            points({{0, -5}, {5, 4}, {-5, 4}});
            break;
        default:
            points({{0, -5.5}, {5.5, 0}, {0, 5.5}, {-5.5, 0}});
            break;
    }
}

std::string seriesLook(std::size_t index) { return "s" + std::to_string(index % 8); }

void drawSeries(HtmlWriter& html, const LineChart::Series& series, std::size_t index, const Scale& x, const Scale& y) {
    std::string upper;
    std::string lower;
    std::string line;
    for (const auto& point : series.points) {
        if (!known(point)) {
            continue;
        }
        line += (line.empty() ? "" : " ") + place(x(point.x)) + "," + place(y(point.y));
        const Interval ci = known(point.ci) ? point.ci : Interval{point.y, point.y};
        upper += (upper.empty() ? "" : " ") + place(x(point.x)) + "," + place(y(ci.high));
        lower = place(x(point.x)) + "," + place(y(ci.low)) + (lower.empty() ? "" : " ") + lower;
    }
    if (line.empty()) {
        return;
    }
    const std::string look = seriesLook(index);
    html.single("polygon", {{"class", "band " + look}, {"points", upper + " " + lower}});
    html.single("polyline", {{"class", "line " + look}, {"points", line}});
    for (const auto& point : series.points) {
        if (known(point)) {
            if (known(point.ci)) {
                svgLine(html, ("whisker " + look).c_str(), x(point.x), y(point.ci.low), x(point.x), y(point.ci.high));
            }
            drawMarker(html, "fill " + look, index, x(point.x), y(point.y));
        }
    }
}

/// Names in rows above the plot; the height they take.
double drawLegend(HtmlWriter& html, const LineChart& chart, double left, bool draw) {
    double at = left;
    double y = 14.0;
    const auto room = [&](const std::string& name) {
        const double width = 44 + std::min(240.0, textWidth(name));
        if (at > left && at + width > right) {
            at = left;
            y += 20.0;
        }
        return width;
    };
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const double width = room(chart.series[i].name);
        if (draw) {
            svgLine(html, ("line " + seriesLook(i)).c_str(), at, y - 4, at + 24, y - 4);
            drawMarker(html, "fill " + seriesLook(i), i, at + 12, y - 4);
            svgText(html, "name", at + 29, y, "start", fitText(chart.series[i].name, 240));
        }
        at += width;
    }
    for (std::size_t i = 0; i < chart.levels.size(); ++i) {
        const double width = room(chart.levels[i].name);
        if (draw) {
            svgLine(html, i == 0 ? "level" : "level other", at, y - 4, at + 24, y - 4);
            svgText(html, "name", at + 29, y, "start", fitText(chart.levels[i].name, 240));
        }
        at += width;
    }
    return y + 12.0;
}

}  // namespace

void drawLines(HtmlWriter& html, const LineChart& chart) {
    Extent across;
    Extent up;
    std::set<double> places;
    for (const auto& series : chart.series) {
        for (const auto& point : series.points) {
            if (known(point)) {
                across.hold(point.x);
                places.insert(point.x);
                up.hold(point.y);
                up.hold(point.ci.low);
                up.hold(point.ci.high);
            }
        }
    }
    if (across.empty()) {
        return;
    }
    for (const auto& level : chart.levels) {
        up.hold(level.y);
        if (level.ci) {
            up.hold(level.ci->low);
            up.hold(level.ci->high);
        }
    }
    across.pad(0.04, across.high > across.low ? 0.0 : std::max(1e-9, std::abs(across.high) * 0.5));
    up.pad(0.06, up.high > up.low ? 0.0 : 0.01);
    if (chart.yPercent) {
        up.low = std::max(0.0, up.low);
        up.high = std::min(1.0, std::max(up.high, up.low + 1e-6));
    }
    const auto ticks = niceTicks(up.low, up.high, 6);
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : up.high - up.low;
    const auto shown = [&](double tick) {
        return chart.yPercent ? tr("%1 %", {tickText(100.0 * tick, 100.0 * step)}) : tickText(tick, step);
    };
    double left = 40.0;
    for (const double tick : ticks) {
        left = std::max(left, textWidth(shown(tick)) + 14);
    }
    const double top = drawLegend(html, chart, left, false) + 18;
    const Scale x{across.low, across.high, left, right};
    const Scale y{up.low, up.high, bottom + top, top};
    openChart(html, chart.label, bottom + top + 42);
    drawLegend(html, chart, left, true);
    svgText(html, "title", 0, top - 8, "start", chart.yAxis);
    for (const double tick : ticks) {
        svgLine(html, "grid", left, y(tick), right, y(tick));
        svgText(html, "tick", left - 6, y(tick) + 4, "end", shown(tick));
    }
    for (std::size_t i = 0; i < chart.levels.size(); ++i) {
        const auto& level = chart.levels[i];
        if (level.ci && known(*level.ci)) {
            svgRect(html, "band c-muted", left, y(level.ci->high), right - left, y(level.ci->low) - y(level.ci->high));
        }
        if (std::isfinite(level.y)) {
            svgLine(html, i == 0 ? "level" : "level other", left, y(level.y), right, y(level.y));
        }
    }
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        drawSeries(html, chart.series[i], i, x, y);
    }
    svgLine(html, "axis", left, bottom + top, right, bottom + top);
    double last = -1e9;
    const std::string& point = reportLanguage().decimalPoint;
    for (const double at : places) {
        svgLine(html, "axis", x(at), bottom + top, x(at), bottom + top + 4);
        std::string text = numberText(chart.xPercent ? 100.0 * at : at, 3);
        text.erase(text.find_last_not_of('0') + 1);
        text.erase(text.ends_with(point) ? text.size() - point.size() : text.size());
        text = chart.xPercent ? tr("%1 %", {text}) : text;
        if (x(at) - last > textWidth(text) + 4) {
            svgText(html, "tick", x(at), bottom + top + 17, "middle", text);
            last = x(at);
        }
    }
    svgText(html, "title", (left + right) / 2, bottom + top + 36, "middle", chart.xAxis);
    html.close();
}

}  // namespace saferscope
