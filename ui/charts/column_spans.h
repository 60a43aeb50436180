// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace saferscope {

/// What a line covers of one column of pixels, in pixels; `low` <= `high`.
struct ColumnSpan {
    int column = 0;
    double low = 0.0;
    double high = 0.0;
};

/// The columns in [left, right] that a polyline touches, from left to right, each with all it covers there: its points
/// and the parts of its lines that lie in the column (a column c is c <= x < c + 1). `points` have x() and y() in
/// pixels, x does not fall; a point that is not finite interrupts the line. Time: points and columns, whatever lies
/// outside.
template <class Points>
std::vector<ColumnSpan> columnSpans(const Points& points, int left, int right);

/// Mean of high - low; 0 for none.
double meanHeight(const std::vector<ColumnSpan>& spans);

namespace detail {

/// Adds a line from (x0, y0) to (x1, y1), x0 <= x1, behind what is there.
void addLine(std::vector<ColumnSpan>& spans, double x0, double y0, double x1, double y1, int left, int right);

}  // namespace detail

template <class Points>
std::vector<ColumnSpan> columnSpans(const Points& points, int left, int right) {
    std::vector<ColumnSpan> spans;
    spans.reserve(static_cast<std::size_t>(std::max(0, right - left + 1)));
    for (auto i = points.size() - points.size(); i + 1 < points.size(); ++i) {
        const auto& a = points[i];
        const auto& b = points[i + 1];
        if (std::isfinite(a.x()) && std::isfinite(a.y()) && std::isfinite(b.x()) && std::isfinite(b.y())) {
            detail::addLine(spans, a.x(), a.y(), b.x(), b.y(), left, right);
        }
    }
    return spans;
}

}  // namespace saferscope
