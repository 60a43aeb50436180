// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/huge_pages.h"

#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace saferscope {

void preferHugePages([[maybe_unused]] const void* data, [[maybe_unused]] std::size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t page = 2U << 20;
    const auto address = reinterpret_cast<std::uintptr_t>(data);
    const std::uintptr_t begin = (address + page - 1) / page * page;
    const std::uintptr_t end = (address + bytes) / page * page;  // whole pages only: the rest may be anybody's
    if (data == nullptr || begin >= end) {
        return;
    }
    constexpr int collapse = 25;  // MADV_COLLAPSE, which older headers do not know
    void* const first = reinterpret_cast<void*>(begin);
    if (::madvise(first, end - begin, MADV_HUGEPAGE) == 0) {
        ::madvise(first, end - begin, collapse);
    }
#endif
}

}  // namespace saferscope
