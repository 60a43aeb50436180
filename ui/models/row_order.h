// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace saferscope {

/// Row numbers sorted by a key, ties by row number so that the order is the same every time. NaN keys come last either
/// way: a missing number is neither small nor large.
void sortRows(std::vector<std::uint32_t>& rows, const std::function<double(std::uint32_t)>& key, bool descending);

}  // namespace saferscope
