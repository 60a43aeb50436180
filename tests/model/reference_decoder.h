// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <complex>
#include <map>
#include <numbers>
#include <string>
#include <vector>

/// The same network a second time, as loops over doubles for one sequence, written from the papers (RMSNorm, RoPE,
/// grouped-query attention, SwiGLU, Llama 3.1's RoPE scaling, sliding windows, soft-capping, norms of heads and around
/// both halves of a block) and sharing no code with core/model. Slow on purpose. Which tensors there are decides more
/// than the configuration: a bias or a norm that is in the weights is used.
namespace saferscope::testing {

class ReferenceDecoder {
public:
    using Rows = std::vector<std::vector<double>>;
    struct Output {
        std::vector<Rows> hidden;  ///< [layers + 1][tokens][d]
        double reward = 0.0;
    };

    explicit ReferenceDecoder(const RewardModel& model) : m_config(model.config()) {
        for (const auto& [name, tensor] : model.parameters()) {
            const at::Tensor wide = tensor.detach().to(at::kDouble).contiguous();
            m_weights[name].assign(wide.data_ptr<double>(), wide.data_ptr<double>() + wide.numel());
        }
    }

    Output run(const std::vector<std::int32_t>& tokens) const {
        Output output;
        Rows x;
        for (const std::int32_t token : tokens) {
            const auto begin = weight("model.embed_tokens.weight").begin() + token * m_config.hiddenSize;
            x.emplace_back(begin, begin + m_config.hiddenSize);
            for (double& value : x.back()) {
                value *= m_config.family == "gemma2" ? std::sqrt(double(m_config.hiddenSize)) : 1.0;
            }
        }
        output.hidden.push_back(x);
        for (std::int64_t layer = 0; layer < m_config.layers; ++layer) {
            const std::string block = "model.layers." + std::to_string(layer) + ".";
            addAttention(block, layer, x);
            for (auto& row : x) {
                const bool sandwich = m_weights.contains(block + "pre_feedforward_layernorm.weight");
                const auto normed = norm(
                    row, block + (sandwich ? "pre_feedforward_layernorm" : "post_attention_layernorm") + ".weight");
                auto inner = linear(block + "mlp.gate_proj", normed);
                const auto up = linear(block + "mlp.up_proj", normed);
                for (std::size_t i = 0; i < inner.size(); ++i) {
                    inner[i] = activation(inner[i]) * up[i];
                }
                const auto out = linear(block + "mlp.down_proj", inner);
                add(row, sandwich ? norm(out, block + "post_feedforward_layernorm.weight") : out);
            }
            output.hidden.push_back(x);
        }
        output.reward = linear("score", norm(x.back(), "model.norm.weight")).front();
        return output;
    }

private:
    using Row = std::vector<double>;

    const Row& weight(const std::string& name) const { return m_weights.at(name); }

    double activation(double x) const {
        if (m_config.family == "gemma2") {
            return 0.5 * x * (1.0 + std::tanh(std::sqrt(2.0 / std::numbers::pi) * (x + 0.044715 * x * x * x)));
        }
        return x / (1.0 + std::exp(-x));
    }

    Row norm(const Row& x, const std::string& name) const {
        double squares = 0.0;
        for (const double value : x) {
            squares += value * value;
        }
        const double root = std::sqrt(squares / static_cast<double>(x.size()) + m_config.rmsNormEps);
        Row result(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            result[i] = x[i] / root * (weight(name)[i] + (m_config.family == "gemma2" ? 1.0 : 0.0));
        }
        return result;
    }

    /// W x for W [rows, x.size()]
    Row times(const std::string& name, const Row& x) const {
        const Row& matrix = weight(name);
        Row result(matrix.size() / x.size(), 0.0);
        for (std::size_t row = 0; row < result.size(); ++row) {
            for (std::size_t i = 0; i < x.size(); ++i) {
                result[row] += matrix[row * x.size() + i] * x[i];
            }
        }
        return result;
    }

    /// W x + b, where there is a b.
    Row linear(const std::string& module, const Row& x) const {
        Row result = times(module + ".weight", x);
        if (m_weights.contains(module + ".bias")) {
            add(result, weight(module + ".bias"));
        }
        return result;
    }

    /// Norms one head in place, where there is a norm for it.
    void normHead(double* head, const std::string& name) const {
        if (!m_weights.contains(name)) {
            return;
        }
        const Row normed = norm(Row(head, head + m_config.headDim), name);
        std::copy(normed.begin(), normed.end(), head);
    }

