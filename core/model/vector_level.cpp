// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/vector_level.h"

#include <algorithm>
#include <atomic>

namespace saferscope::kernels {

namespace {

VectorLevel levelOfProcessor() {
#if defined(__x86_64__) && defined(__GNUC__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma")) {
        return VectorLevel::Avx512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return VectorLevel::Avx2;
    }
#endif
    return VectorLevel::Plain;
}

std::atomic<VectorLevel>& limitOfProcess() {
    static std::atomic<VectorLevel> limit = VectorLevel::Avx512;
    return limit;
}

}  // namespace

VectorLevel vectorLevel() {
    static const VectorLevel level = levelOfProcessor();
    return std::min(level, limitOfProcess().load(std::memory_order_relaxed));
}

void limitVectorLevel(VectorLevel limit) { limitOfProcess() = limit; }

const char* vectorLevelName(VectorLevel level) {
    return level == VectorLevel::Avx512 ? "avx512" : level == VectorLevel::Avx2 ? "avx2" : "plain";
}

}  // namespace saferscope::kernels
