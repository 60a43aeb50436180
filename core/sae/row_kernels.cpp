// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/row_kernels.h"

#include "core/sae/parallel_rows.h"

#include <algorithm>
#include <cstring>

namespace saferscope {

namespace {

constexpr std::int64_t lanes = 16;
using Lanes = float __attribute__((vector_size(lanes * sizeof(float))));

}  // namespace

namespace {

// Halves added to halves: a sum of 16 numbers waits for four additions, not for 15.
__attribute__((always_inline)) inline float sumLanes(const Lanes* sums) {
    using Eight = float __attribute__((vector_size(32)));
    using Four = float __attribute__((vector_size(16)));
    Eight eights[2];
    std::memcpy(eights, sums, sizeof eights);
    eights[0] += eights[1];
    Four fours[2];
    std::memcpy(fours, eights, sizeof fours);
    fours[0] += fours[1];
    return (fours[0][0] + fours[0][2]) + (fours[0][1] + fours[0][3]);
}

// `Count` dot products at once; each adds in the same order whatever Count is.
template <std::int64_t Count>
__attribute__((always_inline)) inline void dots(const float* x, const float* const* rows, std::int64_t width,
                                                float* out) {
    Lanes sums[Count] = {};
    std::int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        Lanes left;
        std::memcpy(&left, x + i, sizeof left);
        for (std::int64_t j = 0; j < Count; ++j) {
            Lanes right;
            std::memcpy(&right, rows[j] + i, sizeof right);
            sums[j] += left * right;
        }
    }
    for (std::int64_t j = 0; j < Count; ++j) {
        float total = sumLanes(&sums[j]);
        for (std::int64_t rest = i; rest < width; ++rest) {
            total += x[rest] * rows[j][rest];
        }
        out[j] = total;
    }
}

}  // namespace

SAFERSCOPE_MULTIVERSION
float dotRow(const float* a, const float* b, std::int64_t width) {
    float total = 0.0F;
    dots<1>(a, &b, width, &total);
    return total;
}

SAFERSCOPE_MULTIVERSION
void dotRows(const float* x, const float* const* rows, std::int64_t count, std::int64_t width, float* out) {
    std::int64_t j = 0;
    for (; j + 4 <= count; j += 4) {
        dots<4>(x, rows + j, width, out + j);
    }
    for (; j < count; ++j) {
        dots<1>(x, rows + j, width, out + j);
    }
}

// Four rows at a time: the sum is loaded and stored once for them, and four streams of memory are under way together.
SAFERSCOPE_MULTIVERSION
void addRows(float* __restrict out, const float* scales, const float* const* rows, std::int64_t count,
             std::int64_t width) {
    std::int64_t j = 0;
    for (; j + 4 <= count; j += 4) {
        const float* __restrict a = rows[j];
        const float* __restrict b = rows[j + 1];
        const float* __restrict c = rows[j + 2];
        const float* __restrict d = rows[j + 3];
        const float sa = scales[j];
        const float sb = scales[j + 1];
        const float sc = scales[j + 2];
        const float sd = scales[j + 3];
        for (std::int64_t i = 0; i < width; ++i) {
            out[i] += (sa * a[i] + sb * b[i]) + (sc * c[i] + sd * d[i]);
        }
    }
    for (; j < count; ++j) {
        const float* __restrict row = rows[j];
        const float scale = scales[j];
        for (std::int64_t i = 0; i < width; ++i) {
            out[i] += scale * row[i];
        }
    }
}

void decodeRow(const float* rows, std::int64_t width, const std::int64_t* indices, const float* values,
               std::int64_t count, const float* start, float* out) {
    if (start != nullptr) {
        std::memcpy(out, start, static_cast<std::size_t>(width) * sizeof(float));
    } else {
        std::memset(out, 0, static_cast<std::size_t>(width) * sizeof(float));
    }
    constexpr std::int64_t block = 32;
    const float* selected[block];
    for (std::int64_t begin = 0; begin < count; begin += block) {
        const std::int64_t part = std::min(block, count - begin);
        for (std::int64_t j = 0; j < part; ++j) {
            selected[j] = rows + indices[begin + j] * width;
        }
        addRows(out, values + begin, selected, part, width);
    }
}

void decodeRows(const float* rows, std::int64_t width, const std::int64_t* indices, const float* values,
                std::int64_t tokens, std::int64_t count, const float* start, float* out, int threads) {
    parallelRows(tokens, threads, [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t token = begin; token < end; ++token) {
            decodeRow(rows, width, indices + token * count, values + token * count, count, start, out + token * width);
        }
    });
}

}  // namespace saferscope
