// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace saferscope::bench {

/// A reward-model training step as published trainers arrange it, written anew for comparison. What it mirrors:
/// - the reward trainers of OpenRLHF, TRL and LLaMA-Factory: the chosen answers and then the rejected ones in one
///   batch, each with its own copy of the prompt, padded on the right to the longest; rewards -log sigma(r_c - r_r);
/// - the eager Llama of Hugging Face transformers: query, key, value, gate and up as products of their own, norms in
///   single operations, rotate_half, keys and values repeated for every query head, an additive mask [R, 1, S, S],
///   softmax over whole [R, H, S, S] scores, every block and the score head on every token, the reward gathered at the
///   last one;
/// - torch.nn.utils.clip_grad_norm_ (a norm per tensor, every gradient multiplied) and torch.optim.AdamW's loop over
///   tensors, with dense gradients that are dropped before each step (set_to_none).
/// All of it libtorch operations under autograd, in float32.
class PaddedTrainer {
public:
    struct Settings {
        double weightDecay = 1e-3;  ///< matrices only, as ours
        double maxGradientNorm = 1.0;
        double beta1 = 0.9;
        double beta2 = 0.999;
        double epsilon = 1e-8;
        std::size_t passPairs = 8;  ///< pairs per forward pass; gradients add up over a step
    };
    /// Copies the weights.
    PaddedTrainer(const RewardModel& model, const Settings& settings);

    /// The mean loss; gradients are in `weights` afterwards. Every pair has a rejected answer. Each pass is padded to
    /// its own longest.
    double backward(std::span<const PairTokens> pairs);
    /// backward(), clip, update. Returns the loss.
    double step(std::span<const PairTokens> pairs, double learningRate);

    /// Under their Hugging Face names.
    const std::map<std::string, at::Tensor>& weights() const { return m_weights; }
    /// Bytes of weights, gradients and moments.
    std::uint64_t fixedBytes() const;

private:
    at::Tensor lossSum(std::span<const PairTokens> pairs) const;
    at::Tensor rewards(const at::Tensor& ids, const at::Tensor& last) const;
    at::Tensor block(const std::string& name, const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin,
                     const at::Tensor& mask) const;
    void clip();
    void update(double learningRate);

    const ModelConfig m_config;
    const Settings m_settings;
    std::map<std::string, at::Tensor> m_weights;
    std::map<std::string, at::Tensor> m_m;
    std::map<std::string, at::Tensor> m_v;
    std::int64_t m_steps = 0;
};

/// Rows of the padded passes of a step: per pass 2 pairs * the longest sequence.
std::int64_t paddedRows(std::span<const PairTokens> pairs, std::size_t passPairs);

}  // namespace saferscope::bench
