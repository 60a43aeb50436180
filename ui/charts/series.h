// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// A curve: x rises (equal x allowed), both vectors have the same length, y may hold NaN and infinities.
struct Series {
    std::string name;
    std::vector<double> x;
    std::vector<double> y;
};

struct Range {
    double low = 0.0;
    double high = 1.0;
    double size() const { return high - low; }
};

/// Smoothing as TensorBoard does it: last = last * weight + (1 - weight) * y from 0, shown as last / (1 - weight^n), so
/// that the start is not pulled to zero. A constant series is returned as it is; values that are not finite are passed
/// through and not counted. weight in [0, 1); 0 changes nothing.
std::vector<double> smoothExponentially(std::span<const double> y, double weight);

/// The part of a curve that lies in [low, high] (and one neighbour on each side, so that lines reach the edge), reduced
/// to at most four points per pixel column: first, lowest, highest, last. The picture is the same, spikes included.
/// Points without a finite y are kept as gaps (one per column).
Series decimate(const Series& series, Range visible, std::size_t columns);

/// Smallest and largest finite y of the points with x in `visible`; for a log axis positive values only. Equal or no
/// values give a range around them that can be drawn.
Range valueRange(std::span<const Series> series, Range visible, bool logarithmic);
/// Smallest and largest x over all series; {0, 1} when there is none.
Range domainOf(std::span<const Series> series);
/// A little air around the data: 5 % of the range, on a log axis of the decades.
Range padded(Range range, bool logarithmic);

struct Ticks {
    std::vector<double> major;  ///< with labels
    std::vector<double> minor;
};
/// Ticks at 1, 2 or 5 times a power of ten, about `wanted` of them.
Ticks linearTicks(Range range, int wanted);
/// Powers of ten; with fewer than two decades also 2 and 5 times them; minor ticks at 2..9. Thinned out to about
/// `wanted` over many decades. The range must be positive.
Ticks logTicks(Range range, int wanted);

/// "0.0012", "1.5e-07", "12,000" without the comma: short, exact enough for an axis or a readout.
std::string shortNumber(double value, int significant = 4);

/// Index of the point whose x is nearest; the series must not be empty.
std::size_t nearestIndex(std::span<const double> x, double value);

/// One table with a row per x that occurs: "step,run a,run b". Names are quoted and made harmless for spreadsheets
/// (a leading = + - @ gets an apostrophe). Missing values are empty cells.
std::string toCsv(std::span<const Series> series, const std::string& xName);

}  // namespace saferscope
