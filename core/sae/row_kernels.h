// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saferscope {

/// Inner loops over float32 rows, vectorised; the order of every sum is fixed, so results do not depend on threads.

/// sum_i a[i] * b[i]
float dotRow(const float* a, const float* b, std::int64_t width);

/// out[j] = dotRow(x, rows[j], width), bit for bit, for j < count: several rows at a time, so that a sum need not wait
/// for its own last addition.
void dotRows(const float* x, const float* const* rows, std::int64_t count, std::int64_t width, float* out);

/// out[i] += sum_j scales[j] * rows[j][i]
void addRows(float* out, const float* scales, const float* const* rows, std::int64_t count, std::int64_t width);

/// out = start + sum_j values[j] * rows[indices[j]], with rows [*, width]. `start` may be null (zeros).
void decodeRow(const float* rows, std::int64_t width, const std::int64_t* indices, const float* values,
               std::int64_t count, const float* start, float* out);

/// The same for `tokens` rows of indices and values [tokens, count] into out [tokens, width].
void decodeRows(const float* rows, std::int64_t width, const std::int64_t* indices, const float* values,
                std::int64_t tokens, std::int64_t count, const float* start, float* out, int threads);

}  // namespace saferscope
