// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace saferscope {

/// What becomes of q k^T before the softmax.
struct ScoreShape {
    double scale = 0.0;    ///< 0: 1 / sqrt(headDim)
    double softcap = 0.0;  ///< c tanh(score / c); 0: none
};

/// Scaled dot-product attention with grouped key/value heads; query head h reads key/value head h / (heads / kvHeads).
///   query [B, Q, heads, headDim], key and value [B, S, kvHeads, headDim], mask [B, 1, Q, S] bool (true = may attend,
///   every row has one) -> [B, Q, heads, headDim].
/// Scores are q k^T times `scores.scale`, then soft-capped where a cap is given.
/// `causalSlots`: Q == S and no slot attends to a later one, so keys past a tile of queries can be left out.
/// Softmax in float32 (float64 for float64). Where no gradient is needed, queries are taken in tiles such that the
/// scores of one tile stay below 64 MiB.
at::Tensor attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& mask,
                     bool causalSlots, const ScoreShape& scores = {});

/// The mask of a block that slides: `mask` [B, 1, Q, S] where besides the key lies less than `window` positions before
/// the query. queryPositions [B, Q] and keyPositions [B, S] count along each text, so that both answers of a pair
/// continue after the prompt.
at::Tensor slidingMask(const at::Tensor& mask, const at::Tensor& queryPositions, const at::Tensor& keyPositions,
                       std::int64_t window);

}  // namespace saferscope
