// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_map_tree.h"

#include <algorithm>
#include <numeric>

namespace saferscope {

namespace {

constexpr std::uint32_t leafPoints = 8;  // cheaper to visit one by one than to cut further
constexpr int deepest = 40;              // points in one place never come apart

}  // namespace

void FeatureMapTree::build(std::span<const double> points) {
    const std::size_t count = points.size() / 2;
    if (m_order.size() != count) {
        m_order.resize(count);
        std::iota(m_order.begin(), m_order.end(), 0u);
    }
    m_nodes.clear();
    m_x.resize(count);
    m_y.resize(count);
    if (count == 0) {
        return;
    }
    double low[2] = {points[0], points[1]};
    double high[2] = {points[0], points[1]};
    for (std::size_t i = 0; i < count; ++i) {
        for (int axis = 0; axis < 2; ++axis) {
            low[axis] = std::min(low[axis], points[2 * i + static_cast<std::size_t>(axis)]);
            high[axis] = std::max(high[axis], points[2 * i + static_cast<std::size_t>(axis)]);
        }
    }
    add(points, 0, static_cast<std::uint32_t>(count), low[0], low[1], std::max(high[0] - low[0], high[1] - low[1]), 0);
    for (std::size_t slot = 0; slot < count; ++slot) {
        const std::size_t point = m_order[slot];
        m_x[slot] = points[2 * point];
        m_y[slot] = points[2 * point + 1];
    }
}

void FeatureMapTree::add(std::span<const double> points, std::uint32_t first, std::uint32_t last, double left,
                         double top, double side, int depth) {
    const std::size_t self = m_nodes.size();
    m_nodes.emplace_back();
    Node node;
    for (std::uint32_t slot = first; slot < last; ++slot) {
        const std::size_t point = m_order[slot];
        node.x += points[2 * point];
        node.y += points[2 * point + 1];
    }
    node.weight = static_cast<double>(last - first);
    node.x /= node.weight;
    node.y /= node.weight;
    node.squaredSide = side * side;
    node.first = first;
    node.last = last;
    node.leaf = last - first <= leafPoints || depth == deepest;
    if (!node.leaf) {
        const double half = side / 2;
        const auto below = [&](std::size_t axis, double cut) {
            return [&points, axis, cut](std::size_t point) { return points[2 * point + axis] < cut; };
        };
        const auto at = [this](std::uint32_t slot) { return m_order.begin() + slot; };
        const auto middle = std::partition(at(first), at(last), below(1, top + half));
        const auto upper = std::partition(at(first), middle, below(0, left + half));
        const auto lower = std::partition(middle, at(last), below(0, left + half));
        const auto slotOf = [this](auto place) { return static_cast<std::uint32_t>(place - m_order.begin()); };
        const std::uint32_t cuts[5] = {first, slotOf(upper), slotOf(middle), slotOf(lower), last};
        for (int quarter = 0; quarter < 4; ++quarter) {
            if (cuts[quarter] < cuts[quarter + 1]) {
                const double right = quarter % 2 == 1 ? half : 0.0;
                const double down = quarter >= 2 ? half : 0.0;
                add(points, cuts[quarter], cuts[quarter + 1], left + right, top + down, half, depth + 1);
            }
        }
    }
    node.next = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes[self] = node;
}

Repulsion FeatureMapTree::repulsion(std::size_t slot, double theta) const {
    const double x = m_x[slot];
    const double y = m_y[slot];
    const double squaredTheta = theta * theta;
    Repulsion sum;
    const auto end = static_cast<std::uint32_t>(m_nodes.size());
    for (std::uint32_t at = 0; at < end;) {
        const Node& node = m_nodes[at];
        const double dx = x - node.x;
        const double dy = y - node.y;
        const double squared = dx * dx + dy * dy;
        if (node.squaredSide < squaredTheta * squared) {
            const double q = 1.0 / (1.0 + squared);
            const double push = node.weight * q * q;
            sum.x += push * dx;
            sum.y += push * dy;
            sum.z += node.weight * q;
            at = node.next;
        } else if (node.leaf) {
            for (std::uint32_t other = node.first; other < node.last; ++other) {
                if (other == slot) {
                    continue;
                }
                const double ox = x - m_x[other];
                const double oy = y - m_y[other];
                const double q = 1.0 / (1.0 + ox * ox + oy * oy);
                sum.x += q * q * ox;
                sum.y += q * q * oy;
                sum.z += q;
            }
            at = node.next;
        } else {
            ++at;
        }
    }
    return sum;
}

}  // namespace saferscope
