// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/effect.h"
#include "core/features/pair_batches.h"
#include "core/model/packed_batch.h"
#include "core/sae/sae.h"

#include <array>
#include <cstdint>
#include <vector>

namespace saferscope {

/// A row of a packed batch as an intervention sees it.
struct RowPlace {
    std::uint32_t pair = 0;  ///< position in the batch
    Segment segment = Segment::Prompt;
    std::uint32_t token = 0;  ///< within the segment
    bool sentenceEnd = false;
    bool response = false;
};

/// Some pairs run through the model once, with all that any number of interventions on them needs: the layers below the
/// SAE's are never run again. Plain data; tensors lie on the model's device, except `latents`, which lie on the CPU.
struct CapturedBatch {
    std::vector<PairTokens> tokens;                           ///< [B]
    std::vector<std::uint32_t> members;                       ///< [B] the caller's numbers of the pairs
    std::vector<std::array<std::uint32_t, 3>> segmentTokens;  ///< [B] tokens per Segment
    std::vector<RowPlace> rows;                               ///< [N]
    PackedBatch packed;
    at::Tensor hidden;      ///< [N, d] residual stream of the SAE's layer, in the model's dtype
    at::Tensor scale;       ///< [N, 1] float32, Sae::outputScale
    SparseLatents latents;  ///< [N, k] CPU, contiguous; TopK's non-positive values are part of the reconstruction too
    std::vector<RewardPair> rewards;  ///< [B] without intervention

    std::int64_t rowCount() const { return static_cast<std::int64_t>(rows.size()); }
    /// Host and device memory it holds.
    std::uint64_t bytes() const;
};

}  // namespace saferscope
