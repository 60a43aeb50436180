// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/steering_objective.h"

#include "core/causal/stream_change.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cmath>
#include <torch/csrc/autograd/autograd.h>
#include <unordered_map>

namespace saferscope {

namespace {

double pairLoss(double margin) { return std::max(-margin, 0.0) + std::log1p(std::exp(-std::abs(margin))); }

at::Tensor numbers(const std::vector<std::int64_t>& values, c10::Device device) {
    return at::tensor(values, at::kLong).to(device);
}

}  // namespace

void SteeringLoss::add(const SteeringLoss& other) {
    loss += other.loss;
    pairs += other.pairs;
    right += other.right;
}

SteeringObjective::SteeringObjective(const CausalModel& model, std::vector<FeatureId> features,
                                     const PositionChoice& positions)
    : m_model(model), m_features(std::move(features)), m_positions(positions) {
    std::vector<std::int64_t> ids;
    ids.reserve(m_features.size());
    for (const FeatureId feature : m_features) {
        ids.push_back(feature.value());
    }
    const RewardModel& reward = m_model.model();
    const at::ScalarType precision = reward.dtype() == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor& decoder = m_model.sae().decoder;
    m_directions =
        decoder.detach().index_select(0, numbers(ids, decoder.device())).to(reward.device(), precision).contiguous();
}

void SteeringObjective::add(const CapturedBatch& source) {
    const at::NoGradGuard noGradients;
    std::unordered_map<std::int64_t, std::int64_t> positionOf;
    for (std::size_t i = 0; i < m_features.size(); ++i) {
        positionOf.emplace(m_features[i].value(), static_cast<std::int64_t>(i));
    }
    const std::int64_t k = source.latents.indices.size(1);
    const std::int64_t* indices = source.latents.indices.data_ptr<std::int64_t>();
    const float* values = source.latents.values.data_ptr<float>();
    const at::Tensor scale = source.scale.to(at::kCPU, at::kDouble).contiguous();
    struct Firing {
        std::int64_t row, feature;
        double strength;
    };
    std::vector<Firing> firings;
    std::vector<bool> reached(source.tokens.size(), false);
    for (std::int64_t row = 0; row < source.rowCount(); ++row) {
        if (!takesRow(source, m_positions, row)) {
            continue;
        }
        for (std::int64_t j = row * k; j < (row + 1) * k; ++j) {
            const auto it = positionOf.find(indices[j]);
            if (it != positionOf.end() && values[j] != 0.0f) {
                firings.push_back({row, it->second, static_cast<double>(values[j]) * scale.data_ptr<double>()[row]});
                reached[source.rows[static_cast<std::size_t>(row)].pair] = true;
            }
        }
    }

    Batch batch;
    batch.pairs = source.tokens.size();
    std::vector<PairTokens> tokens;
    for (std::size_t pair = 0; pair < reached.size(); ++pair) {
        if (reached[pair]) {
            tokens.push_back(source.tokens[pair]);
            continue;
        }
        const double margin = source.rewards[pair].margin();
        batch.constant.add({pairLoss(margin), 1, margin > 0.0 ? 1u : 0u, {}});
    }
    if (!tokens.empty()) {
        // The rows of the pairs that change, in the order that packPairs() gives them.
        std::vector<std::int64_t> kept;
        std::vector<std::int64_t> place(source.rows.size(), -1);
        for (std::size_t row = 0; row < source.rows.size(); ++row) {
            if (reached[source.rows[row].pair]) {
                place[row] = static_cast<std::int64_t>(kept.size());
                kept.push_back(static_cast<std::int64_t>(row));
            }
        }
        std::vector<std::int64_t> rows, entryRow, entry;
        std::vector<double> strengths;
        for (const Firing& firing : firings) {
            const std::int64_t row = place[static_cast<std::size_t>(firing.row)];
            if (rows.empty() || rows.back() != row) {
                rows.push_back(row);
            }
            entryRow.push_back(static_cast<std::int64_t>(rows.size()) - 1);
            entry.push_back(firing.feature);
            strengths.push_back(firing.strength);
        }
        const c10::Device device = source.hidden.device();
        batch.packed = packPairs(tokens, device);
        batch.hidden = source.hidden.index_select(0, rowTensor(kept, device));
        batch.rows = numbers(rows, device);
        batch.entryRow = numbers(entryRow, device);
        batch.entry = numbers(entry, device);
        batch.strengths = at::tensor(strengths, at::kDouble).to(device, m_directions.scalar_type());
    }
    m_batches.push_back(std::move(batch));
}

std::uint64_t SteeringObjective::pairCount() const {
    std::uint64_t count = 0;
    for (const Batch& batch : m_batches) {
        count += batch.pairs;
    }
    return count;
}

SteeringLoss SteeringObjective::evaluate(std::size_t number, const std::vector<double>& factors, bool gradient) const {
    const Batch& batch = m_batches[number];
    SteeringLoss result = batch.constant;
    if (gradient) {
        result.gradient.assign(m_features.size(), 0.0);
    }
    if (!batch.hidden.defined()) {
        return result;
    }
    const at::AutoGradMode mode(gradient);
    const at::ScalarType precision = m_directions.scalar_type();
    at::Tensor alpha = at::tensor(factors, at::kDouble).to(m_directions.device(), precision);
    if (gradient) {
        alpha.requires_grad_(true);
    }
    const at::Tensor amounts = (alpha - 1.0).index_select(0, batch.entry) * batch.strengths;
    const at::Tensor coefficients =
        at::zeros({batch.rows.size(0), m_directions.size(0)}, m_directions.options())
            .index_put({c10::optional<at::Tensor>(batch.entryRow), c10::optional<at::Tensor>(batch.entry)}, amounts);
    const at::Tensor stream =
        batch.hidden.to(precision).index_add(0, batch.rows, at::matmul(coefficients, m_directions));
    const at::Tensor rewards =
        m_model.model().rewardsFromHidden(batch.packed, stream.to(batch.hidden.scalar_type()), m_model.layer());
    const at::Tensor pairs = rewards.view({-1, 2});
    const at::Tensor margins = pairs.select(1, 0) - pairs.select(1, 1);
    const at::Tensor loss = -at::log_sigmoid(margins).sum();
    const at::Tensor host = margins.detach().to(at::kCPU, at::kDouble).contiguous();
    for (std::int64_t i = 0; i < host.numel(); ++i) {
        const double margin = host.data_ptr<double>()[i];
        result.add({pairLoss(margin), 1, margin > 0.0 ? 1u : 0u, {}});
    }
    if (gradient) {
        const at::Tensor slope = torch::autograd::grad({loss}, {alpha})[0].to(at::kCPU, at::kDouble).contiguous();
        result.gradient.assign(slope.data_ptr<double>(), slope.data_ptr<double>() + slope.numel());
    }
    return result;
}

SteeringLoss SteeringObjective::evaluateAll(const std::vector<double>& factors) const {
    SteeringLoss sum;
    for (std::size_t i = 0; i < m_batches.size(); ++i) {
        sum.add(evaluate(i, factors, false));
    }
    return sum;
}

}  // namespace saferscope
