// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reward_model.h"

#include "core/model/decoder.h"
#include "core/model/inference_weights.h"
#include "core/model/layers.h"
#include "core/model/recompute.h"
#include "core/tensor/random_tensor.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cmath>
#include <functional>

namespace saferscope {

namespace {

using BlockRunner = std::function<at::Tensor(const BlockWeights& block, const at::Tensor& x, bool lastTokensOnly)>;

at::Tensor runOnce(const BlockWeights& block, const BlockContext& context, const at::Tensor& x, bool lastTokensOnly) {
    return lastTokensOnly ? runBlockForLastTokens(block, context, x) : runBlock(block, context, x);
}

/// A block context that outlives the call: the backward pass needs it again.
struct KeptContext {
    ModelConfig config;
    PackedBatch batch;
    BlockContext context;
    KeptContext(const ModelConfig& ofModel, const PackedBatch& given, const BlockContext& made)
        : config(ofModel), batch(given), context{config, batch, made.cos, made.sin, true} {}
};

BlockRunner recomputingRunner(const DecoderWeights& weights, const PackedBatch& batch, const BlockContext& context) {
    const auto kept = std::make_shared<const KeptContext>(weights.config, batch, context);
    return [kept](const BlockWeights& block, const at::Tensor& x, bool lastTokensOnly) {
        return recomputed([kept, block, lastTokensOnly](
                              const at::Tensor& input) { return runOnce(block, kept->context, input, lastTokensOnly); },
                          x, block.all());
    };
}

/// Continues from the residual stream `layer`; the last block is computed for the last tokens alone unless its whole
/// output is asked for by `capture`.
at::Tensor runToReward(const DecoderWeights& weights, const BlockContext& context, at::Tensor x, std::int64_t layer,
                       std::int64_t captureLayer, at::Tensor* capture, const BlockRunner& run, bool stopAtCapture) {
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
            const at::Tensor last = run(block, x, true);
            const at::Tensor rewards = rewardHead(weights, last);
            const bool inOrder = batch.lastTokens.size(0) == rewards.size(0);
            return inOrder ? rewards : rewards.index_select(0, batch.lastUnpadIndex);
        }
        x = run(block, x, false);
    }
    if (captureLayer == layers) {
        *capture = x;
        if (stopAtCapture) {
            return {};
        }
    }
    return rewardHead(weights, x.index_select(0, batch.lastTokens));
}

/// runToReward() with packed weights. x [N, d] float32 belongs to this pass.
at::Tensor runPacked(const InferenceWeights& packed, const DecoderWeights& weights, const BlockContext& context,
                     at::Tensor x, std::int64_t layer, std::int64_t captureLayer, at::Tensor* capture,
                     bool stopAtCapture) {
    const auto layers = static_cast<std::int64_t>(weights.blocks.size());
    const PackedBatch& batch = context.batch;
    for (; layer <= layers; ++layer) {
        if (layer == captureLayer) {
            if (stopAtCapture) {
                *capture = x;
                return {};
            }
            *capture = x.clone();  // blocks write in place
        }
        if (layer + 1 == layers && captureLayer != layers) {
            const at::Tensor rewards = packed.rewards(weights, packed.runForLastTokens(weights, context, x));
            const bool inOrder = batch.lastTokens.size(0) == rewards.size(0);
            return inOrder ? rewards : rewards.index_select(0, batch.lastUnpadIndex);
        }
        if (layer < layers) {
            packed.run(static_cast<std::size_t>(layer), weights, context, x);
        }
    }
    return packed.rewards(weights, x.index_select(0, batch.lastTokens));
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
            tensor.fill_(name.ends_with(".bias") || config.onePlusNorms ? 0.0 : 1.0);
            continue;
        }
        const bool writesResidual = name.ends_with("o_proj.weight") || name.ends_with("down_proj.weight");
        const double deviation = 0.02 * (writesResidual ? residualScale : 1.0);
        tensor.copy_(normalTensor(tensor.sizes(), deviation, generator));
    }
    return RewardModel(std::move(weights));
}

