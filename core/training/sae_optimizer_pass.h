// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/huge_pages.h"
#include "core/training/sae_optimizer.h"

#include <ATen/ATen.h>
#include <vector>

namespace saferscope {

// What a batch's forward pass leaves behind; between the sources of SaeOptimizer only.

struct SaeOptimizer::Family {
    at::Tensor indices;  ///< [N, K] int64
    at::Tensor values;   ///< [N, K]
    at::Tensor start;    ///< [d] or undefined
    at::Tensor target;   ///< [N, d]
    at::Tensor weight;   ///< [N]
    // Filled by decode():
    at::Tensor gradient;       ///< [N, d] dLoss/d(decoded)
    at::Tensor valueGradient;  ///< [N, K]
    at::Tensor error;          ///< [N] squared error
};

struct SaeOptimizer::Pass {
    at::Tensor input;  ///< [N, d] x - b_pre
    std::vector<Family> families;
    SaeStepReport report;
};

// For contiguous float32 tensors on the CPU.
inline float* floats(at::Tensor& tensor) { return tensor.data_ptr<float>(); }

inline void preferHugePages(const at::Tensor& tensor) {
    if (tensor.is_cpu()) {
        preferHugePages(tensor.data_ptr(), tensor.nbytes());
    }
}

inline void reuse(at::Tensor& buffer, at::IntArrayRef sizes, const at::TensorOptions& options) {
    if (!buffer.defined() || buffer.sizes() != sizes) {
        buffer = at::Tensor();  // the old memory first
        buffer = at::empty(sizes, options);
        preferHugePages(buffer);
    }
}

}  // namespace saferscope
