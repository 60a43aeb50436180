// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/attention.h"
#include "core/model/packed_batch.h"
#include "core/model/rope.h"
#include "core/model/tree_attention.h"

#include <ATen/ATen.h>

/// Attention over the padded view with the tree mask laid out: what treeAttention does, by ATen operations in any
/// dtype.
namespace saferscope::testing {

inline at::Tensor padRows(const at::Tensor& rows, const PackedBatch& batch) {
    return rows.index_select(0, batch.padIndex).view({batch.pairs, batch.slots, rows.size(1), rows.size(2)});
}

/// The mask of a batch for a window, by the definition: key and query on one path of the tree, less than `window` apart
/// along it.
inline at::Tensor windowed(const at::Tensor& mask, const at::Tensor& queries, const PackedBatch& batch,
                           const HeadShape& shape) {
    if (shape.window == 0) {
        return mask;
    }
    const at::Tensor keys = batch.positions.index_select(0, batch.padIndex).view({batch.pairs, batch.slots});
    return slidingMask(mask, queries.view({batch.pairs, -1}), keys, shape.window);
}

inline at::Tensor paddedAttention(const at::Tensor& qkv, const at::Tensor& cos, const at::Tensor& sin,
                                  const PackedBatch& batch, const HeadShape& shape) {
    const at::Tensor heads = qkv.view({qkv.size(0), shape.heads + 2 * shape.kvHeads, shape.headDim});
    const std::vector<at::Tensor> parts = heads.split_with_sizes({shape.heads + shape.kvHeads, shape.kvHeads}, 1);
    const std::vector<at::Tensor> rotated =
        applyRope(parts[0], cos, sin).split_with_sizes({shape.heads, shape.kvHeads}, 1);
    const at::Tensor mask = windowed(batch.mask, batch.positions.index_select(0, batch.padIndex), batch, shape);
    const at::Tensor mixed = attention(padRows(rotated[0], batch), padRows(rotated[1], batch), padRows(parts[1], batch),
                                       mask, true, {shape.scale, shape.softcap});
    return mixed.reshape({batch.pairs * batch.slots, shape.heads * shape.headDim}).index_select(0, batch.unpadIndex);
}

inline at::Tensor paddedAttentionLast(const at::Tensor& query, const at::Tensor& keyValue, const at::Tensor& cos,
                                      const at::Tensor& sin, const PackedBatch& batch, const HeadShape& shape) {
    const at::Tensor& last = batch.lastPadIndex;
    const at::Tensor queries = applyRope(query.view({query.size(0), shape.heads, shape.headDim}),
                                         cos.index_select(0, last), sin.index_select(0, last));
    const std::vector<at::Tensor> parts =
        keyValue.view({keyValue.size(0), 2 * shape.kvHeads, shape.headDim}).chunk(2, 1);
    return attention(queries.view({batch.pairs, batch.lastPerPair, shape.heads, shape.headDim}),
                     padRows(applyRope(parts[0], cos, sin), batch), padRows(parts[1], batch),
                     windowed(batch.lastMask, batch.positions.index_select(0, last), batch, shape), false,
                     {shape.scale, shape.softcap})
        .reshape({query.size(0), shape.heads * shape.headDim});
}

}  // namespace saferscope::testing
