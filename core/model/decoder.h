// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/decoder_weights.h"
#include "core/model/packed_batch.h"
#include "core/model/rope.h"
#include "core/model/tree_attention.h"

namespace saferscope {

/// What every block of one forward pass shares.
struct BlockContext {
    const ModelConfig& config;
    const PackedBatch& batch;
    at::Tensor cos;  ///< [N, headDim / 2]
    at::Tensor sin;
    /// Run as a pass with gradients does, though none are kept: the first pass of a block that is run again for its
    /// derivatives has to give the same bits.
    bool asWithGradients = false;
};
BlockContext makeBlockContext(const DecoderWeights& weights, const PackedBatch& batch);

/// Heads of a block and what becomes of their scores.
HeadShape headShape(const ModelConfig& config, const BlockWeights& block);

/// Rows of the embeddings as the first block reads them: times sqrt(d) where the family does that, d's root rounded to
/// the dtype of the weights first. `rows` may be wider than the weights.
at::Tensor scaledEmbeddings(const at::Tensor& rows, const ModelConfig& config, at::ScalarType weights);
/// That factor; 1 elsewhere.
double embeddingScale(const ModelConfig& config, at::ScalarType weights);

/// x [N, d] -> [N, d]: x + attention(norm(x)), then + mlp(norm(.)); with ModelConfig::sandwichNorms each of the two is
/// normed again before it is added.
at::Tensor runBlock(const BlockWeights& block, const BlockContext& context, const at::Tensor& x);

/// The same for the last tokens alone, which is all that the reward reads: [N, d] -> [B*Q, d] in lastPadIndex order.
/// Keys and values are still computed for all rows.
at::Tensor runBlockForLastTokens(const BlockWeights& block, const BlockContext& context, const at::Tensor& x);

/// score . norm(h) for h [rows, d] -> [rows] float32 (float64 for float64 models).
at::Tensor rewardHead(const DecoderWeights& weights, const at::Tensor& h);

}  // namespace saferscope
