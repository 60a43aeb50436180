// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with -O3 -fopenmp-simd (CMakeLists.txt): the pragmas allow the compiler to reorder these sums, no others.
#include "core/model/cpu_kernels.h"

#include "core/base/multiversion.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>

namespace saferscope::kernels {

namespace {

/// Rows per task: at least about 32,000 numbers, so that starting a thread pays.
std::int64_t grain(std::int64_t width) { return std::max<std::int64_t>(1, 32768 / std::max<std::int64_t>(1, width)); }

SAFERSCOPE_MULTIVERSION
void rmsNormRow(const float* x, const float* weight, float eps, std::int64_t width, float* y, float* scale) {
    float squares = 0.0f;
#pragma omp simd reduction(+ : squares)
    for (std::int64_t i = 0; i < width; ++i) {
        squares += x[i] * x[i];
    }
    const float factor = 1.0f / std::sqrt(squares / static_cast<float>(width) + eps);
    *scale = factor;
#pragma omp simd
    for (std::int64_t i = 0; i < width; ++i) {
        y[i] = x[i] * factor * weight[i];
    }
}

SAFERSCOPE_MULTIVERSION
void rmsNormRowBackward(const float* dy, const float* x, const float* weight, float scale, std::int64_t width,
                        float* dx) {
    float product = 0.0f;
#pragma omp simd reduction(+ : product)
    for (std::int64_t i = 0; i < width; ++i) {
        product += dy[i] * weight[i] * x[i];
    }
    const float pull = product * scale * scale * scale / static_cast<float>(width);
#pragma omp simd
    for (std::int64_t i = 0; i < width; ++i) {
        dx[i] = scale * dy[i] * weight[i] - pull * x[i];
    }
}

/// Columns [begin, end) of the weight's gradient: each is summed over the rows in order, whoever does it.
SAFERSCOPE_MULTIVERSION
void rmsNormWeightBackward(const float* dy, const float* x, const float* scale, std::int64_t rows, std::int64_t width,
                           std::int64_t begin, std::int64_t end, float* dweight) {
    std::fill(dweight + begin, dweight + end, 0.0f);
    for (std::int64_t row = 0; row < rows; ++row) {
        const float* dyRow = dy + row * width;
        const float* xRow = x + row * width;
#pragma omp simd
        for (std::int64_t i = begin; i < end; ++i) {
            dweight[i] += dyRow[i] * xRow[i] * scale[row];
        }
    }
}

SAFERSCOPE_MULTIVERSION
void swigluRowBackward(const float* dy, const float* gate, const float* up, const float* sigmoid, std::int64_t width,
                       float* dgate, float* dup) {
#pragma omp simd
    for (std::int64_t i = 0; i < width; ++i) {
        const float silu = gate[i] * sigmoid[i];
        dgate[i] = dy[i] * up[i] * (sigmoid[i] + silu * (1.0f - sigmoid[i]));
        dup[i] = dy[i] * silu;
    }
}

}  // namespace

void rmsNorm(const float* x, const float* weight, float eps, std::int64_t rows, std::int64_t width, float* y,
             float* scale) {
    at::parallel_for(0, rows, grain(width), [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            rmsNormRow(x + row * width, weight, eps, width, y + row * width, scale + row);
        }
    });
}

void rmsNormBackward(const float* dy, const float* x, const float* weight, const float* scale, std::int64_t rows,
                     std::int64_t width, float* dx, float* dweight) {
    at::parallel_for(0, rows, grain(width), [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            rmsNormRowBackward(dy + row * width, x + row * width, weight, scale[row], width, dx + row * width);
        }
    });
    at::parallel_for(0, width, std::max<std::int64_t>(16, grain(rows)), [=](std::int64_t begin, std::int64_t end) {
        rmsNormWeightBackward(dy, x, scale, rows, width, begin, end, dweight);
    });
}

void swigluBackward(const float* dy, const float* gateUp, const float* sigmoid, std::int64_t rows, std::int64_t width,
                    float* dgateUp) {
    at::parallel_for(0, rows, grain(width), [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const float* gate = gateUp + row * 2 * width;
            float* dgate = dgateUp + row * 2 * width;
            swigluRowBackward(dy + row * width, gate, gate + width, sigmoid + row * width, width, dgate, dgate + width);
        }
    });
}

}  // namespace saferscope::kernels
