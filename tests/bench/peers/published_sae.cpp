// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/published_sae.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cmath>

namespace saferscope::bench {

PublishedSae::PublishedSae(const Sae& start) : m_k(start.config().k) {
    for (const at::Tensor& weight : {start.preBias, start.latentBias, start.encoder, start.decoder.t()}) {
        m_weights.push_back(weight.detach().clone(at::MemoryFormat::Contiguous).requires_grad_(true));
        m_first.push_back(at::zeros_like(m_weights.back()));
        m_second.push_back(at::zeros_like(m_weights.back()));
    }
}

double PublishedSae::step(const at::Tensor& x, double learningRate) {
    double value = 0.0;
    {
        const at::Tensor pre = at::linear(x - m_weights[0], m_weights[2], m_weights[1]);
        const auto [values, indices] = at::topk(pre, m_k, -1);
        const at::Tensor code = at::zeros_like(pre).scatter(-1, indices, values);
        const at::Tensor rebuilt = at::linear(code, m_weights[3]) + m_weights[0];
        const at::Tensor loss = ((rebuilt - x).square().sum(-1) / x.square().sum(-1)).mean();
        loss.backward();
        value = loss.item<double>();
    }
    const at::NoGradGuard noGradients;
    adam(learningRate);
    if (m_steps % 10 == 0) {
        m_weights[3].div_(m_weights[3].norm(2, 0, true));
    }
    return value;
}

void PublishedSae::adam(double learningRate) {
    constexpr double beta1 = 0.9;
    constexpr double beta2 = 0.999;
    ++m_steps;
    const double correction1 = 1.0 - std::pow(beta1, static_cast<double>(m_steps));
    const double root2 = std::sqrt(1.0 - std::pow(beta2, static_cast<double>(m_steps)));
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        const at::Tensor gradient = m_weights[i].grad();
        m_first[i].mul_(beta1).add_(gradient, 1.0 - beta1);
        m_second[i].mul_(beta2).addcmul_(gradient, gradient, 1.0 - beta2);
        const at::Tensor denominator = (m_second[i].sqrt() / root2).add_(1e-8);
        m_weights[i].addcdiv_(m_first[i], denominator, -learningRate / correction1);
        m_weights[i].mutable_grad() = at::Tensor();
    }
}

}  // namespace saferscope::bench
