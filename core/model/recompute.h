// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <functional>
#include <vector>

namespace saferscope {

/// Gradient checkpointing (Chen et al. 2016, arXiv 1604.06174): run(x) without keeping what its derivative needs; the
/// backward pass runs it again from x, which alone is kept. Values and gradients are those of run(x), because the same
/// operations are done on the same numbers. `weights`: every tensor besides x that run() may have derivatives for;
/// those that need none are passed over. `run` must own (or outlive until the backward pass) what it reads, must not
/// draw random numbers, and its result must not share storage with x. Differentiable once.
at::Tensor recomputed(std::function<at::Tensor(const at::Tensor&)> run, const at::Tensor& x,
                      const std::vector<at::Tensor>& weights);

}  // namespace saferscope
