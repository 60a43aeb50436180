// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saferscope {

/// What all other points do to one point in t-SNE, before it is divided by `z` of all points together.
struct Repulsion {
    double x = 0.0;  ///< sum over j of q^2 (x_i - x_j), q = 1 / (1 + distance^2)
    double y = 0.0;
    double z = 0.0;  ///< sum over j of q
};

/// A tree of squares over points in the plane, as Barnes and Hut cut space (Nature 324, 1986; for t-SNE: van der
/// Maaten, JMLR 15, 2014): a square that is far away counts as one heavy point in its middle. Nodes lie in the order a
/// walk visits them, each with the place to go on at when it is taken as a whole, so that a walk needs no stack.
class FeatureMapTree {
public:
    static constexpr double mostTheta = 0.7;  ///< beyond it, a point's own square could count as far away

    /// `points`: x and y of n points, finite. Points in one place cost nothing special. Order n log n, one thread; the
    /// object may be built again and again and reuses its memory.
    void build(std::span<const double> points);

    std::size_t size() const { return m_order.size(); }
    /// The point in a slot of the tree: neighbouring slots are neighbours in the plane, so walking them in this order
    /// keeps the caches warm.
    std::uint32_t pointAt(std::size_t slot) const { return m_order[slot]; }
    /// The point in `slot` against all others. A square of side s in distance d is taken as a whole where s < theta d;
    /// theta 0 gives the exact sums. Any number of threads at once.
    Repulsion repulsion(std::size_t slot, double theta) const;

private:
    struct Node {
        double x = 0.0;  ///< middle of its points
        double y = 0.0;
        double weight = 0.0;
        double squaredSide = 0.0;
        std::uint32_t next = 0;   ///< the node after this one and all below it
        std::uint32_t first = 0;  ///< slots of its points
        std::uint32_t last = 0;
        bool leaf = false;
    };
    void add(std::span<const double> points, std::uint32_t first, std::uint32_t last, double left, double top,
             double side, int depth);

    std::vector<Node> m_nodes;
    std::vector<std::uint32_t> m_order;  ///< slot -> point
    std::vector<double> m_x;             ///< by slot
    std::vector<double> m_y;
};

}  // namespace saferscope