void RewardModel::prepareInference() { m_inference = InferenceWeights::make(*m_weights); }

const InferenceWeights* RewardModel::inferenceFor(const at::Tensor& x) const {
    const bool gradients = at::GradMode::is_enabled() && x.requires_grad();
    return m_inference && !gradients && m_inference->matches(*m_weights) ? m_inference.get() : nullptr;
}

ForwardResult RewardModel::forward(const PackedBatch& batch, const ForwardOptions& options) const {
    TORCH_CHECK(options.captureLayer <= m_weights->config.layers, "there is no residual stream ", options.captureLayer);
    const BlockContext context = makeBlockContext(*m_weights, batch);
    ForwardResult result;
    const bool stop = options.stopAtCapture && options.captureLayer >= 0;
    if (const InferenceWeights* packed = inferenceFor(m_weights->embedding)) {
        result.rewards = runPacked(*packed, *m_weights, context, packed->embed(*m_weights, batch.ids), 0,
                                   options.captureLayer, &result.hidden, stop);
        return result;
    }
    const at::Tensor embedded =
        scaledEmbeddings(at::embedding(m_weights->embedding, batch.ids), m_weights->config, dtype());
    const BlockRunner direct = [&context](const BlockWeights& block, const at::Tensor& x, bool lastTokensOnly) {
        return runOnce(block, context, x, lastTokensOnly);
    };
    const bool recompute = options.recomputeBlocks && at::GradMode::is_enabled();
    result.rewards = runToReward(*m_weights, context, embedded, 0, options.captureLayer, &result.hidden,
                                 recompute ? recomputingRunner(*m_weights, batch, context) : direct, stop);
    return result;
}

at::Tensor RewardModel::rewardsFromHidden(const PackedBatch& batch, const at::Tensor& hidden,
                                          std::int64_t layer) const {
    TORCH_CHECK(layer >= 0 && layer <= m_weights->config.layers, "there is no residual stream ", layer);
    TORCH_CHECK(
        hidden.dim() == 2 && hidden.size(0) == batch.ids.size(0) && hidden.size(1) == m_weights->config.hiddenSize,
        "the residual stream given does not fit the batch");
    const BlockContext context = makeBlockContext(*m_weights, batch);
    if (const InferenceWeights* packed = inferenceFor(hidden)) {
        return runPacked(*packed, *m_weights, context, hidden.to(at::kFloat, false, /*copy=*/true).contiguous(), layer,
                         -1, nullptr, false);
    }
    const BlockRunner direct = [&context](const BlockWeights& block, const at::Tensor& x, bool lastTokensOnly) {
        return runOnce(block, context, x, lastTokensOnly);
    };
    return runToReward(*m_weights, context, hidden.to(dtype()), layer, -1, nullptr, direct, false);
}

at::Tensor RewardModel::rewardsAtEveryToken(const PackedBatch& batch, const at::Tensor& hidden,
                                            std::int64_t layer) const {
    TORCH_CHECK(layer >= 0 && layer <= m_weights->config.layers, "there is no residual stream ", layer);
    const BlockContext context = makeBlockContext(*m_weights, batch);
    if (const InferenceWeights* packed = inferenceFor(hidden)) {
        at::Tensor x = hidden.to(at::kFloat, false, /*copy=*/true).contiguous();
        for (auto block = static_cast<std::size_t>(layer); block < m_weights->blocks.size(); ++block) {
            packed->run(block, *m_weights, context, x);
        }
        return packed->rewards(*m_weights, x);
    }
    at::Tensor x = hidden.to(dtype());
    for (auto block = static_cast<std::size_t>(layer); block < m_weights->blocks.size(); ++block) {
        x = runBlock(m_weights->blocks[block], context, x);
    }
    return rewardHead(*m_weights, x);
}

