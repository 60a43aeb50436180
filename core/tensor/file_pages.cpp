// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/file_pages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace saferscope {

namespace {

struct PageRange {
    std::uintptr_t begin = 0;  ///< bytes
    std::uintptr_t end = 0;
};

std::uintptr_t pageSize() {
    static const auto size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    return size;
}

PageRange wholePages(std::span<const std::byte> bytes) {
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
    const std::uintptr_t mask = pageSize() - 1;
    return {begin & ~mask, (begin + bytes.size() + mask) & ~mask};
}

bool advise(const PageRange& range, int advice) {
    return ::madvise(reinterpret_cast<void*>(range.begin), range.end - range.begin, advice) == 0;
}

}  // namespace

bool allowPrivateWrites(std::span<const std::byte> bytes) {
    const PageRange range = wholePages(bytes);
    return bytes.empty() ||
           ::mprotect(reinterpret_cast<void*>(range.begin), range.end - range.begin, PROT_READ | PROT_WRITE) == 0;
}

void prefetchFilePages(std::span<const std::byte> bytes) {
    if (!bytes.empty()) {
        advise(wholePages(bytes), MADV_WILLNEED);
    }
}

void dropFilePages(std::span<const std::byte> bytes) {
    const int pagemap = bytes.empty() ? -1 : ::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    if (pagemap < 0) {
        return;
    }
    // One 64-bit word per page: bit 63 present, bit 61 a page of a file (or shared memory, which dropping leaves
    // whole).
    constexpr std::uint64_t present = std::uint64_t{1} << 63;
    constexpr std::uint64_t ofFile = std::uint64_t{1} << 61;
    const PageRange range = wholePages(bytes);
    std::array<std::uint64_t, 1024> words;
    std::uintptr_t dropFrom = 0;  // start of a run of pages to drop, 0 for none
    std::uintptr_t page = range.begin;
    while (page < range.end) {
        const std::size_t wanted = std::min<std::size_t>(words.size(), (range.end - page) / pageSize());
        const auto got = ::pread(pagemap, words.data(), wanted * sizeof words[0],
                                 static_cast<off_t>(page / pageSize() * sizeof words[0]));
        const std::size_t count = got < 0 ? 0 : static_cast<std::size_t>(got) / sizeof words[0];
        if (count == 0) {
            break;
        }
        for (std::size_t i = 0; i < count; ++i, page += pageSize()) {
            const bool droppable = (words[i] & present) != 0 && (words[i] & ofFile) != 0;
            if (droppable && dropFrom == 0) {
                dropFrom = page;
            } else if (!droppable && dropFrom != 0) {
                advise({dropFrom, page}, MADV_DONTNEED);
                dropFrom = 0;
            }
        }
    }
    if (dropFrom != 0) {
        advise({dropFrom, page}, MADV_DONTNEED);
    }
    ::close(pagemap);
}

}  // namespace saferscope
