// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/screened_top_k.h"
#include "core/tensor/packed_linear.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <memory>
#include <mutex>

namespace saferscope {

/// The encoder of an SAE ready for screened_top_k.h: its weights in bfloat16, packed, and their error bounds. A copy of
/// the weights as they were; takes half their bytes. The float32 weights are shared and read for the scores. Immutable,
/// so several threads may use it at once. CPU only. Throws c10::Error for want of memory.
class ScreenedEncoder {
public:
    /// encoder [M, d] and latentBias [M], float32, contiguous, on the CPU.
    ScreenedEncoder(const at::Tensor& encoder, const at::Tensor& latentBias);

    /// Whether this CPU gains anything by it for that shape. The answer depends on nothing else, so that equal calls
    /// give equal bits on one machine.
    static bool pays(std::int64_t latents, std::int64_t inputSize, std::int64_t k);

    /// x [N, d] float32 with the pre-bias taken off; indices and values [N, k].
    ScreenReport topK(const at::Tensor& x, std::int64_t k, std::int64_t* indices, float* values) const;

    /// Whether it was made of these very tensors and nothing has changed them since, by libtorch's own count of
    /// changes. Code that writes through data_ptr() has to call countChange(). Weights without such a count (inference
    /// tensors) are never followed.
    bool follows(const at::Tensor& encoder, const at::Tensor& latentBias) const;
    static void countChange(const at::Tensor& tensor);

    /// For tests: what a mistaken bound would do.
    void scaleBounds(float factor) { m_bounds.scale(factor); }

private:
    at::Tensor m_encoder;
    at::Tensor m_latentBias;
    std::int64_t m_encoderVersion = -1;
    std::int64_t m_biasVersion = -1;
    ScreenBounds m_bounds;
    PackedLinear m_product;
};

/// Keeps the last screened encoder as long as its weights stay as they are. Copies share it.
class ScreenedEncoderCache {
public:
    /// Makes it anew where the weights are others. May be called from several threads.
    std::shared_ptr<const ScreenedEncoder> of(const at::Tensor& encoder, const at::Tensor& latentBias) const;
    /// The next call makes it anew.
    void forget() const;

private:
    struct Slot {
        std::mutex mutex;
        std::shared_ptr<const ScreenedEncoder> encoder;
    };
    std::shared_ptr<Slot> m_slot = std::make_shared<Slot>();
};

}  // namespace saferscope
