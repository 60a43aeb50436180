// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reward_model.h"

#include "core/base/random.h"
#include "core/model/decoder.h"
#include "core/model/layers.h"

#include <ATen/ATen.h>
#include <cmath>

namespace saferscope {

namespace {

/// Continues from the residual stream `layer`; the last block is computed for the last tokens alone unless its whole
/// output is asked for by `capture`.
at::Tensor runToReward(const DecoderWeights& weights, const BlockContext& context, at::Tensor x, std::int64_t layer,
                       std::int64_t captureLayer, at::Tensor* capture, bool stopAtCapture) {
    const auto layers = static_cast<std::int64_t>(weights.blocks.size());
    const PackedBatch& batch = context.batch;
    for (; layer < layers; ++layer) {
        if (layer == captureLayer) {
            *capture = x;
            if (stopAtCapture) {
                return {};
            }
        }
        const BlockWeights& block = weights.blocks[static_cast<std::size_t>(layer)];
        if (layer + 1 == layers && captureLayer != layers) {
            const at::Tensor last = runBlockForLastTokens(block, context, x);
            const at::Tensor rewards = rewardHead(weights, last);
            const bool inOrder = batch.lastTokens.size(0) == rewards.size(0);
            return inOrder ? rewards : rewards.index_select(0, batch.lastUnpadIndex);
        }
        x = runBlock(block, context, x);
    }
    if (captureLayer == layers) {
        *capture = x;
        if (stopAtCapture) {
            return {};
        }
    }
    return rewardHead(weights, x.index_select(0, batch.lastTokens));
}

}  // namespace

RewardModel::RewardModel(std::unique_ptr<DecoderWeights> weights) : m_weights(std::move(weights)) {}
RewardModel::RewardModel(RewardModel&&) noexcept = default;
RewardModel& RewardModel::operator=(RewardModel&&) noexcept = default;
RewardModel::~RewardModel() = default;

RewardModel RewardModel::random(const ModelConfig& config, std::uint64_t seed, const LoadOptions& options) {
    auto weights = DecoderWeights::allocate(config, options);
    Random generator(seed);
    const double residualScale = 1.0 / std::sqrt(2.0 * static_cast<double>(config.layers));
    for (auto& [name, tensor] : weights->named()) {
        if (tensor.dim() == 1) {
            tensor.fill_(1.0);
            continue;
        }
        const bool writesResidual = name.ends_with("o_proj.weight") || name.ends_with("down_proj.weight");
        const double deviation = 0.02 * (writesResidual ? residualScale : 1.0);
        at::Tensor host = at::empty(tensor.sizes(), at::kFloat);
        auto* values = host.data_ptr<float>();
        for (std::int64_t i = 0; i < host.numel(); ++i) {
            values[i] = static_cast<float>(deviation * generator.normal());
        }
        tensor.copy_(host);
    }
    return RewardModel(std::move(weights));
}

ForwardResult RewardModel::forward(const PackedBatch& batch, const ForwardOptions& options) const {
    TORCH_CHECK(options.captureLayer <= m_weights->config.layers, "there is no residual stream ", options.captureLayer);
    const BlockContext context = makeBlockContext(*m_weights, batch);
    ForwardResult result;
    const at::Tensor embedded = at::embedding(m_weights->embedding, batch.ids);
    const bool stop = options.stopAtCapture && options.captureLayer >= 0;
    result.rewards = runToReward(*m_weights, context, embedded, 0, options.captureLayer, &result.hidden, stop);
    return result;
}

at::Tensor RewardModel::rewardsFromHidden(const PackedBatch& batch, const at::Tensor& hidden,
                                          std::int64_t layer) const {
    TORCH_CHECK(layer >= 0 && layer <= m_weights->config.layers, "there is no residual stream ", layer);
    TORCH_CHECK(
        hidden.dim() == 2 && hidden.size(0) == batch.ids.size(0) && hidden.size(1) == m_weights->config.hiddenSize,
        "the residual stream given does not fit the batch");
    const BlockContext context = makeBlockContext(*m_weights, batch);
    return runToReward(*m_weights, context, hidden.to(dtype()), layer, -1, nullptr, false);
}

at::Tensor RewardModel::nextTokenLogits(const at::Tensor& hidden) const {
    const at::Tensor normed = rmsNorm(hidden, m_weights->norm, m_weights->config.rmsNormEps);
    return at::linear(normed, m_weights->embedding);
}

const ModelConfig& RewardModel::config() const { return m_weights->config; }
std::vector<NamedTensor> RewardModel::parameters() const { return m_weights->named(); }
c10::Device RewardModel::device() const { return m_weights->embedding.device(); }
at::ScalarType RewardModel::dtype() const { return m_weights->embedding.scalar_type(); }

std::int64_t RewardModel::parameterCount() const {
    std::int64_t count = 0;
    for (const auto& [name, tensor] : m_weights->named()) {
        count += tensor.numel();
    }
    return count;
}

void RewardModel::requireGradients(bool on) {
    for (auto& [name, tensor] : m_weights->named()) {
        tensor.requires_grad_(on);
        if (!on) {
            tensor.mutable_grad() = at::Tensor();
        }
    }
}

}  // namespace saferscope
