// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace saferscope {

/// Pearson's correlation of two series of the same length; 0 when a side does not vary.
double pearson(std::span<const double> a, std::span<const double> b);

/// Spearman's: Pearson's of the ranks, ties sharing their mean rank; 0 when a side does not vary.
double spearman(std::span<const double> a, std::span<const double> b);

}  // namespace saferscope
