// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/torch_io.h"

#include <string>
#include <vector>

namespace saferscope {

/// A hash over names, shapes and evenly spread elements of some weights: tells at the start of a run, in no time,
/// whether these are the weights a checkpoint began with. Not a proof of integrity.
std::string weightsFingerprint(const std::vector<NamedTensor>& weights);

}  // namespace saferscope
