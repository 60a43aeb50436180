// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <c10/core/Device.h>
#include <cstdint>
#include <optional>

namespace saferscope {

/// Bytes that a new allocation may take: on the CPU what Linux calls available (within the control group's limit, where
/// there is one, and `ulimit -v`), on a GPU what its driver reports free. Nothing where it cannot be told. Any thread.
std::optional<std::uint64_t> freeDeviceBytes(c10::Device device);

/// Whether this CPU has instructions for bfloat16 products (AVX512-BF16); without them they are slower than
/// float32.
bool cpuMultipliesBfloat16();

}  // namespace saferscope
