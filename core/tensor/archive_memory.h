// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// Bytes of an archive that cannot be used as they lie in the file: what is inflated, swapped or reordered. Their sum
/// is bounded by the size of the file, so that a small file cannot ask for much memory. Addresses stay valid when the
/// object moves.
class ArchiveMemory {
public:
    ArchiveMemory(std::string where, std::uint64_t fileBytes)
        : m_where(std::move(where)), m_left(always + perFileByte * std::min(fileBytes, largestFile)) {}

    Result<std::span<std::byte>> allocate(std::uint64_t bytes) {
        if (bytes > m_left) {
            return fail(ErrorCode::InvalidInput,
                        m_where + " would unpack to far more than its own size; it is not read any further.",
                        "Honest weights hardly shrink. Save them again without compression and without expand().");
        }
        try {
            m_blocks.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes));
        } catch (const std::bad_alloc&) {
            return fail(ErrorCode::OutOfMemory, "There is not enough memory to unpack " + m_where + ".");
        }
        m_left -= bytes;
        return std::span<std::byte>(m_blocks.back().get(), bytes);
    }

private:
    static constexpr std::uint64_t always = 64u << 20;
    static constexpr std::uint64_t perFileByte = 4;
    static constexpr std::uint64_t largestFile = std::uint64_t{1} << 48;

    std::string m_where;
    std::uint64_t m_left;
    std::vector<std::unique_ptr<std::byte[]>> m_blocks;
};

}  // namespace saferscope
