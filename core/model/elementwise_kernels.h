// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/tree_attention_kernels.h"

#include <cstdint>

/// Inference between the matrix products: rows of float32 or bfloat16 (T: float or Bfloat16Bits), dense, computed in
/// float32 and rounded once. Each uses libtorch's intra-op threads; results do not depend on their number.
namespace saferscope::kernels {

/// y = x / sqrt(mean(x^2) + eps) * weight over rows of `width` numbers.
template <class In, class Out>
void rmsNormRows(const In* x, const float* weight, float eps, std::int64_t rows, std::int64_t width, Out* y);

/// y [rows, width] = g / (1 + e^-g) * u for rows [g, u] of 2 width numbers.
template <class T>
void swigluRows(const T* gateUp, std::int64_t rows, std::int64_t width, T* y);

/// The same with g / 2 (1 + tanh(sqrt(2 / pi) (g + 0.044715 g^3))) for g / (1 + e^-g).
template <class T>
void gegluRows(const T* gateUp, std::int64_t rows, std::int64_t width, T* y);

/// rmsNormRows() in place over every one of `heads` stretches of headDim numbers that begin each row; rows lie `stride`
/// numbers apart.
template <class T>
void rmsNormHeads(T* x, std::int64_t stride, const float* weight, float eps, std::int64_t rows, std::int64_t heads,
                  std::int64_t headDim);

/// e^x as the loops here and in attention compute it (vector_code.inc says how exactly); count: a multiple of 16.
void exponentialEach(const float* x, std::int64_t count, float* y);

}  // namespace saferscope::kernels
