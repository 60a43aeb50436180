// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope {

enum class DecayShape { Constant, Linear, Cosine };

/// Linear warm-up to `peak`, then a decay to zero at the end of the run. Positions and lengths are in any one unit of
/// work: optimizer steps, or tokens where the steps differ in size.
struct LearningRateSchedule {
    double peak = 0.0;
    double total = 1.0;   ///< work of the whole run
    double warmup = 0.0;  ///< part of it at the start
    DecayShape shape = DecayShape::Cosine;

    /// Learning rate of a step that begins when `before` of the work is done and ends at `after`: the warm-up looks at
    /// the end, so that the first step is not wasted at rate 0; the decay at the beginning, for the sake of the last.
    double at(double before, double after) const;
};

}  // namespace saferscope
