// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/torch_io.h"

#include <string>
#include <vector>

namespace saferscope {

/// The name of the first tensor that holds a NaN or an infinity, empty where all numbers are finite. One pass over all
/// of them: for what has gone wrong already, and before writing. Throws what libtorch throws.
std::string firstNotFinite(const std::vector<NamedTensor>& tensors);

/// A sentence for the hint of such a failure: ` The weight "NAME" holds NaN or infinite values.`, or nothing.
std::string notFiniteRemark(const std::vector<NamedTensor>& weights);

}  // namespace saferscope
