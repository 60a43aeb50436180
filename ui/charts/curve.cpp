// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace saferscope {
namespace {

constexpr std::size_t blockPoints = 16;  // a column of pixels is scanned at its two ends only, some eight points each
constexpr std::size_t groupPoints = 16 * blockPoints;
constexpr double none = std::numeric_limits<double>::infinity();

/// First i in [begin, end) for which `goesOn(i)` no longer holds, goesOn(begin) taken for granted; looks around `guess`
/// in growing steps, then halves. A good guess costs a few looks at neighbours.
template <class GoesOn>
std::size_t firstAfter(std::size_t begin, std::size_t end, std::size_t guess, GoesOn goesOn) {
    std::size_t inside = begin;
    std::size_t outside = end;
    const std::size_t start = std::clamp(guess, begin + 1, end) - 1;
    if (start == begin || goesOn(start)) {
        inside = start;
        for (std::size_t step = 1; inside + step < end; step *= 2) {
            if (!goesOn(inside + step)) {
                outside = inside + step;
                break;
            }
            inside += step;
        }
    } else {
        outside = start;
        for (std::size_t step = 1; outside > begin + step; step *= 2) {
            if (goesOn(outside - step)) {
                inside = outside - step;
                break;
            }
            outside -= step;
        }
    }
    while (outside - inside > 1) {
        const std::size_t middle = inside + (outside - inside) / 2;
        (goesOn(middle) ? inside : outside) = middle;
    }
    return outside;
}

}  // namespace

Curve::Curve(const Series& series) : name(series.name) { follow(series.x, series.y); }

Curve::Extremes Curve::Line::within(std::size_t begin, std::size_t end) const {
    Extremes found{begin, begin, end, none, -none};
    const auto take = [&found](const Extremes& part, std::size_t partEnd) {
        if (part.low < found.low) {
            found.low = part.low;
            found.lowest = part.lowest;
        }
        if (part.high > found.high) {
            found.high = part.high;
            found.highest = part.highest;
        }
        found.gap = part.gap < partEnd ? std::min(found.gap, part.gap) : found.gap;
    };
    for (std::size_t i = begin; i < end;) {
        const std::size_t block = i / blockPoints;
        const std::size_t group = i / groupPoints;
        if (i % groupPoints == 0 && i + groupPoints <= end && group < groups.size()) {
            i += groupPoints;
            take(groups[group], i);
        } else if (i % blockPoints == 0 && i + blockPoints <= end && block < blocks.size()) {
            i += blockPoints;
            take(blocks[block], i);
        } else {
            for (const std::size_t stop = std::min(end, (block + 1) * blockPoints); i < stop; ++i) {
                const double value = y[i];
                if (!std::isfinite(value)) {
                    found.gap = std::min(found.gap, i);
                    continue;
                }
                if (value < found.low) {
                    found.low = value;
                    found.lowest = i;
                }
                if (value > found.high) {
                    found.high = value;
                    found.highest = i;
                }
            }
        }
    }
    return found;
}

void Curve::Line::extendBlocks() {
    truncateBlocks(y.size());
    while ((blocks.size() + 1) * blockPoints <= y.size()) {
        const std::size_t begin = blocks.size() * blockPoints;
        blocks.push_back(within(begin, begin + blockPoints));
    }
    while ((groups.size() + 1) * groupPoints <= y.size()) {
        const std::size_t begin = groups.size() * groupPoints;
        groups.push_back(within(begin, begin + groupPoints));
    }
}

void Curve::Line::truncateBlocks(std::size_t points) {
    blocks.resize(std::min(blocks.size(), points / blockPoints));
    groups.resize(std::min(groups.size(), points / groupPoints));
}

void Curve::Line::clear() {
    y.clear();
    truncateBlocks(0);
}

std::size_t Curve::commonPoints(std::span<const double> x, std::span<const double> y) const {
    const auto same = [&](std::size_t i) {
        const bool equal = m_raw.y[i] == y[i] || (std::isnan(m_raw.y[i]) && std::isnan(y[i]));
        return m_x[i] == x[i] && equal;
    };
    const std::size_t both = std::min(m_x.size(), x.size());
    if (both == 0 || !same(0)) {
        return 0;
    }
    return same(both - 1) ? both : firstAfter(0, both, 1, same);
}

void Curve::truncate(std::size_t size) {
    m_x.resize(size);
    m_raw.y.resize(size);
    m_raw.truncateBlocks(size);
}

void Curve::follow(std::span<const double> x, std::span<const double> y) {
    const std::size_t common = commonPoints(x, y);
    const bool shorter = common < m_x.size();
    if (shorter) {
        truncate(common);
    }
    reserve(x.size(), x.size() + x.size() / 2);
    m_x.insert(m_x.end(), x.begin() + static_cast<std::ptrdiff_t>(common), x.end());
    m_raw.y.insert(m_raw.y.end(), y.begin() + static_cast<std::ptrdiff_t>(common), y.end());
    m_raw.extendBlocks();
    smoothFrom(shorter ? 0 : common);
}

/// Room for `wanted` points if there is none for `needed`.
bool Curve::reserve(std::size_t needed, std::size_t wanted) {
    if (m_x.capacity() >= needed && m_raw.y.capacity() >= needed) {
        return false;
    }
    m_x.reserve(wanted);
    m_raw.y.reserve(wanted);
    if (m_weight > 0.0) {
        m_smooth.y.reserve(wanted);
    }
    return true;
}

