// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/row_kernels.h"

#include "core/sae/parallel_rows.h"

#include <cstring>

namespace saferscope {

namespace {

constexpr std::int64_t lanes = 16;
using Lanes = float __attribute__((vector_size(lanes * sizeof(float))));

}  // namespace

SAFERSCOPE_MULTIVERSION
float dotRow(const float* a, const float* b, std::int64_t width) {
    Lanes sum = {};
    std::int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        Lanes left;
        Lanes right;
        std::memcpy(&left, a + i, sizeof left);
        std::memcpy(&right, b + i, sizeof right);
        sum += left * right;
    }
    float total = 0.0F;
    for (std::int64_t lane = 0; lane < lanes; ++lane) {
        total += sum[lane];
    }
    for (; i < width; ++i) {
        total += a[i] * b[i];
    }
    return total;
}

SAFERSCOPE_MULTIVERSION
void addRow(float* out, float scale, const float* row, std::int64_t width) {
    for (std::int64_t i = 0; i < width; ++i) {
        out[i] += scale * row[i];
    }
}

SAFERSCOPE_MULTIVERSION
void decodeRow(const float* rows, std::int64_t width, const std::int64_t* indices, const float* values,
               std::int64_t count, const float* start, float* out) {
    if (start != nullptr) {
        std::memcpy(out, start, static_cast<std::size_t>(width) * sizeof(float));
    } else {
        std::memset(out, 0, static_cast<std::size_t>(width) * sizeof(float));
    }
    for (std::int64_t j = 0; j < count; ++j) {
        const float* row = rows + indices[j] * width;
        const float value = values[j];
        for (std::int64_t i = 0; i < width; ++i) {
            out[i] += value * row[i];
        }
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
