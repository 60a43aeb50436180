// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with -O3 -fopenmp-simd (CMakeLists.txt).
#include "core/model/elementwise_kernels.h"

#include <ATen/Parallel.h>
#include <algorithm>

#define SAFERSCOPE_VECTOR_NAMESPACE saferscope::kernels
#define SAFERSCOPE_VECTOR_CODE "core/model/elementwise_code.inc"
#include "core/model/vector_targets.inc"

namespace saferscope::kernels {

namespace {

/// Rows per task: at least about 32,000 numbers, so that starting a thread pays.
std::int64_t grain(std::int64_t width) { return std::max<std::int64_t>(1, 32768 / std::max<std::int64_t>(1, width)); }

}  // namespace

template <class In, class Out>
void rmsNormRows(const In* x, const float* weight, float eps, std::int64_t rows, std::int64_t width, Out* y) {
    at::parallel_for(0, rows, grain(width), [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            SAFERSCOPE_VECTOR_CALL(rmsNormRow(x + row * width, weight, eps, width, y + row * width));
        }
    });
}

template <class T>
void swigluRows(const T* gateUp, std::int64_t rows, std::int64_t width, T* y) {
    at::parallel_for(0, rows, grain(width), [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const T* gate = gateUp + row * 2 * width;
            SAFERSCOPE_VECTOR_CALL(gatedRow<false>(gate, gate + width, width, y + row * width));
        }
    });
}

template <class T>
void gegluRows(const T* gateUp, std::int64_t rows, std::int64_t width, T* y) {
    at::parallel_for(0, rows, grain(width), [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const T* gate = gateUp + row * 2 * width;
            SAFERSCOPE_VECTOR_CALL(gatedRow<true>(gate, gate + width, width, y + row * width));
        }
    });
}

template <class T>
void rmsNormHeads(T* x, std::int64_t stride, const float* weight, float eps, std::int64_t rows, std::int64_t heads,
                  std::int64_t headDim) {
    at::parallel_for(0, rows, grain(heads * headDim), [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            for (std::int64_t head = 0; head < heads; ++head) {
                T* own = x + row * stride + head * headDim;
                SAFERSCOPE_VECTOR_CALL(rmsNormRow(own, weight, eps, headDim, own));
            }
        }
    });
}

void exponentialEach(const float* x, std::int64_t count, float* y) {
    SAFERSCOPE_VECTOR_CALL(exponentialEach(x, count, y));
}

template void rmsNormRows(const float*, const float*, float, std::int64_t, std::int64_t, float*);
template void rmsNormRows(const float*, const float*, float, std::int64_t, std::int64_t, Bfloat16Bits*);
template void rmsNormRows(const Bfloat16Bits*, const float*, float, std::int64_t, std::int64_t, float*);
template void rmsNormRows(const Bfloat16Bits*, const float*, float, std::int64_t, std::int64_t, Bfloat16Bits*);
template void gegluRows(const float*, std::int64_t, std::int64_t, float*);
template void gegluRows(const Bfloat16Bits*, std::int64_t, std::int64_t, Bfloat16Bits*);
template void rmsNormHeads(float*, std::int64_t, const float*, float, std::int64_t, std::int64_t, std::int64_t);
template void rmsNormHeads(Bfloat16Bits*, std::int64_t, const float*, float, std::int64_t, std::int64_t, std::int64_t);
template void swigluRows(const float*, std::int64_t, std::int64_t, float*);
template void swigluRows(const Bfloat16Bits*, std::int64_t, std::int64_t, Bfloat16Bits*);

}  // namespace saferscope::kernels
