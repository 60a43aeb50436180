// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <ATen/core/Tensor.h>

namespace saferscope {

/// Float32 on the CPU, `deviation` times normal numbers: the ones that random.normal() would give one by one, in order,
/// however many threads compute them (those of at::get_num_threads()).
at::Tensor normalTensor(at::IntArrayRef sizes, double deviation, Random& random);

}  // namespace saferscope
