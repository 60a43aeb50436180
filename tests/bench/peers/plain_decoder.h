// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"

#include <ATen/ATen.h>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace saferscope::bench {

/// A Llama with a reward head as Hugging Face transformers runs it by default (eager attention), written anew in plain
/// libtorch operations: every projection a product of its own, RMSNorm in float32 and single operations, rotate_half,
/// keys and values repeated for every query head, an additive mask [B, 1, S, S], softmax in float32 over whole
/// [B, H, S, S] scores, every block on every token, padding among them. Forward only.
class PlainDecoder {
public:
    /// Shares the weights of the model, in their dtype. Models with biases in the MLP are not supported.
    explicit PlainDecoder(const RewardModel& model);

    struct Output {
        at::Tensor rewards;  ///< [B] score . norm(h) at the last token, dtype of the weights
        at::Tensor hidden;   ///< [B, S, d] residual stream asked for: 0 embeddings, i after block i (before the norm)
        at::Tensor logits;   ///< [B, S, V] of a language head tied to the embeddings, where asked for
    };
    /// ids [B, S] int64, padded on the right with any id; lengths: tokens of each sequence, at least 1.
    Output run(const at::Tensor& ids, std::span<const std::int64_t> lengths, std::int64_t layer,
               bool languageHead = false) const;

    const ModelConfig& config() const { return m_config; }

private:
    struct Position {
        at::Tensor cos;   ///< [S, headDim]
        at::Tensor sin;   ///< [S, headDim]
        at::Tensor mask;  ///< [B, 1, S, S], 0 or the smallest number
    };
    const at::Tensor& weight(const std::string& name) const { return m_weights.at(name); }
    at::Tensor norm(const at::Tensor& x, const std::string& name) const;
    at::Tensor attention(const std::string& block, const at::Tensor& x, const Position& position) const;

    ModelConfig m_config;
    std::map<std::string, at::Tensor> m_weights;  ///< under their Hugging Face names
};

/// Sequences padded on the right with id 0: [B, S], S the longest or `slots` if that is more.
at::Tensor padRight(std::span<const std::vector<std::int32_t>> sequences, std::int64_t slots = 0);

}  // namespace saferscope::bench
