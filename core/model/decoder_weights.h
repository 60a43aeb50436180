// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"
#include "core/model/lora.h"
#include "core/model/reward_model.h"

#include <ATen/core/Tensor.h>
#include <string>
#include <utility>
#include <vector>

namespace saferscope {

/// One block. Projections that read the same input lie in one tensor, so that inference does one product; the tensors
/// with Hugging Face names are rows of it with an autograd identity of their own. Mapped weights (LoadOptions::mapped)
/// lie where the file has them: qkv and gateUp are undefined where their parts do not lie end to end.
struct BlockWeights {
    at::Tensor inputNorm;  ///< [d]
    at::Tensor qkv;        ///< [(heads + 2 kvHeads) headDim, d]; may be undefined
    at::Tensor query;      ///< [heads headDim, d], rows of qkv
    at::Tensor key;        ///< [kvHeads headDim, d], rows of qkv
    at::Tensor value;      ///< [kvHeads headDim, d], rows of qkv
    at::Tensor output;     ///< [d, heads headDim]
    at::Tensor postNorm;   ///< [d], before the feed-forward layer
    at::Tensor gateUp;     ///< [2 f, d]; may be undefined
    at::Tensor gate;       ///< [f, d], rows of gateUp
    at::Tensor up;         ///< [f, d], rows of gateUp
    at::Tensor down;       ///< [d, f]
    at::Tensor gateBias;   ///< [f]; this and the next two are undefined unless ModelConfig::mlpBias
    at::Tensor upBias;     ///< [f]
    at::Tensor downBias;   ///< [d]

    // Undefined in families without them (ModelConfig says which).
    at::Tensor queryBias;     ///< [heads headDim]
    at::Tensor keyBias;       ///< [kvHeads headDim]
    at::Tensor valueBias;     ///< [kvHeads headDim]
    at::Tensor outputBias;    ///< [d]
    at::Tensor queryNorm;     ///< [headDim], of every query head
    at::Tensor keyNorm;       ///< [headDim]
    at::Tensor mixedNorm;     ///< [d], of what attention adds
    at::Tensor innerNorm;     ///< [d], of what the feed-forward layer adds
    std::int64_t window = 0;  ///< tokens that a token sees, itself the last; 0: all

    BlockLora lora;  ///< low-rank factors beside the projections; empty unless attachLora() was called

    /// Every tensor that may carry a gradient, undefined ones among them.
    std::vector<at::Tensor> all() const;
};

/// Rows [begin, begin + count) as a tensor of its own for autograd: same storage, own version counter and gradient.
at::Tensor rowsOf(const at::Tensor& fused, std::int64_t begin, std::int64_t count);

/// Weights that belong together in memory, under their Hugging Face names; owned by the DecoderWeights asked.
struct WeightGroup {
    at::Tensor* fused = nullptr;  ///< nullptr for a single weight
    std::vector<std::pair<std::string, at::Tensor*>> parts;
};

struct DecoderWeights {
    /// Uninitialised tensors of the right shapes.
    static std::unique_ptr<DecoderWeights> allocate(const ModelConfig& config, const LoadOptions& options);

    /// Every weight, in file order: what a loader fills.
    std::vector<WeightGroup> groups();

    /// All weights under their Hugging Face names, in file order.
    std::vector<NamedTensor> named() const;

    ModelConfig config;
    /// Biases of zero where the model has none yet; it computes what it did.
    void allocateMlpBiases();
    /// Spells a Mistral or Qwen 2 without windows as the Llama that computes the same (biases of zero where Llama's
    /// file has to have them), so that it may have biases in its feed-forward layers.
    void spellAsLlama();

    at::Tensor embedding;  ///< [vocabulary, d]
    std::vector<BlockWeights> blocks;
    at::Tensor norm;                ///< [d]
    at::Tensor score;               ///< [labels, d]; [1, d] once loaded
    at::Tensor scoreBias;           ///< [labels]; undefined unless ModelConfig::headBias
    at::Tensor inverseFrequencies;  ///< [headDim / 2] of the rotary positions; not a parameter
};

}  // namespace saferscope
