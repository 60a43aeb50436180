// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/report/html_writer.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// Charts as inline SVG: text stays text, colours are classes of the report's style sheet (so that they follow light,
/// dark and print), series differ in shape and dash as well as in colour. Every chart is an image to a screen reader
/// with `label` as its name; the numbers themselves belong into a table beside it. Drawn 720 units wide. Values that
/// are not finite are left out. All names may be hostile text: cut and escaped here. Pure functions.

/// Round numbers 1, 2, 5 x 10^k that cover [low, high] from inside, about `wanted` of them; just `low` for an empty or
/// not finite range.
std::vector<double> niceTicks(double low, double high, int wanted);
/// A tick with as many decimals as the steps between them need.
std::string tickText(double value, double step);

/// One row per thing: a bar from `base`, or a dot, with its interval.
struct RowChart {
    struct Row {
        std::string name;
        std::string shown;  ///< the value in words, right of the row
        double value = 0.0;
        std::optional<Interval> ci;
        std::optional<double> mark;  ///< a tick for comparison, as a baseline
        bool strong = false;         ///< a total
        int colour = 0;              ///< 0 accent, 1 chosen, 2 rejected
    };
    std::string label;
    std::string axis;      ///< title below the axis
    bool percent = false;  ///< values are shares
    bool bars = true;      ///< else dots: a forest plot
    double low = 0.0;      ///< of the axis; widened to hold the rows where bars are not shares
    double high = 1.0;
    std::optional<double> reference;  ///< a line across all rows: 0 of a forest plot
    std::vector<Row> rows;
};
void drawRows(HtmlWriter& html, const RowChart& chart);

/// Counts in bins of equal width on paper, whatever the scale below is; series are laid side by side in each bin.
struct HistogramChart {
    struct Series {
        std::string name;
        int colour = 0;  ///< 0 accent, 1 chosen, 2 rejected, 3 muted
        std::vector<double> counts;
    };
    std::string label;
    std::string axis;
    std::vector<std::string> edges;     ///< bins + 1; an empty one gets no text
    std::vector<std::string> binNames;  ///< below the bins' middles, in place of edges; or empty
    std::vector<Series> series;         ///< all of one length
    std::optional<double> marked;       ///< a line at this place, in bins from the left
    std::string markName;
    int height = 170;
};
void drawHistogram(HtmlWriter& html, const HistogramChart& chart);

/// Lines with intervals as bands and whiskers.
struct LineChart {
    struct Point {
        double x = 0.0;
        double y = 0.0;
        Interval ci;
    };
    struct Series {
        std::string name;
        std::vector<Point> points;  ///< by rising x
    };
    struct Level {  ///< a horizontal line with its band
        std::string name;
        double y = 0.0;
        std::optional<Interval> ci;
    };
    std::string label;
    std::string xAxis;
    std::string yAxis;
    bool xPercent = false;
    bool yPercent = false;
    std::vector<Series> series;  ///< at most 8 look different
    std::vector<Level> levels;
};
void drawLines(HtmlWriter& html, const LineChart& chart);

}  // namespace saferscope
