// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/padded_training.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace saferscope::bench {

namespace {

std::int64_t longest(std::span<const PairTokens> pairs) {
    std::size_t most = 0;
    for (const PairTokens& pair : pairs) {
        most = std::max(most, pair.prompt.size() + std::max(pair.chosen.size(), pair.rejected.size()));
    }
    return static_cast<std::int64_t>(most);
}

at::Tensor norm(const at::Tensor& x, const at::Tensor& weight, double eps) {
    const at::Tensor variance = x.pow(2).mean({-1}, true);
    return weight * (x * at::rsqrt(variance + eps));
}

at::Tensor rotateHalf(const at::Tensor& x) {
    const std::int64_t half = x.size(-1) / 2;
    return at::cat({-x.narrow(-1, half, half), x.narrow(-1, 0, half)}, -1);
}

/// [R, K, S, D] -> [R, K * times, S, D]
at::Tensor repeatHeads(const at::Tensor& x, std::int64_t times) {
    if (times == 1) {
        return x;
    }
    return x.unsqueeze(2)
        .expand({x.size(0), x.size(1), times, x.size(2), x.size(3)})
        .reshape({x.size(0), x.size(1) * times, x.size(2), x.size(3)});
}

}  // namespace

std::int64_t paddedRows(std::span<const PairTokens> pairs, std::size_t passPairs) {
    std::int64_t rows = 0;
    for (; !pairs.empty(); pairs = pairs.subspan(std::min(passPairs, pairs.size()))) {
        const auto pass = pairs.first(std::min(passPairs, pairs.size()));
        rows += 2 * static_cast<std::int64_t>(pass.size()) * longest(pass);
    }
    return rows;
}

PaddedTrainer::PaddedTrainer(const RewardModel& model, const Settings& settings)
    : m_config(model.config()), m_settings(settings) {
    for (const auto& [name, weight] : model.parameters()) {
        at::Tensor copy = weight.detach().clone(at::MemoryFormat::Contiguous);
        m_m[name] = at::zeros_like(copy);
        m_v[name] = at::zeros_like(copy);
        m_weights[name] = copy.requires_grad_(true);
    }
}

at::Tensor PaddedTrainer::block(const std::string& name, const at::Tensor& x, const at::Tensor& cos,
                                const at::Tensor& sin, const at::Tensor& mask) const {
    const auto weight = [&](const char* part) { return m_weights.at(name + part); };
    const std::int64_t sequences = x.size(0);
    const std::int64_t slots = x.size(1);
    const at::Tensor normed = norm(x, weight("input_layernorm.weight"), m_config.rmsNormEps);
    const auto heads = [&](const char* part, std::int64_t count) {
        return at::linear(normed, weight(part)).view({sequences, slots, count, m_config.headDim}).transpose(1, 2);
    };
    at::Tensor query = heads("self_attn.q_proj.weight", m_config.heads);
    at::Tensor key = heads("self_attn.k_proj.weight", m_config.kvHeads);
    at::Tensor value = heads("self_attn.v_proj.weight", m_config.kvHeads);
    query = query * cos + rotateHalf(query) * sin;
    key = key * cos + rotateHalf(key) * sin;
    key = repeatHeads(key, m_config.heads / m_config.kvHeads);
    value = repeatHeads(value, m_config.heads / m_config.kvHeads);
    at::Tensor scores = at::matmul(query, key.transpose(2, 3)) / std::sqrt(static_cast<double>(m_config.headDim));
    scores = scores + mask;
    const at::Tensor mixed = at::matmul(at::softmax(scores, -1), value)
                                 .transpose(1, 2)
                                 .reshape({sequences, slots, m_config.heads * m_config.headDim});
    const at::Tensor middle = x + at::linear(mixed, weight("self_attn.o_proj.weight"));
    const at::Tensor inner = norm(middle, weight("post_attention_layernorm.weight"), m_config.rmsNormEps);
    const at::Tensor gate = at::silu(at::linear(inner, weight("mlp.gate_proj.weight")));
    return middle + at::linear(gate * at::linear(inner, weight("mlp.up_proj.weight")), weight("mlp.down_proj.weight"));
}

