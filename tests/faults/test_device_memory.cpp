// SPDX-License-Identifier: GPL-3.0-or-later
// Number 17, for GPUs: this test plays the CUDA runtime, which the program looks up by name, and has less and less
// memory free on its device. And `ulimit -v` on the CPU.
#include "core/tensor/device_memory.h"
#include "core/tensor/torch_errors.h"
#include "core/training/memory_check.h"
#include "tests/support/fault_report.h"
#include "tests/support/sanitizers.h"
#include "tests/tensor/torch_check.h"

#include <new>
#include <stdexcept>
#include <sys/resource.h>
#include <system_error>

using namespace saferscope;
using namespace saferscope::faults;

namespace {

std::size_t freeOnGpu = 0;
int currentGpu = 0;
bool gpuAnswers = true;

ModelConfig someModel() {
    ModelConfig config;
    config.hiddenSize = 512;
    config.intermediateSize = 1024;
    config.layers = 4;
    config.heads = 8;
    config.kvHeads = 8;
    config.headDim = 64;
    config.vocabularySize = 1000;
    return config;
}

}  // namespace

extern "C" {
int cudaSetDevice(int index) {
    currentGpu = index;
    return gpuAnswers ? 0 : 100;
}
int cudaGetDevice(int* index) {
    *index = currentGpu;
    return gpuAnswers ? 0 : 100;
}
int cudaMemGetInfo(std::size_t* free, std::size_t* total) {
    *free = freeOnGpu;
    *total = std::size_t{80} << 30;
    return gpuAnswers ? 0 : 2;
}
}

TEST(a_gpu_with_too_little_free_memory_is_refused_before_anything_is_loaded) {
    const c10::Device gpu(c10::kCUDA, 1);
    const RewardTrainingConfig config;
    const std::uint64_t need = estimateTrainingMemory(memoryRequest(someModel(), config, gpu, 0)).fixed();
    Row row{17, "training on a GPU with less and less memory free (a stand-in for its runtime)", 0};
    for (int i = 0; i <= times(20, 200); ++i) {
        freeOnGpu = static_cast<std::size_t>(need) * static_cast<std::size_t>(i) / 10;
        const auto fits = checkMemoryBeforeLoading(someModel(), config, gpu);
        CHECK_EQ(bool(fits), freeOnGpu >= need);
        CHECK(fits || fits.error().code == ErrorCode::OutOfMemory);
        CHECK(fits || (fits.error().message.find("cuda:1") != std::string::npos && !fits.error().hint.empty()));
        CHECK_EQ(currentGpu, 0);  // the device in use stays the one it was
        ++row.times;
    }
    gpuAnswers = false;  // a driver that does not say refuses nothing
    CHECK_OK(checkMemoryBeforeLoading(someModel(), config, gpu));
    gpuAnswers = true;
    report(row);
}

TEST(a_limit_of_the_address_space_counts_as_memory_that_is_not_free) {
    if (!check::memoryIsOurs) {
        SKIP("A sanitizer takes an address space of terabytes for itself.");
    }
    rlimit before{};
    CHECK_EQ(::getrlimit(RLIMIT_AS, &before), 0);
    rlimit limited = before;
    limited.rlim_cur = std::uint64_t{64} << 30;
    CHECK_EQ(::setrlimit(RLIMIT_AS, &limited), 0);
    const auto wide = freeDeviceBytes(c10::kCPU);
    limited.rlim_cur = std::uint64_t{1} << 20;  // below what is mapped: nothing more can be
    CHECK_EQ(::setrlimit(RLIMIT_AS, &limited), 0);
    const auto none = freeDeviceBytes(c10::kCPU);
    CHECK_EQ(::setrlimit(RLIMIT_AS, &before), 0);
    CHECK(!wide || *wide > 0);
    CHECK(none && *none == 0);
}

TEST(what_libraries_say_when_memory_ends_is_understood) {
    const std::runtime_error cuda("CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 79.10 GiB total capacity)");
    const std::runtime_error cublas("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`");
    const std::runtime_error host("[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory");
    const std::runtime_error mapping("unable to mmap 1024 bytes from file <x>: Cannot allocate memory (12)");
    const std::system_error thread(std::make_error_code(std::errc::resource_unavailable_try_again));
    const std::bad_alloc plain;
    for (const std::exception* exception :
         std::initializer_list<const std::exception*>{&cuda, &cublas, &host, &mapping, &thread, &plain}) {
        const Error error = torchError(*exception, "Training");
        CHECK(error.code == ErrorCode::OutOfMemory);
        CHECK(!error.hint.empty());
    }
}
