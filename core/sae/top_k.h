// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace saferscope {

struct RankedValue {
    float value;
    std::int64_t column;
};

/// The order of every top k: NaN first, then descending values, equal ones by ascending column. A total order.
inline bool ranksBefore(const RankedValue& a, const RankedValue& b) {
    const bool aNan = std::isnan(a.value);
    const bool bNan = std::isnan(b.value);
    if (aNan != bNan) {
        return aNan;
    }
    if (!aNan && a.value != b.value) {
        return a.value > b.value;
    }
    return a.column < b.column;
}

/// Largest value of every group of 16 columns of a row; a group with a NaN gets a NaN or any of its values.
constexpr std::int64_t groupColumns = 16;
void groupMaxima(const float* row, std::int64_t groups, float* maxima);
/// Whether no value is NaN or infinite.
bool allNumbers(const float* row, std::int64_t columns);

/// The k largest values of each row of `data` [rows, columns], by descending value; equal values in ascending column
/// order, so the choice is the same everywhere. NaN counts as larger than any number. Exact.
/// indices and values: [rows, k]. Needs 1 <= k <= columns.
void selectTopK(const float* data, std::int64_t rows, std::int64_t columns, std::int64_t k, std::int64_t* indices,
                float* values, int threads);

}  // namespace saferscope
