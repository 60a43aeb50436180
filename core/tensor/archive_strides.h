// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace saferscope {

/// Strides count elements and are not negative.
bool isRowMajor(const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides);

/// How many elements from the first one on a tensor reaches over (0 when it is empty); nothing when that overflows or a
/// stride is negative.
std::optional<std::uint64_t> strideReach(const std::vector<std::int64_t>& shape,
                                         const std::vector<std::int64_t>& strides);

/// Copies the elements (1, 2, 4 or 8 bytes each) to `target` in row-major order. `source` holds the whole reach and
/// `target` exactly the elements.
void copyRowMajor(std::span<std::byte> target, std::span<const std::byte> source,
                  const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides,
                  std::size_t elementBytes);

}  // namespace saferscope
