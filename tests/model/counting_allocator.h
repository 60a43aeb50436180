// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <torch/version.h>
#include <unordered_map>

namespace saferscope::testing {

/// Counts the bytes of CPU tensors that are alive, from construction to destruction: what an estimate is checked
/// against, free of what the C library keeps back.
class CountedBytes {
public:
    CountedBytes() : m_before(c10::GetAllocator(c10::kCPU)) {
        counter().base = m_before;
        c10::SetAllocator(c10::kCPU, &counter(), 100);
        m_start = counter().live;
        counter().peak = m_start;
    }
    ~CountedBytes() { c10::SetAllocator(c10::kCPU, m_before, 100); }
    CountedBytes(const CountedBytes&) = delete;
    CountedBytes& operator=(const CountedBytes&) = delete;

    std::int64_t peak() const { return counter().peak - m_start; }

private:
    struct Block {
        c10::DataPtr data;
        std::int64_t bytes = 0;
    };
    struct Counter final : c10::Allocator {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3)
        c10::DataPtr allocate(std::size_t bytes) override { return counted(bytes); }
        void copy_data(void* to, const void* from, std::size_t bytes) const override { std::memcpy(to, from, bytes); }
#else
        c10::DataPtr allocate(std::size_t bytes) const override { return counted(bytes); }
#endif
        c10::DataPtr counted(std::size_t bytes) const {
            c10::DataPtr data = base->allocate(bytes);
            void* const at = data.get();
            const std::int64_t now = live += static_cast<std::int64_t>(bytes);
            peak = std::max(peak.load(), now);
            if (at != nullptr) {
                const std::lock_guard lock(mutex);
                blocks.emplace(at, Block{std::move(data), static_cast<std::int64_t>(bytes)});
            }
            return {at, at, &release, c10::Device(c10::kCPU)};
        }
        // oneDNN asks for bare memory, which has to be its own context.
        c10::DeleterFnPtr raw_deleter() const override { return &release; }
        c10::Allocator* base = nullptr;
        mutable std::mutex mutex;
        mutable std::unordered_map<void*, Block> blocks;
        mutable std::atomic<std::int64_t> live{0};
        mutable std::atomic<std::int64_t> peak{0};
    };
    static void release(void* at) {
        if (at == nullptr) {
            return;
        }
        Block block;
        {
            const std::lock_guard lock(counter().mutex);
            const auto found = counter().blocks.find(at);
            block = std::move(found->second);
            counter().blocks.erase(found);
        }
        counter().live -= block.bytes;
    }
    static Counter& counter() {
        static auto* const one = new Counter;  // tensors may outlive everything
        return *one;
    }

    c10::Allocator* m_before;
    std::int64_t m_start = 0;
};

}  // namespace saferscope::testing
