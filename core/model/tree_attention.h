// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/packed_batch.h"

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace saferscope {

/// Attention over the tree of each pair (prompt, chosen after prompt, rejected after prompt) on packed rows: nothing is
/// padded, no mask is laid out and no [S, S] matrix is kept. Softmax(q k^T / sqrt(D)) v with grouped queries, sums and
/// exponentials in float32 whatever the dtype, after rotating queries and keys (rope.h). A row's result depends on the
/// rows of its own pair alone, not on the batch around it nor on the number of threads.

/// Whether there are kernels for these rows: on the CPU in float32 or bfloat16.
bool treeAttentionApplies(const at::Tensor& qkv);

/// Heads of a block and how they score.
struct HeadShape {
    std::int64_t heads = 0;    ///< H query heads
    std::int64_t kvHeads = 0;  ///< K; H is a multiple of it
    std::int64_t headDim = 0;  ///< D, even
    double scale = 0.0;        ///< of q k^T; 0: 1 / sqrt(D)
    double softcap = 0.0;      ///< c: scores become c tanh(score / c); 0: none
    std::int64_t window = 0;  ///< a position sees so many, itself the last; 0: all before it. Positions run on from the
                              ///< prompt into either answer.
};

/// qkv [N, (H + 2 K) D] not yet rotated: query heads, key heads, value heads. cos and sin [N, D / 2] float32 of every
/// row. -> [N, H D] in the dtype of qkv. Differentiable once in float32 (the backward pass computes the weights again:
/// memory grows with N, not with S^2); under a gradient bfloat16 is refused (TORCH_CHECK).
at::Tensor treeAttention(const at::Tensor& qkv, const at::Tensor& cos, const at::Tensor& sin, const PackedBatch& batch,
                         const HeadShape& shape);

/// The same for the last tokens alone: query [B*Q, H D] belongs to the rows batch.lastPadIndex, keyValue [N, 2 K D] to
/// all rows, none of them rotated. cos and sin are of all N rows. -> [B*Q, H D]. Differentiable as above.
at::Tensor treeAttentionLast(const at::Tensor& query, const at::Tensor& keyValue, const at::Tensor& cos,
                             const at::Tensor& sin, const PackedBatch& batch, const HeadShape& shape);

}  // namespace saferscope
