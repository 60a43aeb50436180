// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace saferscope {

std::vector<double> smoothExponentially(std::span<const double> y, double weight) {
    std::vector<double> out(y.begin(), y.end());
    const bool constant = std::all_of(y.begin(), y.end(), [&](double value) { return value == y.front(); });
    if (constant || !(weight > 0.0) || weight >= 1.0) {
        return out;
    }
    double last = 0.0;
    double remaining = 1.0;  // weight^n
    for (double& value : out) {
        if (!std::isfinite(value)) {
            continue;
        }
        last = last * weight + (1.0 - weight) * value;
        remaining *= weight;
        value = last / (1.0 - remaining);
    }
    return out;
}

Series decimate(const Series& series, Range visible, std::size_t columns) {
    Series out;
    out.name = series.name;
    const std::vector<double>& x = series.x;
    std::size_t begin = static_cast<std::size_t>(std::lower_bound(x.begin(), x.end(), visible.low) - x.begin());
    std::size_t end = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), visible.high) - x.begin());
    begin = begin > 0 ? begin - 1 : 0;
    end = std::min(end + 1, x.size());
    const auto keep = [&](std::size_t i) {
        out.x.push_back(x[i]);
        out.y.push_back(series.y[i]);
    };
    if (columns == 0 || !(visible.size() > 0.0) || end - begin <= columns * 4) {
        for (std::size_t i = begin; i < end; ++i) {
            keep(i);
        }
        return out;
    }
    const double width = visible.size() / static_cast<double>(columns);
    const auto columnOf = [&](std::size_t i) { return std::floor((x[i] - visible.low) / width); };
    for (std::size_t i = begin; i < end;) {
        std::size_t last = i;
        std::size_t lowest = i;
        std::size_t highest = i;
        std::size_t gap = end;
        for (; last < end && columnOf(last) == columnOf(i); ++last) {
            const double value = series.y[last];
            if (!std::isfinite(value)) {
                gap = std::min(gap, last);
            } else {
                // The first of a column may be infinite: that is a gap, never its highest point.
                lowest = !(std::isfinite(series.y[lowest]) && series.y[lowest] <= value) ? last : lowest;
                highest = !(std::isfinite(series.y[highest]) && series.y[highest] >= value) ? last : highest;
            }
        }
        std::vector<std::size_t> kept = {i, lowest, highest, last - 1};
        if (gap < end) {
            kept.push_back(gap);
        }
        std::sort(kept.begin(), kept.end());
        kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
        std::for_each(kept.begin(), kept.end(), keep);
        i = last;
    }
    return out;
}

Range valueRange(std::span<const Series> series, Range visible, bool logarithmic) {
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const Series& one : series) {
        for (std::size_t i = 0; i < one.x.size(); ++i) {
            const double value = one.y[i];
            if (one.x[i] < visible.low || one.x[i] > visible.high || !std::isfinite(value) ||
                (logarithmic && value <= 0.0)) {
                continue;
            }
            range.low = std::min(range.low, value);
            range.high = std::max(range.high, value);
        }
    }
    if (range.low > range.high) {
        return logarithmic ? Range{0.1, 1.0} : Range{0.0, 1.0};
    }
    if (range.low == range.high) {
        if (logarithmic) {
            return {range.low / 2.0, range.high * 2.0};
        }
        const double half = range.low == 0.0 ? 1.0 : std::abs(range.low) / 2.0;
        return {range.low - half, range.high + half};
    }
    return range;
}

Range domainOf(std::span<const Series> series) {
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const Series& one : series) {
        if (!one.x.empty()) {
            range.low = std::min(range.low, one.x.front());
            range.high = std::max(range.high, one.x.back());
        }
    }
    if (range.low > range.high) {
        return {0.0, 1.0};
    }
    return range.low == range.high ? Range{range.low - 0.5, range.high + 0.5} : range;
}

Range padded(Range range, bool logarithmic) {
    if (logarithmic) {
        const double air = std::pow(range.high / range.low, 0.05);
        return {range.low / air, range.high * air};
    }
    return {range.low - 0.05 * range.size(), range.high + 0.05 * range.size()};
}

std::size_t nearestIndex(std::span<const double> x, double value) {
    const auto after = std::lower_bound(x.begin(), x.end(), value);
    if (after == x.begin()) {
        return 0;
    }
    const std::size_t right = static_cast<std::size_t>(after - x.begin());
    if (right == x.size()) {
        return x.size() - 1;
    }
    return value - x[right - 1] <= x[right] - value ? right - 1 : right;
}

}  // namespace saferscope
