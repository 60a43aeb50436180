// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/column_spans.h"

namespace saferscope {

namespace {

void take(std::vector<ColumnSpan>& spans, int column, double low, double high) {
    if (!spans.empty() && spans.back().column == column) {
        spans.back().low = std::min(spans.back().low, low);
        spans.back().high = std::max(spans.back().high, high);
    } else {
        spans.push_back({column, low, high});
    }
}

}  // namespace

void detail::addLine(std::vector<ColumnSpan>& spans, double x0, double y0, double x1, double y1, int left, int right) {
    if (x1 < left || x0 >= right + 1.0) {
        return;
    }
    const int first = static_cast<int>(std::floor(std::max(x0, static_cast<double>(left))));
    const int last = static_cast<int>(std::floor(std::min(x1, static_cast<double>(right))));
    if (first == last && x0 >= left && x1 < right + 1.0) {
        take(spans, first, std::min(y0, y1), std::max(y0, y1));
        return;
    }
    const double slope = (y1 - y0) / (x1 - x0);
    for (int column = first; column <= last; ++column) {
        const double a = x0 >= column ? y0 : y0 + (column - x0) * slope;
        const double b = x1 < column + 1.0 ? y1 : y0 + (column + 1.0 - x0) * slope;
        take(spans, column, std::min(a, b), std::max(a, b));
    }
}

double meanHeight(const std::vector<ColumnSpan>& spans) {
    double sum = 0.0;
    for (const ColumnSpan& span : spans) {
        sum += span.high - span.low;
    }
    return spans.empty() ? 0.0 : sum / static_cast<double>(spans.size());
}

}  // namespace saferscope
