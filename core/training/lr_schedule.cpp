// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/lr_schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saferscope {

double LearningRateSchedule::at(double before, double after) const {
    if (after < warmup) {
        return peak * after / warmup;
    }
    const double length = total - warmup;
    const double done = length > 0.0 ? std::clamp((before - warmup) / length, 0.0, 1.0) : 0.0;
    switch (shape) {
        case DecayShape::Constant:
            return peak;
        case DecayShape::Linear:
            return peak * (1.0 - done);
        case DecayShape::Cosine:
            return peak * 0.5 * (1.0 + std::cos(std::numbers::pi * done));
    }
    return peak;
}

}  // namespace saferscope
