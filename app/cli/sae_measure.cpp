// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sae_measure.h"

#include "core/features/pair_batches.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>

namespace saferscope::cli {

namespace {

/// Rows of the batch at which a sentence ends, in the order packChunk() laid the pairs down.
at::Tensor sentenceEndRows(const std::vector<PreparedPair>& chunk, const std::vector<std::uint32_t>& members) {
    std::vector<std::int64_t> rows;
    std::int64_t row = 0;
    for (const std::uint32_t member : members) {
        for (const IndexedSegment& segment : chunk[member].record.segments) {
            for (const auto& token : segment.tokens) {
                if (token.sentenceEnd) {
                    rows.push_back(row);
                }
                ++row;
            }
        }
    }
    return at::tensor(rows, at::kLong);
}

}  // namespace

Result<MeasuredSae> measureSae(const ModelSession& session, const Sae& sae, std::span<const PreferencePair> pairs,
                               std::int64_t batchTokens, const ProgressCallback& progress,
                               const std::stop_token& stop) {
    const RewardModel& model = session.model;
    auto chunk = prepareChunk(session.encoder, pairs, 0, pairs.size(), std::numeric_limits<std::int64_t>::max(),
                              model.config().vocabularySize);
    if (!chunk) {
        return failure(chunk);
    }
    return guardTorch("Measuring the SAE", [&]() -> Result<MeasuredSae> {
        const at::NoGradGuard noGradients;
        SaeQualityMeter all(sae.config().latents);
        SaeQualityMeter ends(sae.config().latents);
        ProgressMeter meter("Measuring the SAE", chunk->size(), progress);
        for (const auto& members : batchesOf(*chunk, batchTokens)) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Measuring the SAE was stopped.");
            }
            const ForwardResult result =
                model.forward(packChunk(*chunk, members, model.device()), {sae.config().layer, true});
            const SparseLatents latents = sae.encode(result.hidden);
            const at::Tensor rebuilt = sae.reconstruct(result.hidden, latents);
            all.add(result.hidden, rebuilt, latents);
            const at::Tensor rows = sentenceEndRows(*chunk, members).to(result.hidden.device());
            ends.add(result.hidden.index_select(0, rows), rebuilt.index_select(0, rows),
                     {latents.indices.index_select(0, rows), latents.values.index_select(0, rows)});
            meter.advance(members.size());
        }
        return MeasuredSae{all.result(), ends.result(), chunk->size()};
    });
}

}  // namespace saferscope::cli
