// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/decoder.h"
#include "core/model/decoder_weights.h"
#include "core/tensor/packed_linear.h"

#include <memory>
#include <vector>

namespace saferscope {

/// A model's weights as inference on the CPU reads them fastest: projections that read the same input in one matrix,
/// packed for the product (PackedLinear), and blocks that run without padding, masks or copies of their own. The
/// residual stream is kept in float32 whatever the dtype of the weights; products and what lies between them are in
/// that dtype. Immutable; run() may be called from several threads.
class InferenceWeights {
public:
    /// Nothing where the plain way is all there is: another device or dtype, or low-rank factors beside the weights.
    /// Weights that the packed copies replace are read once, block by block; the pages of mapped ones are given back.
    static std::unique_ptr<const InferenceWeights> make(const DecoderWeights& weights);

    /// Whether the weights are still what was packed: false once a tensor has been changed through libtorch. Kernels
    /// that write through raw pointers are not seen; RewardModel drops the packed weights before it lets them.
    bool matches(const DecoderWeights& weights) const;

    /// Embeddings of the batch: [N, d] float32.
    at::Tensor embed(const DecoderWeights& weights, const at::Tensor& ids) const;
    /// The reward of each row of x [rows, d] float32: [rows] float32.
    at::Tensor rewards(const DecoderWeights& weights, const at::Tensor& x) const;
    /// Runs block `layer` on x [N, d] float32, in place.
    void run(std::size_t layer, const DecoderWeights& weights, const BlockContext& context, at::Tensor& x) const;
    /// The last block for the last tokens alone: [N, d] float32 -> [B*Q, d] float32 in lastPadIndex order.
    at::Tensor runForLastTokens(const DecoderWeights& weights, const BlockContext& context, const at::Tensor& x) const;

private:
    struct Block {
        PackedLinear queryKeyValue;  ///< undefined in the last block
        PackedLinear query;          ///< of the last block, where often the last tokens alone ask
        PackedLinear keyValue;       ///< of the last block
        PackedLinear output;
        PackedLinear gateUp;
        PackedLinear down;
        at::Tensor gateUpBias;         ///< [2 f], undefined without biases
        at::Tensor queryKeyValueBias;  ///< [(heads + 2 kvHeads) headDim], undefined without
    };
    void addAttention(const Block& block, const BlockWeights& plain, const ModelConfig& config, at::Tensor& x,
                      const at::Tensor& mixed) const;
    void addMlp(const Block& block, const BlockWeights& plain, const ModelConfig& config, at::Tensor& x) const;

    std::vector<Block> m_blocks;
    std::vector<std::uint32_t> m_versions;  ///< of the tensors packed, to see changes
};

}  // namespace saferscope
