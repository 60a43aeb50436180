// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/sae_evaluation.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace saferscope {

std::optional<SaeEvaluation> evaluateSae(const Sae& sae, const RewardModel& model,
                                         const std::vector<TrainingPair>& pairs, std::span<const std::uint32_t> which,
                                         std::stop_token stop, const ProgressCallback& progress) {
    constexpr std::int64_t forwardTokens = 4096;
    const at::NoGradGuard noGradients;
    SaeQualityMeter everywhere(sae.config().latents);
    SaeQualityMeter ends(sae.config().latents);
    ProgressMeter meter("Measuring the SAE", which.size(), progress);
    for (const auto& group : microBatches(pairs, which, forwardTokens)) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const PackedBatch packed = packTrainingPairs(pairs, group, model.device());
        const at::Tensor hidden = model.forward(packed, {sae.config().layer, true}).hidden.to(at::kFloat);
        const SparseLatents latents = sae.encode(hidden);
        const at::Tensor rebuilt = sae.reconstruct(hidden, latents);
        everywhere.add(hidden, rebuilt, latents);
        std::vector<std::int64_t> rows;
        std::int64_t row = 0;
        for (const std::uint32_t pair : group) {
            for (const std::uint8_t end : pairs[pair].sentenceEnd) {
                if (end != 0) {
                    rows.push_back(row);
                }
                ++row;
            }
        }
        const at::Tensor kept = at::tensor(rows, at::kLong).to(hidden.device());
        ends.add(hidden.index_select(0, kept), rebuilt.index_select(0, kept),
                 {latents.indices.index_select(0, kept), latents.values.index_select(0, kept)});
        meter.advance(group.size());
    }
    return SaeEvaluation{ends.result(), everywhere.result()};
}

at::Tensor geometricMedian(const at::Tensor& x) {
    const at::NoGradGuard noGradients;
    const at::Tensor rows = x.to(at::kDouble);
    at::Tensor median = rows.mean(0);
    for (int iteration = 0; iteration < 32; ++iteration) {
        const at::Tensor weight = 1.0 / (rows - median).norm(2, 1).clamp_min(1e-9);
        median = at::matmul(weight, rows) / weight.sum();
    }
    return median.to(at::kFloat);
}

}  // namespace saferscope
