// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace saferscope {

/// Scaled dot-product attention with grouped key/value heads; query head h reads key/value head h / (heads / kvHeads).
///   query [B, Q, heads, headDim], key and value [B, S, kvHeads, headDim], mask [B, 1, Q, S] bool (true = may attend,
///   every row has one) -> [B, Q, heads, headDim].
/// `causalSlots`: Q == S and no slot attends to a later one, so keys past a tile of queries can be left out.
/// Softmax in float32 (float64 for float64). Where no gradient is needed, queries are taken in tiles such that the
/// scores of one tile stay below 64 MiB.
at::Tensor attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& mask,
                     bool causalSlots);

}  // namespace saferscope
