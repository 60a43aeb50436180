// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/page_advice.h"

#include <cstdint>
#include <sys/mman.h>
#include <unistd.h>

namespace saferscope::pages {

namespace {

/// Failing is no failure: a hint that is not taken costs time only.
void advise(std::span<const std::byte> bytes, int advice) {
    static const auto pageBytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    if (bytes.empty()) {
        return;
    }
    const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(bytes.data()) / pageBytes * pageBytes;
    const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(bytes.data() + bytes.size());
    (void)::madvise(reinterpret_cast<void*>(begin), end - begin, advice);
}

}  // namespace

void expectRandom(std::span<const std::byte> bytes) { advise(bytes, MADV_RANDOM); }

void expectSoon(std::span<const std::byte> bytes) {
    // Linux starts no more than the disk's read-ahead (128 KiB by default) for one call and leaves out the rest.
    constexpr std::size_t most = std::size_t{128} * 1024;
    for (; bytes.size() > most; bytes = bytes.subspan(most)) {
        advise(bytes.first(most), MADV_WILLNEED);
    }
    advise(bytes, MADV_WILLNEED);
}

// The mappings are private and read-only: there is nothing to lose in a page.
void release(std::span<const std::byte> bytes) { advise(bytes, MADV_DONTNEED); }

}  // namespace saferscope::pages
