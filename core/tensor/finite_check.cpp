// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/finite_check.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace saferscope {

namespace {

// In parts, so that the answers need no array as large as the tensor.
bool isFinite(const at::Tensor& tensor) {
    constexpr std::int64_t part = std::int64_t{1} << 22;
    const at::Tensor flat = tensor.detach().reshape({-1});
    for (std::int64_t begin = 0; begin < flat.numel(); begin += part) {
        const at::Tensor values = flat.slice(0, begin, std::min(begin + part, flat.numel()));
        if (!at::isfinite(values).all().item<bool>()) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string firstNotFinite(const std::vector<NamedTensor>& tensors) {
    const at::NoGradGuard noGradients;
    for (const auto& [name, tensor] : tensors) {
        if (tensor.defined() && tensor.is_floating_point() && !isFinite(tensor)) {
            return name;
        }
    }
    return {};
}

std::string notFiniteRemark(const std::vector<NamedTensor>& weights) {
    const std::string name = firstNotFinite(weights);
    return name.empty() ? std::string() : " The weight \"" + name + "\" holds NaN or infinite values.";
}

}  // namespace saferscope
