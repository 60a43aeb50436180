// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_values.h"

#include <array>
#include <cstdint>

namespace saferscope {

/// 100 ways to part the 16 folds into two halves of 8, all different, drawn with a fixed seed so that numbers can be
/// compared between indexes and programs. Bit f of a mask says that fold f is in the first half; fold 0 always is.
constexpr std::size_t foldSplitCount = 100;
const std::array<std::uint16_t, foldSplitCount>& foldSplits();

/// Share of the splits in which the summed differences of both halves have the same sign and neither is 0. The sign of
/// a half's sum of h+ - h- is that of its contrast, whatever its C. About 1/2 on average when the labels say nothing.
double splitHalfAgreement(const std::array<double, FeatureStatistics::folds>& difference);

}  // namespace saferscope
