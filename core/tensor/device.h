// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <string>

namespace saferscope {

/// "cpu", "cuda" or "cuda:N"; a device this libtorch cannot use is refused with the reason.
Result<c10::Device> parseDevice(const std::string& name);

/// Call once, early in main(): intra-op threads (0 = usableCores(), or what
/// OMP_NUM_THREADS says), one inter-op thread, deterministic kernels on the CPU,
/// allocator thresholds that stop large tensors from page-faulting anew each step. Not thread-safe.
/// Throws std::system_error (resource_unavailable_try_again) where the system does not give that many threads.
void configureTorch(int threads = 0);

/// What libtorch computes with here, for `safer doctor` and logs.
struct ComputeReport {
    std::string torchVersion;
    std::string blas;  ///< e.g. "OpenBLAS (SkylakeX)"; "plain BLAS" is a warning
    bool fastBlas = false;
    int threads = 0;
    bool cuda = false;
    bool bf16 = false;        ///< bf16 products are worth using on this CPU or GPU
    double fp32Gflops = 0.0;  ///< a short timed product
};
ComputeReport inspectCompute();

}  // namespace saferscope
