// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/preference_pair.h"
#include "core/features/feature_index.h"
#include "core/model/reward_model.h"
#include "core/sae/sae.h"
#include "core/text/pair_encoder.h"

#include <stop_token>

namespace saferscope {

struct IndexBuildOptions {
    std::int64_t batchTokens = 8192;  ///< rows per forward
    std::uint32_t pairsPerShard = 1024;
    bool measureReconstruction = true;  ///< a second forward of a sample of pairs with the layer replaced by x_hat
    std::uint32_t reconstructionPairs = 256;
};

/// One pass over the pairs: rewards, latents of every token, SAE quality. Pair order in the index is the order given.
/// `manifest` carries hashes and names; layer, k, features and date are taken from the SAE and the encoder. An SAE that
/// does not fit the model (width, layer) is ErrorCode::InvalidInput before anything is written, and so is a pair whose
/// token ids the model does not know. Blocks for the whole pass; progress and stop are served between batches. Memory:
/// the model, one batch's activations and the latents of eight batches (two for an SAE without a fixed k). Resumable: a
/// stop request ends with ErrorCode::Interrupted and keeps the shards, and the finished index is the same, byte for
/// byte on the CPU, as if there had been no stop (with as many threads, and room for packed weights both times or
/// never). libtorch's exceptions (out of memory) pass through.
Result<IndexManifest> buildIndex(const RewardModel& model, const Sae& sae, const PairEncoder& encoder,
                                 const std::vector<PreferencePair>& pairs, IndexManifest manifest,
                                 const std::filesystem::path& folder, const IndexBuildOptions& options,
                                 const ProgressCallback& progress, std::stop_token stop);

}  // namespace saferscope