at::Tensor PaddedTrainer::rewards(const at::Tensor& ids, const at::Tensor& last) const {
    const std::int64_t sequences = ids.size(0);
    const std::int64_t slots = ids.size(1);
    // Right-padding: no token sees the padding behind it, but the padded mask is laid out for every sequence.
    const at::Tensor causal = at::full({slots, slots}, -std::numeric_limits<float>::infinity(), at::kFloat).triu(1);
    const at::Tensor mask = causal.expand({sequences, 1, slots, slots}).contiguous();
    const at::Tensor even = at::arange(0, m_config.headDim, 2, at::kFloat);
    const at::Tensor frequencies = at::pow(m_config.ropeTheta, -(even / static_cast<double>(m_config.headDim)));
    const at::Tensor half = at::outer(at::arange(slots, at::kFloat), frequencies);
    const at::Tensor angles = at::cat({half, half}, -1);  // [S, D]
    const at::Tensor cos = angles.cos();
    const at::Tensor sin = angles.sin();
    at::Tensor x = at::embedding(m_weights.at("model.embed_tokens.weight"), ids);
    for (std::int64_t layer = 0; layer < m_config.layers; ++layer) {
        x = block("model.layers." + std::to_string(layer) + ".", x, cos, sin, mask);
    }
    x = norm(x, m_weights.at("model.norm.weight"), m_config.rmsNormEps);
    return at::linear(x, m_weights.at("score.weight")).squeeze(-1).gather(1, last.unsqueeze(1)).squeeze(1);
}

at::Tensor PaddedTrainer::lossSum(std::span<const PairTokens> pairs) const {
    const std::int64_t slots = longest(pairs);
    const auto sequences = static_cast<std::int64_t>(2 * pairs.size());
    at::Tensor ids = at::zeros({sequences, slots}, at::kLong);
    at::Tensor last = at::zeros({sequences}, at::kLong);
    std::int64_t row = 0;
    for (const bool chosen : {true, false}) {
        for (const PairTokens& pair : pairs) {
            std::int64_t* const begin = ids.data_ptr<std::int64_t>() + row * slots;
            const auto& answer = chosen ? pair.chosen : pair.rejected;
            std::int64_t* const end =
                std::copy(answer.begin(), answer.end(), std::copy(pair.prompt.begin(), pair.prompt.end(), begin));
            last.data_ptr<std::int64_t>()[row++] = end - begin - 1;
        }
    }
    const auto half = static_cast<std::int64_t>(pairs.size());
    const at::Tensor given = rewards(ids, last);
    return -at::log_sigmoid(given.narrow(0, 0, half) - given.narrow(0, half, half)).sum();
}

double PaddedTrainer::backward(std::span<const PairTokens> pairs) {
    for (auto& [name, weight] : m_weights) {
        weight.mutable_grad() = at::Tensor();
    }
    const double share = 1.0 / static_cast<double>(pairs.size());
    double total = 0.0;
    for (; !pairs.empty(); pairs = pairs.subspan(std::min(m_settings.passPairs, pairs.size()))) {
        const at::Tensor loss = lossSum(pairs.first(std::min(m_settings.passPairs, pairs.size()))) * share;
        loss.backward();
        total += loss.item<double>();
    }
    return total;
}

void PaddedTrainer::clip() {
    std::vector<at::Tensor> norms;
    for (const auto& [name, weight] : m_weights) {
        norms.push_back(at::norm(weight.grad(), 2));
    }
    const at::Tensor total = at::norm(at::stack(norms), 2);
    const at::Tensor factor = at::clamp_max(m_settings.maxGradientNorm / (total + 1e-6), 1.0);
    for (auto& [name, weight] : m_weights) {
        weight.mutable_grad().mul_(factor);
    }
}

void PaddedTrainer::update(double learningRate) {
    ++m_steps;
    const auto power = static_cast<double>(m_steps);
    const double rate = learningRate / (1.0 - std::pow(m_settings.beta1, power));
    const double rootCorrection = std::sqrt(1.0 - std::pow(m_settings.beta2, power));
    for (auto& [name, weight] : m_weights) {
        const at::Tensor& gradient = weight.grad();
        at::Tensor& m = m_m.at(name);
        at::Tensor& v = m_v.at(name);
        if (weight.dim() >= 2) {
            weight.mul_(1.0 - learningRate * m_settings.weightDecay);
        }
        m.mul_(m_settings.beta1).add_(gradient, 1.0 - m_settings.beta1);
        v.mul_(m_settings.beta2).addcmul_(gradient, gradient, 1.0 - m_settings.beta2);
        const at::Tensor denominator = (v.sqrt() / rootCorrection).add_(m_settings.epsilon);
        weight.addcdiv_(m, denominator, -rate);
    }
}

double PaddedTrainer::step(std::span<const PairTokens> pairs, double learningRate) {
    const double loss = backward(pairs);
    const at::NoGradGuard noGradients;
    clip();
    update(learningRate);
    return loss;
}

std::uint64_t PaddedTrainer::fixedBytes() const {
    std::uint64_t bytes = 0;
    for (const auto& [name, weight] : m_weights) {
        bytes += 4 * weight.nbytes();
    }
    return bytes;
}

}  // namespace saferscope::bench
