// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"

#include <ATen/ATen.h>
#include <cmath>
#include <complex>
#include <map>
#include <numbers>
#include <string>
#include <vector>

/// The same network a second time, as loops over doubles for one sequence, written from the papers (RMSNorm, RoPE,
/// grouped-query attention, SwiGLU, Llama 3.1's RoPE scaling) and sharing no code with core/model. Slow on purpose.
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
        }
        output.hidden.push_back(x);
        for (std::int64_t layer = 0; layer < m_config.layers; ++layer) {
            const std::string block = "model.layers." + std::to_string(layer) + ".";
            addAttention(block, x);
            for (auto& row : x) {
                const auto normed = norm(row, block + "post_attention_layernorm.weight");
                auto inner = times(block + "mlp.gate_proj.weight", normed);
                auto up = times(block + "mlp.up_proj.weight", normed);
                if (m_config.mlpBias) {
                    add(inner, weight(block + "mlp.gate_proj.bias"));
                    add(up, weight(block + "mlp.up_proj.bias"));
                    add(row, weight(block + "mlp.down_proj.bias"));
                }
                for (std::size_t i = 0; i < inner.size(); ++i) {
                    inner[i] = inner[i] / (1.0 + std::exp(-inner[i])) * up[i];
                }
                add(row, times(block + "mlp.down_proj.weight", inner));
            }
            output.hidden.push_back(x);
        }
        output.reward = times("score.weight", norm(x.back(), "model.norm.weight")).front();
        return output;
    }

private:
    using Row = std::vector<double>;

    const Row& weight(const std::string& name) const { return m_weights.at(name); }

    Row norm(const Row& x, const std::string& name) const {
        double squares = 0.0;
        for (const double value : x) {
            squares += value * value;
        }
        const double root = std::sqrt(squares / static_cast<double>(x.size()) + m_config.rmsNormEps);
        Row result(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            result[i] = x[i] / root * weight(name)[i];
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

    static void add(Row& x, const Row& y) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] += y[i];
        }
    }

    double frequency(std::int64_t pair) const {
        const double plain = 1.0 / std::pow(m_config.ropeTheta, 2.0 * double(pair) / double(m_config.headDim));
        if (!m_config.ropeScaling) {
            return plain;
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

    void addAttention(const std::string& block, Rows& x) const {
        const auto size = static_cast<std::size_t>(m_config.headDim);
        const auto heads = static_cast<std::size_t>(m_config.heads);
        const auto kvHeads = static_cast<std::size_t>(m_config.kvHeads);
        Rows queries, keys, values;
        for (std::size_t position = 0; position < x.size(); ++position) {
            const Row normed = norm(x[position], block + "input_layernorm.weight");
            queries.push_back(times(block + "self_attn.q_proj.weight", normed));
            keys.push_back(times(block + "self_attn.k_proj.weight", normed));
            values.push_back(times(block + "self_attn.v_proj.weight", normed));
            for (std::size_t head = 0; head < heads; ++head) {
                rotate(&queries.back()[head * size], position);
            }
            for (std::size_t head = 0; head < kvHeads; ++head) {
                rotate(&keys.back()[head * size], position);
            }
        }
        for (std::size_t row = 0; row < x.size(); ++row) {
            Row mixed(heads * size, 0.0);
            for (std::size_t head = 0; head < heads; ++head) {
                const std::size_t shared = head / (heads / kvHeads) * size;
                Row scores(row + 1, 0.0);
                double largest = -1e300;
                for (std::size_t seen = 0; seen <= row; ++seen) {
                    for (std::size_t i = 0; i < size; ++i) {
                        scores[seen] += queries[row][head * size + i] * keys[seen][shared + i];
                    }
                    scores[seen] /= std::sqrt(double(size));
                    largest = std::max(largest, scores[seen]);
                }
                double sum = 0.0;
                for (double& score : scores) {
                    sum += score = std::exp(score - largest);
                }
                for (std::size_t seen = 0; seen <= row; ++seen) {
                    for (std::size_t i = 0; i < size; ++i) {
                        mixed[head * size + i] += scores[seen] / sum * values[seen][shared + i];
                    }
                }
            }
            add(x[row], times(block + "self_attn.o_proj.weight", mixed));
        }
    }

    ModelConfig m_config;
    std::map<std::string, Row> m_weights;
};

}  // namespace saferscope::testing
