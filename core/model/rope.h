// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"

#include <ATen/core/Tensor.h>

namespace saferscope {

/// Angle per position of each of the headDim / 2 rotary pairs, float64 on the CPU: theta^(-2i / headDim), and for Llama
/// 3 the long wavelengths slowed down by `factor`, with a smooth change between the two limits (Llama 3.1 model card);
/// linear scaling divides all of them.
at::Tensor ropeInverseFrequencies(const ModelConfig& config);

/// cos and sin of position x frequency, [slots, headDim / 2]; float64 for float64 models, else float32.
struct RopeTable {
    at::Tensor cos;
    at::Tensor sin;
};
RopeTable ropeTable(const at::Tensor& inverseFrequencies, std::int64_t positions, at::ScalarType dtype);

/// Rotates x [N, heads, headDim] as Hugging Face's Llama does (first half against second half); cos and sin: [N,
/// headDim / 2].
at::Tensor applyRope(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin);

}  // namespace saferscope
