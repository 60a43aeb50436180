// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/lost_pages.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace saferscope {

namespace {

/// A mapped file. Slots are made, never freed, and used again: the signal handler walks them without a lock.
struct Slot {
    std::atomic<std::uintptr_t> begin{0};  ///< 0: free
    std::atomic<std::uintptr_t> end{0};
    std::atomic<bool> lost{false};
    bool told = false;     ///< guarded by the mutex
    std::string sentence;  ///< ready made: a handler may not put texts together
    std::string path;
};
struct Chunk {
    std::array<Slot, 256> slots;
    Chunk* next = nullptr;
};

std::atomic<int> mode{-1};
std::atomic<Chunk*> chunks{nullptr};
std::atomic<std::uint64_t> lostCount{0};
std::atomic<std::uintptr_t> pageBytes{4096};
struct sigaction before {};  ///< what SIGBUS did until then: it gets what is not about a mapped file
static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<Chunk*>::is_always_lock_free);

std::mutex& slotMutex() {
    static auto* const mutex = new std::mutex;  // mappings may outlive other statics
    return *mutex;
}

template <class Visit>
Slot* findSlot(Visit visit) {
    for (Chunk* chunk = chunks.load(std::memory_order_acquire); chunk != nullptr; chunk = chunk->next) {
        for (Slot& slot : chunk->slots) {
            if (visit(slot)) {
                return &slot;
            }
        }
    }
    return nullptr;
}

/// Async-signal-safe: atomics, mmap(), write(), sigaction(), raise(). mmap() is not on POSIX's list, but is a bare
/// system call on Linux; libwayland guards its shared pools in the same way.
void onLostPage(int signal, siginfo_t* info, void* context) {
    const int savedErrno = errno;
    const auto at = reinterpret_cast<std::uintptr_t>(info->si_addr);
    Slot* const slot = info->si_code <= 0 ? nullptr : findSlot([at](Slot& one) {
        const std::uintptr_t begin = one.begin.load(std::memory_order_acquire);
        return begin != 0 && at >= begin && at < one.end.load(std::memory_order_acquire);
    });
    if (slot != nullptr) {
        if (mode.load() == static_cast<int>(LostPages::ReadAsZero)) {
            // What lies behind a page past the end lies past the end too: one mapping instead of a fault for each page.
            const std::uintptr_t page = at / pageBytes * pageBytes;
            void* const zeros = ::mmap(reinterpret_cast<void*>(page), slot->end.load() - page, PROT_READ,
                                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
            if (zeros != MAP_FAILED) {
                slot->lost.store(true);
                lostCount.fetch_add(1);
                errno = savedErrno;
                return;
            }
        }
        (void)!::write(STDERR_FILENO, slot->sentence.data(), slot->sentence.size());
    }
    ::sigaction(signal, &before, nullptr);
    if ((before.sa_flags & SA_SIGINFO) != 0 && before.sa_sigaction != nullptr) {
        before.sa_sigaction(signal, info, context);
    } else {
        ::raise(signal);  // held back until this function returns
    }
    errno = savedErrno;
}

}  // namespace

void handleLostPages(LostPages what) {
    if (mode.load() >= 0) {
        mode = static_cast<int>(what);
        return;
    }
    pageBytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    mode = static_cast<int>(what);
    struct sigaction action {};
    action.sa_sigaction = &onLostPage;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigaction(SIGBUS, &action, &before);
    if (before.sa_handler == SIG_IGN) {
        before.sa_handler = SIG_DFL;
    }
}

std::uint64_t lostPageCount() { return lostCount.load(std::memory_order_relaxed); }

std::optional<std::string> lostFile() {
    const std::lock_guard lock(slotMutex());
    Slot* const slot = findSlot([](Slot& one) { return one.lost.load() && !one.told; });
    if (slot == nullptr) {
        return std::nullopt;
    }
    slot->told = true;
    return slot->path;
}

void watchMapping(std::span<const std::byte> bytes, const std::string& path) {
    if (mode.load(std::memory_order_relaxed) < 0 || bytes.empty()) {
        return;
    }
    const std::lock_guard lock(slotMutex());
    Slot* slot = findSlot([](Slot& one) { return one.begin.load(std::memory_order_relaxed) == 0; });
    if (slot == nullptr) {
        auto* const chunk = new Chunk;
        chunk->next = chunks.load();
        chunks.store(chunk, std::memory_order_release);
        slot = &chunk->slots.front();
    }
    slot->path = path;
    slot->sentence = "saferscope: " + path +
                     " changed while it was read: it was cut short, or its disk cannot be read. The program ends.\n"
                     "  Start it again with the whole file; replace files by renaming, never in place.\n";
    slot->lost = false;
    slot->told = false;
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
    slot->end.store((begin + bytes.size() + pageBytes - 1) / pageBytes * pageBytes, std::memory_order_release);
    slot->begin.store(begin, std::memory_order_release);
}

void forgetMapping(std::span<const std::byte> bytes) {
    if (mode.load(std::memory_order_relaxed) < 0 || bytes.empty()) {
        return;
    }
    const std::lock_guard lock(slotMutex());
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
    if (Slot* const slot = findSlot([begin](Slot& one) { return one.begin.load() == begin; })) {
        slot->begin.store(0, std::memory_order_release);
    }
}

}  // namespace saferscope
