// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sae/slow_sae.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>

namespace saferscope::check {

std::vector<double> rowOf(const at::Tensor& tensor, std::int64_t index) {
    const at::Tensor row = tensor.select(0, index).to(at::kDouble).contiguous();
    return {row.data_ptr<double>(), row.data_ptr<double>() + row.numel()};
}

SlowToken slowEncode(const Sae& sae, const std::vector<double>& h) {
    const auto d = static_cast<std::int64_t>(h.size());
    double mean = 0.0;
    for (const double value : h) {
        mean += value / static_cast<double>(d);
    }
    double squares = 0.0;
    for (const double value : h) {
        squares += (value - mean) * (value - mean);
    }
    const double scale = std::sqrt(squares / static_cast<double>(d - 1)) + 1e-6;
    const std::vector<double> preBias = rowOf(sae.preBias.unsqueeze(0), 0);
    const std::vector<double> latentBias = rowOf(sae.latentBias.unsqueeze(0), 0);
    std::vector<std::pair<std::int64_t, double>> latents;
    for (std::int64_t m = 0; m < sae.config().latents; ++m) {
        const std::vector<double> weights = rowOf(sae.encoder, m);
        double sum = latentBias[static_cast<std::size_t>(m)];
        for (std::size_t i = 0; i < h.size(); ++i) {
            sum += weights[i] * ((h[i] - mean) / scale - preBias[i]);
        }
        latents.emplace_back(m, sum);
    }
    std::sort(latents.begin(), latents.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    latents.resize(static_cast<std::size_t>(sae.config().k));
    SlowToken token{latents, preBias};
    for (const auto& [m, value] : latents) {
        const std::vector<double> direction = rowOf(sae.decoder, m);
        for (std::size_t i = 0; i < h.size(); ++i) {
            token.rebuilt[i] += value * direction[i];
        }
    }
    for (double& value : token.rebuilt) {
        value = value * scale + mean;
    }
    return token;
}

}  // namespace saferscope::check
