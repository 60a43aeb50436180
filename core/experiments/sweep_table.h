// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep_results.h"

namespace saferscope {

/// The verdicts of a sweep side by side, pairs matched by id. Internal to the results of sweeps.
struct SweepTable {
    /// Cells of one strategy and ratio, of the baseline or of the reference.
    struct Group {
        CellKind kind = CellKind::Baseline;
        Strategy strategy = Strategy::Safer;
        double ratio = 0.0;
        std::vector<std::size_t> cells;  ///< all of them, in the order of Sweep::cells
    };
    static constexpr std::uint32_t absent = 0xffffffffu;

    std::vector<ScoredPair>
        pairs;  ///< every pair of any model, in the order first met; their rewards mean nothing here
    std::vector<std::optional<StyleCell>> styles;  ///< empty or one per pair
    std::vector<Group> groups;                     ///< baseline, reference, then as the spec names them
    std::vector<SuiteGroup> sections;              ///< "overall" first
    std::vector<const CellVerdicts*> verdicts;     ///< per cell; nullptr: not evaluated
    /// Per cell: where each of `pairs` stands in its file, or `absent`. Shared by cells that share a file.
    std::vector<std::shared_ptr<const std::vector<std::uint32_t>>> positions;
    std::size_t cellsDone = 0;

    const ScoredPair* pair(std::size_t cell, std::size_t index) const;
    std::vector<std::size_t> evaluated(const Group& group) const;  ///< its cells that have verdicts
    const Group* baseline() const;
    /// The baseline's evaluated cell of a seed.
    std::optional<std::size_t> baselineOf(std::uint64_t seed, const Sweep& sweep) const;
};

/// Whether two ratios are the same one; they are decimal numbers that went through JSON.
bool sameRatio(double left, double right);

/// Fails on a suite that is not known and on verdicts of cells that the sweep does not have or that come twice.
/// `verdicts` must live as long as the table.
Result<SweepTable> sweepTable(const Sweep& sweep, std::span<const CellVerdicts> verdicts);

}  // namespace saferscope
