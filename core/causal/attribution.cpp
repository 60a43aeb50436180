// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/attribution.h"

#include "core/causal/stream_change.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <array>
#include <torch/csrc/autograd/autograd.h>
#include <utility>

namespace saferscope {

namespace {

constexpr std::array<std::pair<AttributionMethod, const char*>, 2> methods = {{
    {AttributionMethod::ActivationGradient, "gradient"},
    {AttributionMethod::IntegratedGradients, "integrated-gradients"},
}};

constexpr std::array<std::pair<AttributionTarget, const char*>, 3> targets = {{
    {AttributionTarget::Chosen, "chosen"},
    {AttributionTarget::Rejected, "rejected"},
    {AttributionTarget::Margin, "margin"},
}};

constexpr std::int64_t chunkBytes = 64 << 20;  // of gathered directions

double chosenWeight(AttributionTarget target) { return target == AttributionTarget::Rejected ? 0.0 : 1.0; }
double rejectedWeight(AttributionTarget target) {
    return target == AttributionTarget::Chosen ? 0.0 : target == AttributionTarget::Margin ? -1.0 : 1.0;
}

double targetOf(const RewardPair& rewards, AttributionTarget target) {
    return chosenWeight(target) * rewards.chosen + rejectedWeight(target) * rewards.rejected;
}

/// Values of the latents that are attributed, [N, k] in the stream's own precision, 0 elsewhere.
at::Tensor attributedValues(const CapturedBatch& batch, const PositionChoice& positions, at::ScalarType wide) {
    at::Tensor values = batch.latents.values.to(wide, /*non_blocking=*/false, /*copy=*/true);
    for (std::int64_t row = 0; row < batch.rowCount(); ++row) {
        if (!takesRow(batch, positions, row)) {
            values.select(0, row).zero_();
        }
    }
    return values;
}

/// d target / d stream, [N, d]: pairs do not see each other, so that one backward pass serves them all. Gradients go to
/// the stream alone, whatever the model's parameters ask for.
at::Tensor gradientAt(const CausalModel& model, const CapturedBatch& batch, const at::Tensor& stream,
                      AttributionTarget target) {
    const at::AutoGradMode on(true);
    const at::Tensor leaf = stream.detach().requires_grad_(true);
    const at::Tensor rewards = model.rewardsOf(batch, leaf);
    const at::Tensor sides = rewards.view({-1, 2});
    const at::Tensor total =
        (sides.select(1, 0) * chosenWeight(target) + sides.select(1, 1) * rejectedWeight(target)).sum();
    return torch::autograd::grad({total}, {leaf})[0];
}

/// s * (g . d_i) of every latent of every row, [N, k] on the CPU. Directions are gathered for some rows at a time: all
/// of them at once would be k times the stream.
at::Tensor alongDirections(const Sae& sae, const CapturedBatch& batch, const at::Tensor& gradient) {
    const auto device = sae.decoder.device();
    const std::int64_t rows = batch.latents.indices.size(0);
    const std::int64_t k = batch.latents.indices.size(1);
    const std::int64_t width = gradient.size(1);
    const auto bytes = std::max<std::int64_t>(1, k * width * static_cast<std::int64_t>(gradient.element_size()));
    const std::int64_t step = std::max<std::int64_t>(1, chunkBytes / bytes);
    std::vector<at::Tensor> parts;
    for (std::int64_t begin = 0; begin < rows; begin += step) {
        const std::int64_t count = std::min(step, rows - begin);
        const at::Tensor indices = batch.latents.indices.narrow(0, begin, count).reshape({-1}).to(device);
        const at::Tensor directions =
            sae.decoder.index_select(0, indices).to(gradient.scalar_type()).view({count, k, width});
        const at::Tensor g = gradient.narrow(0, begin, count).to(device).unsqueeze(2);
        parts.push_back(at::bmm(directions, g).squeeze(2).to(at::kCPU));
    }
    return at::cat(parts) * batch.scale.to(at::kCPU, gradient.scalar_type());
}

/// The mean gradient on the straight way, or the gradient at its end.
Result<at::Tensor> meanGradient(const CausalModel& model, const CapturedBatch& batch, const at::Tensor& values,
                                const AttributionOptions& options, const std::stop_token& stop) {
    const auto device = batch.hidden.device();
    const at::Tensor stream = batch.hidden.to(values.scalar_type());
    if (options.method == AttributionMethod::ActivationGradient) {
        return gradientAt(model, batch, stream, options.target);
    }
    const at::Tensor part =
        model.sae().decode({batch.latents.indices, values}).to(device) * batch.scale.to(device, values.scalar_type());
    at::Tensor sum = at::zeros_like(stream);
    for (std::int64_t step = 0; step < options.steps; ++step) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The attribution was stopped.");
        }
        const double missing = 1.0 - (static_cast<double>(step) + 0.5) / static_cast<double>(options.steps);
        sum.add_(gradientAt(model, batch, at::sub(stream, part, missing), options.target));
    }
    return sum.div_(static_cast<double>(options.steps));
}

}  // namespace

const char* attributionMethodName(AttributionMethod method) {
    for (const auto& [value, name] : methods) {
        if (value == method) {
            return name;
        }
    }
    return "";
}

Result<AttributionMethod> attributionMethodFromName(const std::string& name) {
    for (const auto& [value, known] : methods) {
        if (name == known) {
            return value;
        }
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" is no way to attribute a reward.",
                "Methods are gradient and integrated-gradients.");
}

const char* attributionTargetName(AttributionTarget target) {
    for (const auto& [value, name] : targets) {
        if (value == target) {
            return name;
        }
    }
    return "";
}

Result<AttributionTarget> attributionTargetFromName(const std::string& name) {
    for (const auto& [value, known] : targets) {
        if (name == known) {
            return value;
        }
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" cannot be attributed.",
                "What can be attributed is chosen, rejected or margin.");
}

Result<Attribution> attribute(const CausalModel& model, const CapturedBatch& batch, const AttributionOptions& options,
                              std::stop_token stop) {
    if (options.method == AttributionMethod::IntegratedGradients && options.steps < 1) {
        return fail(ErrorCode::InvalidInput, "Integrated gradients need at least one step.", "32 are a good start.");
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::Interrupted, "The attribution was stopped.");
    }
    const at::NoGradGuard noGradients;
    const auto wide = batch.hidden.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor values = attributedValues(batch, options.positions, wide);
    const auto gradient = meanGradient(model, batch, values, options, stop);
    if (!gradient) {
        return failure(gradient);
    }
    const at::Tensor exact = values * alongDirections(model.sae(), batch, *gradient);
    Attribution attribution;
    attribution.values = exact.to(at::kFloat).contiguous();
    const at::Tensor rowSums = exact.to(at::kDouble).sum(1).contiguous();
    attribution.sum.resize(batch.tokens.size(), 0.0);
    for (std::int64_t row = 0; row < batch.rowCount(); ++row) {
        attribution.sum[batch.rows[static_cast<std::size_t>(row)].pair] += rowSums.data_ptr<double>()[row];
    }
    Intervention none;
    none.ablateOthers = true;
    none.positions = options.positions;
    const std::vector<RewardPair> without = model.rewards(batch, none);
    for (std::size_t pair = 0; pair < without.size(); ++pair) {
        attribution.difference.push_back(targetOf(batch.rewards[pair], options.target) -
                                         targetOf(without[pair], options.target));
    }
    return attribution;
}

}  // namespace saferscope
