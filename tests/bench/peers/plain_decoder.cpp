// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/plain_decoder.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace saferscope::bench {

namespace {

/// [headDim / 2] float32, Llama 3.1's slowing down of long waves included.
at::Tensor inverseFrequencies(const ModelConfig& config) {
    const at::Tensor exponents = at::arange(0, config.headDim, 2, at::kFloat) / static_cast<double>(config.headDim);
    const at::Tensor plain = at::pow(config.ropeTheta, exponents.neg());
    if (!config.ropeScaling) {
        return plain;
    }
    const Llama3RopeScaling& scaling = *config.ropeScaling;
    // Waves that fit `high` times into the original length stay, those that fit less than `low` times are stretched.
    const at::Tensor fits = plain * (static_cast<double>(scaling.originalMaxPositions) / (2.0 * std::numbers::pi));
    const at::Tensor kept =
        ((fits - scaling.lowFreqFactor) / (scaling.highFreqFactor - scaling.lowFreqFactor)).clamp(0.0, 1.0);
    return plain * kept + plain / scaling.factor * (1.0 - kept);
}

at::Tensor rotateHalf(const at::Tensor& x) {
    const std::int64_t half = x.size(-1) / 2;
    return at::cat({x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half)}, -1);
}

/// [B, K, S, D] -> [B, K * times, S, D]
at::Tensor repeatHeads(const at::Tensor& x, std::int64_t times) {
    if (times == 1) {
        return x;
    }
    return x.unsqueeze(2)
        .expand({x.size(0), x.size(1), times, x.size(2), x.size(3)})
        .reshape({x.size(0), x.size(1) * times, x.size(2), x.size(3)});
}

/// Causal, and no token sees padding.
at::Tensor additiveMask(std::span<const std::int64_t> lengths, std::int64_t slots, at::ScalarType dtype) {
    const auto sequences = static_cast<std::int64_t>(lengths.size());
    const at::Tensor hidden = at::ones({slots, slots}, at::kBool).triu(1).expand({sequences, 1, slots, slots}).clone();
    for (std::int64_t row = 0; row < sequences; ++row) {
        const std::int64_t length = lengths[static_cast<std::size_t>(row)];
        hidden.select(0, row).narrow(-1, length, slots - length).fill_(true);
    }
    const double smallest = dtype == at::kDouble ? -std::numeric_limits<double>::max() : -3.0e38;
    return at::zeros(hidden.sizes(), at::TensorOptions(dtype)).masked_fill_(hidden, smallest);
}

}  // namespace

at::Tensor padRight(std::span<const std::vector<std::int32_t>> sequences, std::int64_t slots) {
    for (const auto& sequence : sequences) {
        slots = std::max(slots, static_cast<std::int64_t>(sequence.size()));
    }
    at::Tensor ids = at::zeros({static_cast<std::int64_t>(sequences.size()), slots}, at::kLong);
    std::int64_t* row = ids.data_ptr<std::int64_t>();
    for (const auto& sequence : sequences) {
        std::copy(sequence.begin(), sequence.end(), row);
        row += slots;
    }
    return ids;
}

PlainDecoder::PlainDecoder(const RewardModel& model) : m_config(model.config()) {
    TORCH_CHECK(!m_config.mlpBias, "the plain decoder knows no biases");
    for (const auto& [name, tensor] : model.parameters()) {
        m_weights[name] = tensor.detach();
    }
}

at::Tensor PlainDecoder::norm(const at::Tensor& x, const std::string& name) const {
    const at::ScalarType precision = x.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor wide = x.to(precision);
    const at::Tensor variance = wide.pow(2).mean({-1}, true);
    return weight(name) * (wide * at::rsqrt(variance + m_config.rmsNormEps)).to(x.scalar_type());
}

at::Tensor PlainDecoder::attention(const std::string& block, const at::Tensor& x, const Position& position) const {
    const std::int64_t sequences = x.size(0);
    const std::int64_t slots = x.size(1);
    const auto heads = [&](const char* name, std::int64_t count) {
        return at::linear(x, weight(block + name)).view({sequences, slots, count, m_config.headDim}).transpose(1, 2);
    };
    at::Tensor query = heads("self_attn.q_proj.weight", m_config.heads);
    at::Tensor key = heads("self_attn.k_proj.weight", m_config.kvHeads);
    const at::Tensor value = heads("self_attn.v_proj.weight", m_config.kvHeads);
    query = query * position.cos + rotateHalf(query) * position.sin;
    key = key * position.cos + rotateHalf(key) * position.sin;
    const std::int64_t times = m_config.heads / m_config.kvHeads;
    const at::Tensor scores = at::matmul(query, repeatHeads(key, times).transpose(2, 3)) *
                              (1.0 / std::sqrt(static_cast<double>(m_config.headDim)));
    const at::ScalarType precision = x.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor shares = at::softmax(scores + position.mask, -1, precision).to(x.scalar_type());
    const at::Tensor mixed = at::matmul(shares, repeatHeads(value, times))
                                 .transpose(1, 2)
                                 .reshape({sequences, slots, m_config.heads * m_config.headDim});
    return at::linear(mixed, weight(block + "self_attn.o_proj.weight"));
}

PlainDecoder::Output PlainDecoder::run(const at::Tensor& ids, std::span<const std::int64_t> lengths, std::int64_t layer,
                                       bool languageHead) const {
    const at::NoGradGuard noGradients;
    const std::int64_t slots = ids.size(1);
    const at::ScalarType dtype = weight("score.weight").scalar_type();
    const at::Tensor half = at::outer(at::arange(slots, at::kFloat), inverseFrequencies(m_config));
    const at::Tensor angles = at::cat({half, half}, -1);
    const Position position{angles.cos().to(dtype), angles.sin().to(dtype), additiveMask(lengths, slots, dtype)};

    Output output;
    at::Tensor x = at::embedding(weight("model.embed_tokens.weight"), ids);
    for (std::int64_t number = 0; number < m_config.layers; ++number) {
        if (number == layer) {
            output.hidden = x;
        }
        const std::string block = "model.layers." + std::to_string(number) + ".";
        x = x + attention(block, norm(x, block + "input_layernorm.weight"), position);
        const at::Tensor inner = norm(x, block + "post_attention_layernorm.weight");
        const at::Tensor gate = at::silu(at::linear(inner, weight(block + "mlp.gate_proj.weight")));
        const at::Tensor up = at::linear(inner, weight(block + "mlp.up_proj.weight"));
        x = x + at::linear(gate * up, weight(block + "mlp.down_proj.weight"));
    }
    if (layer == m_config.layers) {
        output.hidden = x;
    }
    x = norm(x, "model.norm.weight");
    if (languageHead) {
        output.logits = at::linear(x, weight("model.embed_tokens.weight"));
    }
    const at::Tensor last = at::empty({ids.size(0)}, at::kLong);
    for (std::int64_t row = 0; row < ids.size(0); ++row) {
        last.data_ptr<std::int64_t>()[row] = lengths[static_cast<std::size_t>(row)] - 1;
    }
    output.rewards = at::linear(x, weight("score.weight")).squeeze(-1).gather(1, last.unsqueeze(1)).squeeze(1);
    return output;
}

}  // namespace saferscope::bench
