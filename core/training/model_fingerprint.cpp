// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/model_fingerprint.h"

#include "core/base/hash.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <span>

namespace saferscope {

std::string weightsFingerprint(const std::vector<NamedTensor>& weights) {
    const at::NoGradGuard noGradients;
    constexpr std::int64_t samples = 1024;
    Sha256 hash;
    for (const auto& [name, weight] : weights) {
        hash.update(name);
        for (const std::int64_t size : weight.sizes()) {
            hash.update("," + std::to_string(size));
        }
        const at::Tensor flat = weight.detach().reshape({-1});
        const std::int64_t stride = std::max<std::int64_t>(1, flat.numel() / samples);
        const at::Tensor picked = flat.slice(0, 0, flat.numel(), stride).to(at::kCPU, at::kFloat).contiguous();
        hash.update(std::as_bytes(std::span(picked.data_ptr<float>(), static_cast<std::size_t>(picked.numel()))));
    }
    return hash.hex();
}

}  // namespace saferscope
