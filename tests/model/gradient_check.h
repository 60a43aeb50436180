// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

namespace saferscope::testing {

/// Mean of -log sigma(first - second) over pairs, plus a little of each reward so that singles count too.
inline at::Tensor lossOf(const at::Tensor& rewards) {
    return -at::log_sigmoid(rewards[0] - rewards[1]) - at::log_sigmoid(rewards[2] - rewards[3]) +
           0.1 * (rewards * rewards).sum();
}
inline at::Tensor lossOf(const RewardModel& model, const PackedBatch& batch) {
    return lossOf(model.forward(batch).rewards);
}

inline std::vector<NamedTensor> gradientsOf(RewardModel& model, const PackedBatch& batch) {
    model.requireGradients(true);
    lossOf(model, batch).backward();
    std::vector<NamedTensor> gradients;
    for (const auto& [name, tensor] : model.parameters()) {
        CHECK(tensor.is_leaf());
        CHECK(tensor.grad().defined());
        gradients.emplace_back(name, tensor.grad().clone());
    }
    model.requireGradients(false);
    return gradients;
}

/// The central difference of the loss by one number of a weight, which is put back. Not under gradients.
inline double slopeAt(const RewardModel& model, const PackedBatch& batch, at::Tensor flat, std::int64_t at) {
    constexpr double step = 1e-5;
    const double before = flat[at].item<double>();
    flat[at].fill_(before + step);
    const double above = lossOf(model, batch).item<double>();
    flat[at].fill_(before - step);
    const double below = lossOf(model, batch).item<double>();
    flat[at].fill_(before);
    return (above - below) / (2.0 * step);
}

}  // namespace saferscope::testing
