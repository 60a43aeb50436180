// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace saferscope {

SaeQualityMeter::SaeQualityMeter(std::int64_t latents) : m_fired(at::zeros({latents}, at::kBool)) {}

void SaeQualityMeter::add(const at::Tensor& h, const at::Tensor& reconstruction, const SparseLatents& latents) {
    const at::NoGradGuard noGradients;
    if (h.size(0) == 0) {
        return;
    }
    const at::Tensor raw = h.detach().to(at::kCPU, at::kDouble);
    const at::Tensor error = (raw - reconstruction.detach().to(at::kCPU, at::kDouble)).square().sum(1);
    const at::Tensor norm = raw.square().sum(1);
    m_tokens += raw.size(0);
    m_squaredError += error.sum().item<double>();
    m_squaredNorm += norm.sum().item<double>();
    // A row of zeros has no relative error; its absolute error still counts in fvu.
    m_relativeError += at::where(norm > 0, error / norm, at::zeros_like(norm)).sum().item<double>();
    const at::Tensor sum = raw.sum(0);
    m_sum = m_sum.defined() ? m_sum + sum : sum;
    const at::Tensor active = latents.values.to(at::kCPU) > 0;
    m_active += static_cast<double>(active.sum().item<std::int64_t>());
    m_fired.index_fill_(0, latents.indices.to(at::kCPU).masked_select(active), true);
}

SaeQuality SaeQualityMeter::result() const {
    SaeQuality quality;
    quality.tokens = m_tokens;
    if (m_tokens == 0) {
        return quality;
    }
    const auto tokens = static_cast<double>(m_tokens);
    const double variance = m_squaredNorm - m_sum.square().sum().item<double>() / tokens;
    quality.fvu = variance > 0.0 ? m_squaredError / variance : 0.0;
    quality.nmse = m_relativeError / tokens;
    quality.l0 = m_active / tokens;
    quality.deadFraction =
        1.0 - static_cast<double>(m_fired.sum().item<std::int64_t>()) / static_cast<double>(m_fired.numel());
    return quality;
}

}  // namespace saferscope
