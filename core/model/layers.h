// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"

#include <ATen/core/Tensor.h>
#include <vector>

/// The operations of a block between its matrix products, differentiable once. On the CPU in float32 they are loops of
/// our own with hand-written derivatives (training at demo size spends as much time between the products as in them);
/// everywhere else they are ATen operations, whose derivatives autograd knows.
namespace saferscope {

/// x / sqrt(mean(x^2) + eps) * weight over the last dimension, computed in float32 (float64 for float64) and returned
/// in the dtype of x. x: [N, d], weight: [d]. onePlus: times 1 + weight; there the product is taken before the result
/// is rounded to a narrow dtype, not after, as Hugging Face's Gemma does it.
at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps, bool onePlus = false);

/// The same for inference on the CPU: x [N, d] and weight [d] float32 or bfloat16, computed in float32 and rounded
/// once, to `dtype` (float32 or bfloat16). Not differentiable.
at::Tensor rmsNormAs(const at::Tensor& x, const at::Tensor& weight, double eps, at::ScalarType dtype,
                     bool onePlus = false);

/// x [N, d] times the rows of several weights at once: [N, sum of rows]. `fused` holds the same numbers as `parts` end
/// to end; gradients reach the parts. Where it is undefined (the parts lie apart) each part is a product of its own.
at::Tensor projectTogether(const at::Tensor& x, const at::Tensor& fused, const std::vector<at::Tensor>& parts);

/// silu(gate) * up of [N, 2 f] with gate first: [N, f]. On the CPU without a gradient bfloat16 is rounded once, at the
/// end; asWithGradients: as it is rounded with one.
at::Tensor swiglu(const at::Tensor& gateUp, bool asWithGradients = false);

/// gelu(gate) * up with the tanh form of gelu, by ATen: [N, 2 f] -> [N, f].
at::Tensor geglu(const at::Tensor& gateUp);

/// Either, as the model asks.
at::Tensor gatedActivation(const at::Tensor& gateUp, Activation activation, bool asWithGradients = false);

/// RMSNorm of every query and key head in qkv [N, (heads + 2 kvHeads) headDim], value heads as they are; with heads 0
/// of keys and values alone. The weights are [headDim].
at::Tensor normHeads(const at::Tensor& qkv, std::int64_t heads, std::int64_t kvHeads, const at::Tensor& queryNorm,
                     const at::Tensor& keyNorm, double eps, bool onePlus);

/// For inference on the CPU: the same in place, rounded once. `heads` heads of headDim numbers from column `begin` of x
/// [N, *] on, float32 or bfloat16 and contiguous.
void normHeadsInPlace(at::Tensor& x, std::int64_t begin, std::int64_t heads, const at::Tensor& weight, double eps,
                      bool onePlus);

/// gatedActivation() for inference on the CPU: float32 or bfloat16, rounded once.
at::Tensor gatedActivationAs(const at::Tensor& gateUp, Activation activation);

/// Softmax over the last dimension of scores [B, K, G, Q, S] where mask [B, 1, Q, S] is true, 0 elsewhere, in float32
/// (float64 for float64), returned in the dtype of the scores. `scores` is overwritten.
at::Tensor maskedSoftmax(const at::Tensor& scores, const at::Tensor& mask);

}  // namespace saferscope
