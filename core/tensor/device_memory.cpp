// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/device_memory.h"

#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace saferscope {

namespace {

/// The number behind `key` in a file of "key number" lines.
std::optional<std::uint64_t> numberIn(const char* path, const std::string& key) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(key) && line.size() > key.size()) {
            char* end = nullptr;
            const std::uint64_t value = std::strtoull(line.c_str() + key.size(), &end, 10);
            if (end != line.c_str() + key.size()) {
                return value;
            }
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> freeHostBytes() {
    auto free = numberIn("/proc/meminfo", "MemAvailable:");
    if (!free) {
        return std::nullopt;
    }
    *free *= 1024;
    // A control group's limit (containers, batch systems); its own page cache can be taken back and does not count.
    std::ifstream limitFile("/sys/fs/cgroup/memory.max");
    std::uint64_t limit = 0;
    const auto used = numberIn("/sys/fs/cgroup/memory.stat", "anon ");
    if (used && limitFile >> limit) {  // "max" is no number
        free = std::min(*free, limit > *used ? limit - *used : 0);
    }
    // `ulimit -v`, which batch systems and careful users set: what this process has mapped counts against it.
    rlimit space{};
    std::uint64_t pages = 0;
    std::ifstream sizes("/proc/self/statm");
    if (::getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY && sizes >> pages) {
        const std::uint64_t mapped = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
        free = std::min<std::uint64_t>(*free, space.rlim_cur > mapped ? space.rlim_cur - mapped : 0);
    }
    return free;
}

/// Asked through the CUDA runtime that libtorch has loaded, so that building needs no CUDA headers.
std::optional<std::uint64_t> freeCudaBytes(int index) {
    using SetDevice = int (*)(int);
    using GetDevice = int (*)(int*);
    using MemGetInfo = int (*)(std::size_t*, std::size_t*);
    const auto setDevice = reinterpret_cast<SetDevice>(::dlsym(RTLD_DEFAULT, "cudaSetDevice"));
    const auto getDevice = reinterpret_cast<GetDevice>(::dlsym(RTLD_DEFAULT, "cudaGetDevice"));
    const auto memGetInfo = reinterpret_cast<MemGetInfo>(::dlsym(RTLD_DEFAULT, "cudaMemGetInfo"));
    int before = 0;
    if (setDevice == nullptr || getDevice == nullptr || memGetInfo == nullptr || getDevice(&before) != 0 ||
        setDevice(index) != 0) {
        return std::nullopt;
    }
    std::size_t free = 0;
    std::size_t total = 0;
    const bool known = memGetInfo(&free, &total) == 0;
    setDevice(before);
    return known ? std::optional<std::uint64_t>(free) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> freeDeviceBytes(c10::Device device) {
    if (device.is_cpu()) {
        return freeHostBytes();
    }
    return device.is_cuda() ? freeCudaBytes(device.has_index() ? device.index() : 0) : std::nullopt;
}

bool cpuMultipliesBfloat16() {
#if defined(__x86_64__) && defined(__GNUC__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

}  // namespace saferscope
