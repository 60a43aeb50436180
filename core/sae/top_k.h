// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saferscope {

/// The k largest values of each row of `data` [rows, columns], by descending value; equal values in ascending column
/// order, so the choice is the same everywhere. NaN counts as larger than any number. Exact.
/// indices and values: [rows, k]. Needs 1 <= k <= columns.
void selectTopK(const float* data, std::int64_t rows, std::int64_t columns, std::int64_t k, std::int64_t* indices,
                float* values, int threads);

}  // namespace saferscope
