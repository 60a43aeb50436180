// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/lora_targets.h"
#include "core/tensor/torch_io.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace saferscope {

struct DecoderWeights;

/// Low-rank adaptation (Hu et al. 2021, arXiv 2106.09685): a linear map W [out, in] becomes W + (alpha / rank) B A.
struct LoraSettings {
    std::int64_t rank = 8;
    double alpha = 16.0;
    LoraTargets targets{};
    std::uint64_t seed = 1;  ///< of A
};

/// The two factors beside one linear map; undefined where it is not adapted.
struct LoraPair {
    at::Tensor a;  ///< [rank, in]
    at::Tensor b;  ///< [out, rank]
    bool defined() const { return a.defined(); }
};

/// Those of one block.
struct BlockLora {
    std::array<LoraPair, loraTargetCount> pairs;
    double scale = 0.0;  ///< alpha / rank
    const LoraPair& of(LoraTarget target) const { return pairs[static_cast<std::size_t>(target)]; }
};

/// Fresh factors in the dtype and on the device of the weights: A uniform in +-1/sqrt(in) (Kaiming with a = sqrt(5), as
/// the authors' code has it), B zero, so that the model computes what it did. Earlier factors are dropped.
void attachLora(DecoderWeights& weights, const LoraSettings& settings);

/// The factors under the names that Hugging Face PEFT gives them, in a fixed order.
std::vector<NamedTensor> loraParameters(const DecoderWeights& weights);

/// The weights under their Hugging Face names with W + scale B A, computed in float32, where there are factors; other
/// tensors share storage with the model.
std::vector<NamedTensor> mergedWeights(const DecoderWeights& weights);

/// Adds scale B A x to a product whose columns are the outputs of `targets` one after the other (`widths` of them).
at::Tensor addLora(const at::Tensor& product, const at::Tensor& x, const BlockLora& lora,
                   const std::vector<LoraTarget>& targets, const std::vector<std::int64_t>& widths);

}  // namespace saferscope
