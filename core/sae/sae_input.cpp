// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

/// The order of the operations is part of the format: activations of SAFER's form keep their bits.
at::Tensor standardiseRows(const at::Tensor& h, double epsilon, bool epsilonInOutput, at::Tensor* mean,
                           at::Tensor* scale) {
    const at::NoGradGuard noGradients;
    at::Tensor x = h.detach().to(at::kFloat);
    at::Tensor centre = x.mean(1, true);
    x = x - centre;
    // The sum of squares of the centred row: E[h^2] - E[h]^2 would lose digits where the mean is large.
    const double degrees = static_cast<double>(std::max<std::int64_t>(x.size(1) - 1, 1));
    at::Tensor spread = x.square().sum(1, true).div_(degrees).sqrt_();
    if (scale != nullptr && !epsilonInOutput) {
        *scale = spread.clone();
    }
    spread.add_(epsilon);
    x.div_(spread);
    if (mean != nullptr) {
        *mean = std::move(centre);
    }
    if (scale != nullptr && epsilonInOutput) {
        *scale = std::move(spread);
    }
    return x;
}

at::Tensor unitNormRows(const at::Tensor& h, at::Tensor* mean, at::Tensor* scale) {
    const at::NoGradGuard noGradients;
    const at::Tensor x = h.detach().to(at::kFloat);
    const double root = std::sqrt(static_cast<double>(x.size(1)));
    const at::Tensor norm = x.norm(2, 1, true);
    if (mean != nullptr) {
        *mean = at::zeros_like(norm);
    }
    if (scale != nullptr) {
        *scale = norm / root;
    }
    return x * (root / norm.clamp_min(1e-30));  // SAELens would divide a row of zeros by zero
}

}  // namespace

at::Tensor standardise(const at::Tensor& h, at::Tensor* mean, at::Tensor* scale) {
    const SaeConfig own;
    return standardiseRows(h, own.inputEpsilon, own.epsilonInOutput, mean, scale);
}

at::Tensor normaliseInput(const at::Tensor& h, const SaeConfig& config, at::Tensor* mean, at::Tensor* scale) {
    switch (config.input) {
        case SaeInput::Standardised:
            return standardiseRows(h, config.inputEpsilon, config.epsilonInOutput, mean, scale);
        case SaeInput::UnitNorm:
            return unitNormRows(h, mean, scale);
        case SaeInput::AsIs:
            break;
    }
    at::Tensor x = h.detach().to(at::kFloat);
    if (mean != nullptr) {
        *mean = at::zeros({x.size(0), 1}, x.options());
    }
    if (scale != nullptr) {
        *scale = at::ones({x.size(0), 1}, x.options());
    }
    return x;
}

}  // namespace saferscope