bool Curve::makeRoom() { return reserve(size() + size() / 8, size() * 2); }

void Curve::setSmoothing(double weight) {
    const double wanted = weight > 0.0 && weight < 1.0 ? weight : 0.0;
    if (wanted != m_weight) {
        m_weight = wanted;
        smoothFrom(0);
    }
}

void Curve::smoothFrom(std::size_t begin) {
    const std::vector<double>& y = m_raw.y;
    if (begin == 0) {
        m_smooth.clear();
        m_constant = true;
        m_last = 0.0;
        m_remaining = 1.0;
    }
    if (m_weight == 0.0 || begin >= y.size()) {
        return;
    }
    const bool wasConstant = m_constant;
    m_constant = m_constant && std::all_of(y.begin() + static_cast<std::ptrdiff_t>(begin), y.end(),
                                           [&](double value) { return value == y.front(); });
    if (wasConstant && !m_constant) {
        begin = 0;  // what was passed through so far has to be smoothed after all
        m_smooth.clear();
    }
    m_smooth.y.reserve(m_raw.y.capacity());
    m_smooth.y.insert(m_smooth.y.end(), y.begin() + static_cast<std::ptrdiff_t>(begin), y.end());
    if (!m_constant) {
        for (std::size_t i = begin; i < y.size(); ++i) {
            if (std::isfinite(y[i])) {
                m_last = m_last * m_weight + (1.0 - m_weight) * y[i];
                m_remaining *= m_weight;
                m_smooth.y[i] = m_last / (1.0 - m_remaining);
            }
        }
    }
    m_smooth.extendBlocks();
}

Series Curve::decimated(Range visible, std::size_t columns, bool smooth) const {
    const Line& line = smooth && m_weight > 0.0 ? m_smooth : m_raw;
    Series out;
    out.name = name;
    auto begin = static_cast<std::size_t>(std::lower_bound(m_x.begin(), m_x.end(), visible.low) - m_x.begin());
    auto end = static_cast<std::size_t>(std::upper_bound(m_x.begin(), m_x.end(), visible.high) - m_x.begin());
    begin = begin > 0 ? begin - 1 : 0;
    end = std::min(end + 1, m_x.size());
    const auto keep = [&](std::size_t i) {
        out.x.push_back(m_x[i]);
        out.y.push_back(line.y[i]);
    };
    if (columns == 0 || !(visible.size() > 0.0) || end - begin <= columns * 4) {
        for (std::size_t i = begin; i < end; ++i) {
            keep(i);
        }
        return out;
    }
    const double width = visible.size() / static_cast<double>(columns);
    const auto columnOf = [&](std::size_t i) { return std::floor((m_x[i] - visible.low) / width); };
    std::size_t points = 1;  // in the column before: the next has about as many
    for (std::size_t i = begin; i < end;) {
        const double column = columnOf(i);
        const std::size_t last = firstAfter(i, end, i + points, [&](std::size_t at) { return columnOf(at) == column; });
        points = last - i;
        const Extremes found = line.within(i, last);
        std::array<std::size_t, 5> kept = {i, found.lowest, found.highest, last - 1, i};
        std::size_t count = 4;
        if (found.gap < last) {
            kept[count++] = found.gap;
        }
        std::sort(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(count));
        const auto unique = std::unique(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(count));
        std::for_each(kept.begin(), unique, keep);
        i = last;
    }
    return out;
}

Range Curve::values(Range visible, bool logarithmic, bool smooth) const {
    const Line& line = smooth && m_weight > 0.0 ? m_smooth : m_raw;
    const auto begin = static_cast<std::size_t>(std::lower_bound(m_x.begin(), m_x.end(), visible.low) - m_x.begin());
    const auto end = static_cast<std::size_t>(std::upper_bound(m_x.begin(), m_x.end(), visible.high) - m_x.begin());
    Range range{none, -none};
    const auto take = [&](double value) {
        if (std::isfinite(value) && !(logarithmic && value <= 0.0)) {
            range.low = std::min(range.low, value);
            range.high = std::max(range.high, value);
        }
    };
    if (begin >= end) {
        return range;
    }
    const Extremes found = line.within(begin, end);
    take(found.high);
    if (!logarithmic || found.low > 0.0) {
        take(found.low);
        return range;
    }
    std::for_each(line.y.begin() + static_cast<std::ptrdiff_t>(begin),  // a log axis over values down to zero: rare
                  line.y.begin() + static_cast<std::ptrdiff_t>(end), take);
    return range;
}

Range domainOf(std::span<const Curve> curves) {
    std::vector<Series> ends;
    for (const Curve& curve : curves) {
        if (curve.size() > 0) {
            ends.push_back({{}, {curve.x().front(), curve.x().back()}, {}});
        }
    }
    return domainOf(std::span<const Series>(ends));
}

Range valueRange(std::span<const Curve> curves, Range visible, bool logarithmic, bool smooth) {
    Series extremes;
    for (const Curve& curve : curves) {
        const Range values = curve.values(visible, logarithmic, smooth);
        if (values.low <= values.high) {
            extremes.x.insert(extremes.x.end(), {visible.low, visible.low});
            extremes.y.insert(extremes.y.end(), {values.low, values.high});
        }
    }
    return valueRange(std::span(&extremes, 1), visible, logarithmic);
}

}  // namespace saferscope
