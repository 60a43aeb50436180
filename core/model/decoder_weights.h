// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"
#include "core/model/lora.h"
#include "core/model/reward_model.h"

#include <ATen/core/Tensor.h>
#include <string>
#include <vector>

namespace saferscope {

/// One block. Projections that read the same input lie in one tensor, so that inference does one product; the tensors
/// with Hugging Face names are rows of it with an autograd identity of their own.
struct BlockWeights {
    at::Tensor inputNorm;  ///< [d]
    at::Tensor qkv;        ///< [(heads + 2 kvHeads) headDim, d]
    at::Tensor query;      ///< [heads headDim, d], rows of qkv
    at::Tensor key;        ///< [kvHeads headDim, d], rows of qkv
    at::Tensor value;      ///< [kvHeads headDim, d], rows of qkv
    at::Tensor output;     ///< [d, heads headDim]
    at::Tensor postNorm;   ///< [d]
    at::Tensor gateUp;     ///< [2 f, d]
    at::Tensor gate;       ///< [f, d], rows of gateUp
    at::Tensor up;         ///< [f, d], rows of gateUp
    at::Tensor down;       ///< [d, f]
    at::Tensor gateBias;   ///< [f]; this and the next two are undefined unless ModelConfig::mlpBias
    at::Tensor upBias;     ///< [f]
    at::Tensor downBias;   ///< [d]
    BlockLora lora;        ///< low-rank factors beside the projections; empty unless attachLora() was called

    /// Every tensor that may carry a gradient, undefined ones among them.
    std::vector<at::Tensor> all() const;
};

struct DecoderWeights {
    /// Uninitialised tensors of the right shapes.
    static std::unique_ptr<DecoderWeights> allocate(const ModelConfig& config, const LoadOptions& options);

    /// All weights under their Hugging Face names, in file order.
    std::vector<NamedTensor> named() const;

    ModelConfig config;
    /// Biases of zero where the model has none yet; it computes what it did.
    void allocateMlpBiases();

    at::Tensor embedding;  ///< [vocabulary, d]
    std::vector<BlockWeights> blocks;
    at::Tensor norm;                ///< [d]
    at::Tensor score;               ///< [1, d]
    at::Tensor inverseFrequencies;  ///< [headDim / 2] of the rotary positions; not a parameter
};

}  // namespace saferscope
