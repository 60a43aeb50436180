// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_model.h"

#include <stop_token>

namespace saferscope {

enum class AttributionMethod {
    /// z_i * dr/dz_i at the stream as it is: a linear guess of what ablation takes away.
    ActivationGradient,
    /// The mean of dr/dz_i on the straight way from the stream without any latent to the stream as it is (Sundararajan,
    /// Taly & Yan 2017, arXiv 1703.01365), midpoint rule. Sums to the difference of the two rewards.
    IntegratedGradients,
};
const char* attributionMethodName(AttributionMethod method);  ///< "gradient", "integrated-gradients"
Result<AttributionMethod> attributionMethodFromName(const std::string& name);

/// Which number is attributed.
enum class AttributionTarget { Chosen, Rejected, Margin };
const char* attributionTargetName(AttributionTarget target);  ///< "chosen", "rejected", "margin"
Result<AttributionTarget> attributionTargetFromName(const std::string& name);

struct AttributionOptions {
    AttributionMethod method = AttributionMethod::ActivationGradient;
    std::int64_t steps = 32;  ///< of IntegratedGradients
    AttributionTarget target = AttributionTarget::Margin;
    PositionChoice positions;  ///< latents at other tokens count as part of the error: they are left as they are
};

/// Attributions of the latents of every row, aligned with CapturedBatch::latents: [N, k] float32 on the CPU, 0 at
/// positions that were not chosen. dr/dz_i = s * (dr/dh . d_i), s the token's output scale, held constant as
/// interventions hold it.
struct Attribution {
    at::Tensor values;
    /// [B] target with every attributed latent as it is, minus the target with all of them ablated: what integrated
    /// gradients sum to.
    std::vector<double> difference;
    /// [B] sum of `values` over the pair's rows.
    std::vector<double> sum;
};

/// Blocks; memory is that of a backward pass through the layers above, which keeps every block's numbers for all rows:
/// capture fewer pairs at a time for large models. The pass and `safer attribute` capture at most CaptureOptions'
/// batchTokens rows at once (a longer pair comes alone), the engine one pair. Measured with `safer attribute` on the
/// demo model: 0.52 GB at the peak for one pair of 2 x 3,190 tokens, 0.19 GB for a short one. A stop request is served
/// between steps. Not under inference mode.
Result<Attribution> attribute(const CausalModel& model, const CapturedBatch& batch, const AttributionOptions& options,
                              std::stop_token stop = {});

}  // namespace saferscope
