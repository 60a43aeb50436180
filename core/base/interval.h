// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope {

/// Half the width of a 95 % interval in standard errors: the 97.5 % point of the standard normal distribution.
inline constexpr double z95 = 1.959963984540054;

/// A confidence interval, 95 % unless its owner says otherwise.
struct Interval {
    double low = 0.0;
    double high = 0.0;
};

}  // namespace saferscope