    static void add(Row& x, const Row& y) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] += y[i];
        }
    }

    double frequency(std::int64_t pair) const {
        const double plain = 1.0 / std::pow(m_config.ropeTheta, 2.0 * double(pair) / double(m_config.headDim));
        if (!m_config.ropeScaling) {
            return plain / m_config.ropeLinearFactor;
        }
        const auto& scaling = *m_config.ropeScaling;
        const double turns = double(scaling.originalMaxPositions) * plain / (2.0 * std::numbers::pi);
        if (turns >= scaling.highFreqFactor) {
            return plain;
        }
        if (turns <= scaling.lowFreqFactor) {
            return plain / scaling.factor;
        }
        const double blend = (turns - scaling.lowFreqFactor) / (scaling.highFreqFactor - scaling.lowFreqFactor);
        return plain * (blend + (1.0 - blend) / scaling.factor);
    }

    /// Rotates one head: components i and i + headDim/2 are one complex number.
    void rotate(double* head, std::size_t position) const {
        const std::int64_t half = m_config.headDim / 2;
        for (std::int64_t i = 0; i < half; ++i) {
            const std::complex<double> turned =
                std::complex(head[i], head[i + half]) * std::polar(1.0, double(position) * frequency(i));
            head[i] = turned.real();
            head[i + half] = turned.imag();
        }
    }

    void addAttention(const std::string& block, std::int64_t layer, Rows& x) const {
        const auto size = static_cast<std::size_t>(m_config.headDim);
        const auto heads = static_cast<std::size_t>(m_config.heads);
        const auto kvHeads = static_cast<std::size_t>(m_config.kvHeads);
        Rows queries, keys, values, mixes;
        for (std::size_t position = 0; position < x.size(); ++position) {
            const Row normed = norm(x[position], block + "input_layernorm.weight");
            queries.push_back(linear(block + "self_attn.q_proj", normed));
            keys.push_back(linear(block + "self_attn.k_proj", normed));
            values.push_back(linear(block + "self_attn.v_proj", normed));
            for (std::size_t head = 0; head < heads; ++head) {
                normHead(&queries.back()[head * size], block + "self_attn.q_norm.weight");
                rotate(&queries.back()[head * size], position);
            }
            for (std::size_t head = 0; head < kvHeads; ++head) {
                normHead(&keys.back()[head * size], block + "self_attn.k_norm.weight");
                rotate(&keys.back()[head * size], position);
            }
        }
        const double divisor = std::sqrt(m_config.queryScalar.value_or(double(size)));
        const bool slides = std::size_t(layer) < m_config.slides.size() && m_config.slides[std::size_t(layer)];
        for (std::size_t row = 0; row < x.size(); ++row) {
            // "sliding_window" counts the token itself.
            const auto window = std::size_t(m_config.slidingWindow);
            const std::size_t first = slides && row + 1 > window ? row + 1 - window : 0;
            Row mixed(heads * size, 0.0);
            for (std::size_t head = 0; head < heads; ++head) {
                const std::size_t shared = head / (heads / kvHeads) * size;
                Row scores(row + 1, 0.0);
                double largest = -1e300;
                for (std::size_t seen = first; seen <= row; ++seen) {
                    for (std::size_t i = 0; i < size; ++i) {
                        scores[seen] += queries[row][head * size + i] * keys[seen][shared + i];
                    }
                    scores[seen] /= divisor;
                    if (m_config.scoreSoftcap > 0.0) {
                        scores[seen] = m_config.scoreSoftcap * std::tanh(scores[seen] / m_config.scoreSoftcap);
                    }
                    largest = std::max(largest, scores[seen]);
                }
                double sum = 0.0;
                for (std::size_t seen = first; seen <= row; ++seen) {
                    sum += scores[seen] = std::exp(scores[seen] - largest);
                }
                for (std::size_t seen = first; seen <= row; ++seen) {
                    for (std::size_t i = 0; i < size; ++i) {
                        mixed[head * size + i] += scores[seen] / sum * values[seen][shared + i];
                    }
                }
            }
            mixes.push_back(std::move(mixed));
        }
        const bool sandwich = m_weights.contains(block + "pre_feedforward_layernorm.weight");
        for (std::size_t row = 0; row < x.size(); ++row) {
            const Row out = linear(block + "self_attn.o_proj", mixes[row]);
            add(x[row], sandwich ? norm(out, block + "post_attention_layernorm.weight") : out);
        }
    }

    ModelConfig m_config;
    std::map<std::string, Row> m_weights;
};

}  // namespace saferscope::testing
