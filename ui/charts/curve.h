// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/series.h"

#include <cstdint>

namespace saferscope {

/// A curve that grows while it is looked at. New points cost their own number, not the curve's: smoothing goes on from
/// where it was, and lowest and highest points are kept per block, so that a picture of 100,000 points is made from a
/// few thousand. What it gives is exactly what smoothExponentially(), decimate() and valueRange() give of the whole.
/// Not thread-safe.
class Curve {
public:
    Curve() = default;
    explicit Curve(const Series& series);

    /// Makes the curve equal to these points (x rises, equal lengths). The part it has already in common is found
    /// by bisection, because a run that is resumed takes back its last steps and repeats them; it is assumed that
    /// points before a common x of the same place are the same.
    void follow(std::span<const double> x, std::span<const double> y);
    /// Moves to a larger place if it is nearly full, and says whether it did. Done for one of many curves at a time, so
    /// that curves of one length do not all move in the same frame.
    bool makeRoom();
    /// 0 = none, below 1. Computes everything again when it changes.
    void setSmoothing(double weight);

    std::size_t size() const { return m_x.size(); }
    const std::vector<double>& x() const { return m_x; }
    const std::vector<double>& y() const { return m_raw.y; }
    const std::vector<double>& smoothed() const { return m_weight > 0.0 ? m_smooth.y : m_raw.y; }
    std::string name;

    Series decimated(Range visible, std::size_t columns, bool smooth) const;
    /// Smallest and largest finite value with x in `visible` (for a log axis positive ones only); low > high: none.
    Range values(Range visible, bool logarithmic, bool smooth) const;

private:
    /// Extreme finite values of a stretch and the places of the first of equals.
    struct Extremes {
        std::size_t lowest = 0;  ///< the stretch's begin when no value is finite
        std::size_t highest = 0;
        std::size_t gap = 0;  ///< first value that is not finite; the stretch's end when all are
        double low = 0.0;     ///< +infinity when no value is finite
        double high = 0.0;    ///< -infinity then
    };
    struct Line {
        std::vector<double> y;
        std::vector<Extremes> blocks;  ///< of whole blocks of points
        std::vector<Extremes> groups;  ///< of whole groups of blocks: long columns of long curves
        Extremes within(std::size_t begin, std::size_t end) const;
        void extendBlocks();
        void truncateBlocks(std::size_t points);
        void clear();
    };
    bool reserve(std::size_t needed, std::size_t wanted);
    void truncate(std::size_t size);
    void smoothFrom(std::size_t begin);
    std::size_t commonPoints(std::span<const double> x, std::span<const double> y) const;

    std::vector<double> m_x;
    Line m_raw;
    Line m_smooth;
    double m_weight = 0.0;
    bool m_constant = true;    ///< so far: then smoothing changes nothing, not even the last digit
    double m_last = 0.0;       ///< of the recurrence
    double m_remaining = 1.0;  ///< weight^n
};

/// domainOf() and valueRange() for curves, by the same rules.
Range domainOf(std::span<const Curve> curves);
Range valueRange(std::span<const Curve> curves, Range visible, bool logarithmic, bool smooth);

}  // namespace saferscope