at::Tensor RewardModel::nextTokenLogits(const at::Tensor& hidden) const {
    const ModelConfig& config = m_weights->config;
    const at::Tensor normed = rmsNorm(hidden, m_weights->norm, config.rmsNormEps, config.onePlusNorms);
    const at::Tensor logits = at::linear(normed, m_weights->embedding);
    return config.logitSoftcap > 0.0 ? at::tanh(logits / config.logitSoftcap) * config.logitSoftcap : logits;
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
    if (on) {
        m_inference.reset();  // training writes through raw pointers
    }
    for (auto& [name, tensor] : trainableParameters()) {
        tensor.requires_grad_(on);
        if (!on) {
            tensor.mutable_grad() = at::Tensor();
        }
    }
}

void RewardModel::attachLora(const LoraSettings& settings) {
    requireGradients(false);
    m_inference.reset();
    saferscope::attachLora(*m_weights, settings);
}

void RewardModel::mergeLora() {
    const at::NoGradGuard noGradients;
    requireGradients(false);
    m_inference.reset();
    const std::vector<NamedTensor> own = m_weights->named();
    const std::vector<NamedTensor> merged = mergedWeights(*m_weights);
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (!merged[i].second.is_same(own[i].second)) {
            own[i].second.copy_(merged[i].second);
        }
    }
    for (BlockWeights& block : m_weights->blocks) {
        block.lora = {};
    }
}

void RewardModel::addToStream(std::int64_t layer, const at::Tensor& vector) {
    const at::NoGradGuard noGradients;
    TORCH_CHECK(layer >= 0 && layer <= m_weights->config.layers, "there is no residual stream ", layer);
    TORCH_CHECK(vector.dim() == 1 && vector.size(0) == m_weights->config.hiddenSize, "the vector has another width");
    const Status possible = canAddToStream(layer);
    TORCH_CHECK(possible, "the vector cannot be written into the weights");
    m_inference.reset();  // biases are weights it has not packed
    if (layer > 0 && !m_weights->config.mlpBias) {
        m_weights->spellAsLlama();
        m_weights->allocateMlpBiases();
    }
    const at::Tensor target =
        layer == 0 ? m_weights->embedding : m_weights->blocks[static_cast<std::size_t>(layer - 1)].downBias;
    const at::ScalarType precision = dtype() == at::kDouble ? at::kDouble : at::kFloat;
    // Rows of the embeddings may be multiplied before the first block reads them.
    const double factor = layer == 0 ? embeddingScale(m_weights->config, dtype()) : 1.0;
    target.copy_(target.detach().to(precision) + vector.to(device(), precision) / factor);
}

Status RewardModel::canAddToStream(std::int64_t layer) const {
    const ModelConfig& config = m_weights->config;
    if (layer == 0 || config.mlpBias || config.family == "llama") {
        return {};
    }
    const char* why = nullptr;
    if (config.sandwichNorms) {
        why = "it norms what a block adds, and a vector before that norm would not stay the same at every token";
    } else if (config.queryKeyNorm) {
        why = "its down projections have no bias, and no other family norms queries and keys as it does";
    } else if (config.slidingWindow > 0) {
        why = "its down projections have no bias, and the family that has them knows no sliding window";
    }
    if (why == nullptr) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                "A vector cannot be written into the weights above the embeddings of this " + config.family +
                    " model: " + why + ".",
                "Steer at layer 0, or steer while the model runs instead of changing its weights.");
}

bool RewardModel::hasLora() const { return !loraParameters(*m_weights).empty(); }

std::vector<NamedTensor> RewardModel::trainableParameters() const {
    std::vector<NamedTensor> factors = loraParameters(*m_weights);
    if (factors.empty()) {
        return m_weights->named();
    }
    factors.emplace_back("score.weight", m_weights->score);
    if (m_weights->scoreBias.defined()) {
        factors.emplace_back("score.bias", m_weights->scoreBias);
    }
    return factors;
}

}  // namespace saferscope
