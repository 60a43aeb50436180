// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_language.h"
#include "core/report/svg_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saferscope {
namespace {

constexpr double rowHeight = 24.0;
constexpr double top = 6.0;
constexpr double legendWidth = 330.0;
constexpr std::array colourNames = {"c-accent", "c-chosen", "c-rejected", "c-muted"};

std::string colourName(int colour) {
    return colourNames[static_cast<std::size_t>(std::clamp(colour, 0, static_cast<int>(colourNames.size()) - 1))];
}

/// Room for all rows, their intervals and marks, and the line of reference.
Scale scaleOf(const RowChart& chart, double from, double to) {
    double low = chart.low;
    double high = chart.high;
    const auto hold = [&](double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    if (!chart.percent) {
        for (const auto& row : chart.rows) {
            hold(row.value);
            if (row.ci) {
                hold(row.ci->low);
                hold(row.ci->high);
            }
        }
        if (chart.reference) {
            hold(*chart.reference);
        }
    }
    if (!(high > low)) {
        high = low + 1.0;
    }
    return {low, high, from, to};
}

void drawRow(HtmlWriter& html, const RowChart& chart, const RowChart::Row& row, const Scale& x, double y) {
    const double middle = y + rowHeight / 2;
    const auto inside = [&](double value) { return x(std::clamp(value, x.low, x.high)); };
    const std::string colour = colourName(row.colour);
    if (std::isfinite(row.value)) {
        if (chart.bars) {
            const double base = inside(chart.reference.value_or(std::max(0.0, x.low)));
            const double end = inside(row.value);
            svgRect(html, "fill " + colour + (row.strong ? "" : " soft"), std::min(base, end), y + 5,
                    std::abs(end - base), rowHeight - 10);
        }
        if (row.ci && std::isfinite(row.ci->low) && std::isfinite(row.ci->high)) {
            svgLine(html, chart.bars ? "whisker" : ("whisker " + colour).c_str(), inside(row.ci->low), middle,
                    inside(row.ci->high), middle);
            for (const double end : {row.ci->low, row.ci->high}) {
                svgLine(html, chart.bars ? "whisker" : ("whisker " + colour).c_str(), inside(end), middle - 4,
                        inside(end), middle + 4);
            }
        }
        if (!chart.bars) {
            html.single(
                "circle",
                {{"class", "fill " + colour}, {"cx", place(inside(row.value))}, {"cy", place(middle)}, {"r", "4.5"}});
        }
    }
    if (row.mark && std::isfinite(*row.mark)) {
        svgLine(html, "mark", inside(*row.mark), y + 3, inside(*row.mark), y + rowHeight - 3);
    }
}

}  // namespace

void drawRows(HtmlWriter& html, const RowChart& chart) {
    double nameWidth = 40.0;
    double shownWidth = 20.0;
    for (const auto& row : chart.rows) {
        nameWidth = std::max(nameWidth, textWidth(row.name));
        shownWidth = std::max(shownWidth, textWidth(row.shown));
    }
    nameWidth = std::min(nameWidth, 220.0);
    shownWidth = std::min(shownWidth, 190.0);
    const Scale x = scaleOf(chart, nameWidth + 14, chartWidth - shownWidth - 14);
    const double bottom = top + rowHeight * static_cast<double>(chart.rows.size());
    openChart(html, chart.label, bottom + 40);
    const auto ticks = niceTicks(x.low, x.high, 5);
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : x.high - x.low;
    for (const double tick : ticks) {
        svgLine(html, "grid", x(tick), top, x(tick), bottom);
        svgText(html, "tick", x(tick), bottom + 15, "middle",
                chart.percent ? tr("%1 %", {tickText(100.0 * tick, 100.0 * step)}) : tickText(tick, step));
    }
    if (chart.reference) {
        svgLine(html, "axis", x(*chart.reference), top, x(*chart.reference), bottom);
    }
    double y = top;
    for (const auto& row : chart.rows) {
        const char* look = row.strong ? "name strong" : "name";
        svgText(html, look, nameWidth + 2, y + rowHeight / 2 + 4.5, "end", fitText(row.name, nameWidth));
        drawRow(html, chart, row, x, y);
        svgText(html, look, chartWidth - shownWidth, y + rowHeight / 2 + 4.5, "start", fitText(row.shown, shownWidth));
        y += rowHeight;
    }
    svgText(html, "title", (x.from + x.to) / 2, bottom + 34, "middle", chart.axis);
    html.close();
}

void drawHistogram(HtmlWriter& html, const HistogramChart& chart) {
    std::size_t bins = 0;
    double most = 0.0;
    for (const auto& series : chart.series) {
        bins = std::max(bins, series.counts.size());
        for (const double count : series.counts) {
            most = std::isfinite(count) ? std::max(most, count) : most;
        }
    }
    if (bins == 0) {
        return;
    }
    const auto ticks = niceTicks(0.0, most > 0.0 ? most : 1.0, 4);
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1.0;
    double left = 30.0;
    for (const double tick : ticks) {
        left = std::max(left, textWidth(tickText(tick, step)) + 14);
    }
    const bool legend = chart.series.size() > 1 || chart.marked;
    const double head = legend ? 24.0 : 8.0;
    const double bottom = head + chart.height;
    const Scale x{0.0, static_cast<double>(bins), left, chartWidth - 12};
    const Scale y{0.0, std::max(most, ticks.back()), bottom, head};
    openChart(html, chart.label, bottom + 40);
    double at = left;
    for (const auto& series : chart.series) {
        if (legend) {
            svgRect(html, "fill " + colourName(series.colour), at, 4, 12, 12);
            svgText(html, "name", at + 17, 14.5, "start", fitText(series.name, legendWidth));
            at += 34 + std::min(legendWidth, textWidth(series.name));
        }
    }
    if (chart.marked) {
        svgLine(html, "mark", at + 6, 3, at + 6, 17);
        svgText(html, "name", at + 14, 14.5, "start", fitText(chart.markName, chartWidth - at - 14));
    }
    for (const double tick : ticks) {
        svgLine(html, "grid", left, y(tick), chartWidth - 12, y(tick));
        svgText(html, "tick", left - 6, y(tick) + 4, "end", tickText(tick, step));
    }
    const double slot = x(1.0) - x(0.0);
    const double width = (slot - std::min(4.0, 0.2 * slot)) / static_cast<double>(chart.series.size());
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const auto& series = chart.series[s];
        for (std::size_t bin = 0; bin < series.counts.size(); ++bin) {
            if (series.counts[bin] > 0.0 && std::isfinite(series.counts[bin])) {
                const double from =
                    x(static_cast<double>(bin)) + std::min(2.0, 0.1 * slot) + static_cast<double>(s) * width;
                // One of thousands is still seen.
                const double high = std::max(1.0, bottom - y(series.counts[bin]));
                svgRect(html, "fill " + colourName(series.colour), from, bottom - high, width, high);
            }
        }
    }
    svgLine(html, "axis", left, bottom, chartWidth - 12, bottom);
    for (std::size_t edge = 0; edge < chart.edges.size() && edge <= bins; ++edge) {
        if (!chart.edges[edge].empty()) {
            svgLine(html, "axis", x(static_cast<double>(edge)), bottom, x(static_cast<double>(edge)), bottom + 4);
            svgText(html, "tick", x(static_cast<double>(edge)), bottom + 16, "middle", chart.edges[edge]);
        }
    }
    for (std::size_t bin = 0; bin < chart.binNames.size() && bin < bins; ++bin) {
        svgText(html, "tick", x(static_cast<double>(bin) + 0.5), bottom + 16, "middle",
                fitText(chart.binNames[bin], slot));
    }
    if (chart.marked && std::isfinite(*chart.marked)) {
        const double mark = x(std::clamp(*chart.marked, 0.0, static_cast<double>(bins)));
        svgLine(html, "mark", mark, head - 2, mark, bottom);
    }
    svgText(html, "title", (left + chartWidth) / 2, bottom + 34, "middle", chart.axis);
    html.close();
}

}  // namespace saferscope
