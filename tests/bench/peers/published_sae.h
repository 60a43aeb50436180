// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace saferscope::bench {

/// How the published code trains its TopK autoencoder, in our own plain libtorch: dense pre-activations [N, M],
/// at::topk, the k values scattered into a dense code [N, M], a dense decoder product, autograd for every gradient,
/// Adam over every weight tensor by tensor, decoder columns to unit norm every 10 steps. Mirrors SAFER's released
/// training loop (arXiv 2507.00665) as its method is described; written from that description. No AuxK loss there.
class PublishedSae {
public:
    /// Starts from a copy of `start`. The decoder is kept as [d, M], as a linear layer has it.
    explicit PublishedSae(const Sae& start);

    /// x: [N, d] standardised. Returns the loss before the update.
    double step(const at::Tensor& x, double learningRate);

private:
    void adam(double learningRate);

    std::int64_t m_k = 0;
    std::int64_t m_steps = 0;
    std::vector<at::Tensor> m_weights;  ///< pre-bias, latent bias, encoder, decoder; leaves of autograd
    std::vector<at::Tensor> m_first;
    std::vector<at::Tensor> m_second;
};

}  // namespace saferscope::bench
