// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/evaluation.h"

#include <cstdint>
#include <span>

namespace saferscope {

/// Area under the ROC curve: the chance that a positive scores above a negative, ties counting half.
struct RocArea {
    double area = 0.5;
    Interval ci;  ///< 95 %, DeLong's variance on the logit scale, so that it stays inside [0, 1]
    std::uint64_t positives = 0;
    std::uint64_t negatives = 0;
    bool defined() const { return positives > 0 && negatives > 0; }
};

/// `labels[i]` != 0: positive. O(n log n) by midranks (DeLong, DeLong & Clarke-Pearson 1988; Sun & Xu 2014). Without a
/// positive or a negative the area is 0.5 with the interval (0, 1). Where the sample separates perfectly, or a class
/// has a single row, DeLong's variance is 0 or unknown and the interval is Newcombe's method 5 (2006). Scores are
/// finite.
RocArea rocArea(std::span<const double> scores, std::span<const std::uint8_t> labels);

}  // namespace saferscope
