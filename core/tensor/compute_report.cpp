// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/device.h"
#include "core/tensor/device_memory.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <chrono>
#include <dlfcn.h>
#include <torch/version.h>

namespace saferscope {

namespace {

using Clock = std::chrono::steady_clock;

/// GFLOP/s of square products, repeated for about 10 ms after one that warms up. Reading one element back makes a GPU
/// finish.
double measureProduct(at::ScalarType dtype, c10::Device device) {
    const c10::InferenceMode inference;
    constexpr std::int64_t size = 512;
    const at::Tensor a = at::ones({size, size}, at::TensorOptions().dtype(dtype).device(device));
    at::mm(a, a)[0][0].item();
    const auto start = Clock::now();
    std::chrono::duration<double> elapsed{};
    int products = 0;
    do {
        at::mm(a, a)[0][0].item();
        ++products;
        elapsed = Clock::now() - start;
    } while (elapsed < std::chrono::milliseconds(10));
    return 2.0 * size * size * size * products / elapsed.count() * 1e-9;
}

const char* callForText(const char* symbol) {
    // Which BLAS is bound is decided by the loader, so the running process is asked, not the build.
    void* address = ::dlsym(RTLD_DEFAULT, symbol);
    return address == nullptr ? nullptr : reinterpret_cast<const char* (*)()>(address)();
}

}  // namespace

ComputeReport inspectCompute() {
    ComputeReport report;
    report.torchVersion = TORCH_VERSION;
    report.threads = at::get_num_threads();
    report.cuda = at::hasCUDA();
    report.fp32Gflops = measureProduct(at::kFloat, c10::kCPU);

    constexpr double noPlainBlasDoes = 20.0;  // GFLOP/s
    if (const char* core = callForText("openblas_get_corename")) {
        report.blas = "OpenBLAS (" + std::string(core) + ")";
        report.fastBlas = true;
    } else if (at::hasMKL()) {
        report.blas = "MKL";
        report.fastBlas = true;
    } else if (report.fp32Gflops >= noPlainBlasDoes) {
        report.blas = "unknown BLAS";
        report.fastBlas = true;
    } else {
        report.blas = "plain BLAS";
    }

    report.bf16 = cpuMultipliesBfloat16();
    if (report.cuda) {
        try {
            // Older GPUs take bf16 but emulate it; the clock tells.
            report.bf16 = measureProduct(at::kBFloat16, c10::kCUDA) > measureProduct(at::kFloat, c10::kCUDA);
        } catch (const std::exception&) {
            report.bf16 = false;
        }
    }
    return report;
}

}  // namespace saferscope
