// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include "core/model/layers.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr std::int64_t tileBytes = 64 << 20;

/// query [B, K, G, Q, D] already scaled; key, value [B*K, S, D]; mask [B, 1, Q, S] -> [B, K, G, Q, D]
at::Tensor attendTile(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& mask,
                      double softcap) {
    const std::int64_t batch = query.size(0);
    const std::int64_t kvHeads = query.size(1);
    const std::int64_t group = query.size(2);
    const std::int64_t queries = query.size(3);
    const std::int64_t slots = key.size(1);
    // The query heads of one group lie below one another, so that one product serves them all without copying keys.
    const at::Tensor stacked = query.reshape({batch * kvHeads, group * queries, query.size(4)});
    at::Tensor scores = at::bmm(stacked, key.transpose(1, 2)).view({batch, kvHeads, group, queries, slots});
    if (softcap > 0.0) {
        scores = at::tanh(scores / softcap) * softcap;
    }
    const at::Tensor weights = maskedSoftmax(scores, mask);
    return at::bmm(weights.view({batch * kvHeads, group * queries, slots}), value)
        .view({batch, kvHeads, group, queries, value.size(2)});
}

}  // namespace

at::Tensor attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& mask,
                     bool causalSlots, const ScoreShape& shape) {
    const std::int64_t batch = query.size(0);
    const std::int64_t queries = query.size(1);
    const std::int64_t heads = query.size(2);
    const std::int64_t headDim = query.size(3);
    const std::int64_t slots = key.size(1);
    const std::int64_t kvHeads = key.size(2);
    const double scale = shape.scale > 0.0 ? shape.scale : 1.0 / std::sqrt(static_cast<double>(headDim));

    const at::Tensor q =
        (query * scale).view({batch, queries, kvHeads, heads / kvHeads, headDim}).permute({0, 2, 3, 1, 4});
    const at::Tensor k = key.transpose(1, 2).reshape({batch * kvHeads, slots, headDim});
    const at::Tensor v = value.transpose(1, 2).reshape({batch * kvHeads, slots, headDim});

    const std::int64_t rowBytes = std::max<std::int64_t>(1, batch * heads * slots * 4);
    const std::int64_t tile = std::max<std::int64_t>(1, tileBytes / rowBytes);
    const bool gradients = at::GradMode::is_enabled() && (query.requires_grad() || key.requires_grad());
    at::Tensor result;
    if (gradients || tile >= queries) {
        result = attendTile(q, k, v, mask, shape.softcap);
    } else {
        std::vector<at::Tensor> tiles;
        for (std::int64_t begin = 0; begin < queries; begin += tile) {
            const std::int64_t count = std::min(tile, queries - begin);
            const std::int64_t seen = causalSlots ? begin + count : slots;
            tiles.push_back(attendTile(q.narrow(3, begin, count), k.narrow(1, 0, seen), v.narrow(1, 0, seen),
                                       mask.narrow(2, begin, count).narrow(3, 0, seen), shape.softcap));
        }
        result = at::cat(tiles, 3);
    }
    return result.permute({0, 3, 1, 2, 4}).reshape({batch, queries, heads, headDim});
}

at::Tensor slidingMask(const at::Tensor& mask, const at::Tensor& queryPositions, const at::Tensor& keyPositions,
                       std::int64_t window) {
    const at::Tensor distance = queryPositions.unsqueeze(2) - keyPositions.unsqueeze(1);
    return mask.logical_and(distance.lt(window).unsqueeze(1));
}

}  // namespace saferscope
