// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sweep_table.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

std::vector<SweepFlip> sweepFlips(const Sweep& sweep, std::span<const CellVerdicts> verdicts, Strategy strategy,
                                  double ratio) {
    std::vector<SweepFlip> flips;
    const auto table = sweepTable(sweep, verdicts);
    if (!table) {
        return flips;
    }
    std::vector<std::pair<std::size_t, std::size_t>> cells;  // {now, baseline}
    for (const auto& group : table->groups) {
        if (group.kind != CellKind::Changed || group.strategy != strategy || !sameRatio(group.ratio, ratio)) {
            continue;
        }
        for (const std::size_t cell : table->evaluated(group)) {
            if (const auto baseline = table->baselineOf(sweep.cells[cell].seed, sweep)) {
                cells.emplace_back(cell, *baseline);
            }
        }
    }
    for (std::size_t i = 0; i < table->pairs.size(); ++i) {
        SweepFlip flip{table->pairs[i].id, table->pairs[i].subset, 0, 0, 0.0, 0.0};
        double count = 0.0;
        for (const auto& [cell, baseline] : cells) {
            const ScoredPair* now = table->pair(cell, i);
            const ScoredPair* before = table->pair(baseline, i);
            if (now == nullptr || before == nullptr) {
                continue;
            }
            const bool right = now->chosen > now->rejected;
            const bool was = before->chosen > before->rejected;
            flip.gained += right && !was ? 1 : 0;
            flip.lost += !right && was ? 1 : 0;
            flip.after += now->chosen - now->rejected;
            flip.before += before->chosen - before->rejected;
            count += 1.0;
        }
        if (flip.gained + flip.lost > 0) {
            flip.after /= count;
            flip.before /= count;
            flips.push_back(std::move(flip));
        }
    }
    // A pair that half the seeds gain and the other half lose agrees on nothing.
    const auto agreed = [](const SweepFlip& flip) {
        return std::abs(static_cast<std::int64_t>(flip.gained) - static_cast<std::int64_t>(flip.lost));
    };
    std::stable_sort(flips.begin(), flips.end(), [&](const SweepFlip& left, const SweepFlip& right) {
        return agreed(left) != agreed(right)
                   ? agreed(left) > agreed(right)
                   : std::abs(left.after - left.before) > std::abs(right.after - right.before);
    });
    return flips;
}

}  // namespace saferscope
