// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace saferscope::check {

/// SAFER's autoencoder once more, in plain double loops straight from the formulas of the paper's code. Shares nothing
/// with core/sae but the weights it reads.
struct SlowToken {
    std::vector<std::pair<std::int64_t, double>> latents;  ///< k of them, by descending value
    std::vector<double> rebuilt;                           ///< on the raw residual stream
};

SlowToken slowEncode(const Sae& sae, const std::vector<double>& h);

/// Row `index` of a float tensor.
std::vector<double> rowOf(const at::Tensor& tensor, std::int64_t index);

}  // namespace saferscope::check
