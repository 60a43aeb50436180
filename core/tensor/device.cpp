// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/device.h"

#include "core/tensor/usable_cores.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <charconv>
#include <cstdlib>
#include <dlfcn.h>
#include <latch>
#include <new>
#include <sys/mman.h>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <torch/version.h>
#include <vector>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace saferscope {

namespace {

int gpuCount() {
    try {
        return at::hasCUDA() ? static_cast<int>(at::getNumGPUs()) : 0;
    } catch (const std::exception&) {  // a driver that is there but broken
        return 0;
    }
}

// The thread pools behind libtorch take for granted that they get their threads: XNNPACK's waits forever for one that
// could not be started, libgomp ends the program. So as many as they will start are started here first, all at once.
void checkThreads(int threads) {
    const int wanted = 2 * threads + 2;  // both pools, and some of ours
    std::vector<std::jthread> started;
    std::latch done(1);
    bool all = true;
    try {
        started.reserve(static_cast<std::size_t>(wanted));
        while (static_cast<int>(started.size()) < wanted) {
            started.emplace_back([&done] { done.wait(); });
        }
    } catch (const std::exception&) {  // std::system_error or std::bad_alloc
        all = false;
    }
    done.count_down();
    started.clear();
    if (!all) {
        throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
    }
}

void setThreads(int threads) {
    checkThreads(threads);
    at::set_num_threads(threads);
    // An OpenBLAS with threads of its own (not OpenMP's) has counted the machine's cores when it was loaded.
    if (void* const set = ::dlsym(RTLD_DEFAULT, "openblas_set_num_threads"); set != nullptr) {
        reinterpret_cast<void (*)(int)>(set)(threads);
    }
}

// OpenBLAS takes 128 MiB of address space for its first product and keeps it; where it does not get them it tries for
// ever. Under `ulimit -v` it takes them here, once it is known that they are there.
void takeProductMemory() {
    constexpr std::size_t needed = 160u << 20;
    rlimit space{};
    if (::getrlimit(RLIMIT_AS, &space) != 0 || space.rlim_cur == RLIM_INFINITY ||
        ::dlsym(RTLD_DEFAULT, "openblas_set_num_threads") == nullptr) {
        return;
    }
    void* const room = ::mmap(nullptr, needed, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) {
        throw std::bad_alloc();
    }
    ::munmap(room, needed);
    const at::Tensor some = at::ones({64, 64});
    at::mm(some, some);
}

void keepFreedMemory() {
#if defined(__GLIBC__)
    // Activations of tens of MB are allocated and freed every step. By default each is mapped and unmapped, and every
    // page of it faulted in again; kept in the heap it stays warm. Old glibc refuses more than 32 MiB.
    constexpr int preferred = 256 << 20;
    constexpr int always = 32 << 20;
    if (::mallopt(M_MMAP_THRESHOLD, preferred) == 0) {
        ::mallopt(M_MMAP_THRESHOLD, always);
    }
    ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

}  // namespace

Result<c10::Device> parseDevice(const std::string& name) {
    if (name == "cpu") {
        return c10::Device(c10::kCPU);
    }
    int index = 0;
    if (name != "cuda") {
        const bool prefixed = name.starts_with("cuda:");
        const char* begin = name.data() + (prefixed ? 5 : 0);
        const char* end = name.data() + name.size();
        const auto [stop, error] = std::from_chars(begin, end, index);
        if (!prefixed || error != std::errc() || stop != end || index < 0) {
            return fail(ErrorCode::Usage, "There is no device called \"" + name + "\".", "Use cpu, cuda or cuda:N.");
        }
    }
    const int count = gpuCount();
    if (count == 0) {
        return fail(ErrorCode::Usage,
                    "This build of libtorch finds no CUDA device, so \"" + name + "\" cannot be used.",
                    "Use --device cpu, or build against a CUDA libtorch on a machine with a working driver.");
    }
    if (index >= count) {
        return fail(ErrorCode::Usage, "There is no CUDA device " + std::to_string(index) + ".",
                    "This machine has cuda:0" + (count > 1 ? " to cuda:" + std::to_string(count - 1) : "") + ".");
    }
    return c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(index));
}

void configureTorch(int threads) {
    if (threads > 0) {
        setThreads(threads);
    } else if (std::getenv("OMP_NUM_THREADS") != nullptr) {
        checkThreads(at::get_num_threads());
    } else {
        // libtorch 1.13 starts with one thread per physical core, which on small machines is one; both versions with
        // all of the machine's in a container that may use two.
        setThreads(usableCores());
    }
    try {
        at::set_num_interop_threads(1);
    } catch (const std::exception&) {  // set before, or the pool already runs: either way there is nothing to do
    }
    // cuBLAS is only deterministic with a fixed workspace; it reads this when it starts.
    ::setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", /*overwrite=*/0);
    at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/true);
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 2)
    at::globalContext().setDeterministicFillUninitializedMemory(false);
#endif
    takeProductMemory();
    keepFreedMemory();
}

}  // namespace saferscope
