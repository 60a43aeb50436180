// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// Loops over float32 in ordinary memory, rows dense. Each uses libtorch's intra-op threads; results do not depend on
/// their number.
namespace saferscope::kernels {

/// y = x * scale * weight with scale[row] = 1 / sqrt(mean(x^2) + eps), which is kept for the derivative.
void rmsNorm(const float* x, const float* weight, float eps, std::int64_t rows, std::int64_t width, float* y,
             float* scale);

/// Derivatives of the above; dx = scale (dy weight) - x scale^3 mean(dy weight x), dweight = sum over rows of dy x
/// scale.
void rmsNormBackward(const float* dy, const float* x, const float* weight, const float* scale, std::int64_t rows,
                     std::int64_t width, float* dx, float* dweight);

/// Derivatives of y = g sigmoid(g) u for rows [g, u] of 2 width numbers: dg = dy u s (1 + g (1 - s)), du = dy g s;
/// `sigmoid` [rows, width] holds s = sigmoid(g).
void swigluBackward(const float* dy, const float* gateUp, const float* sigmoid, std::int64_t rows, std::int64_t width,
                    float* dgateUp);

}  // namespace saferscope::kernels
