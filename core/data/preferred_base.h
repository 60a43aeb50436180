// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/pair_mapping.h"

#include <cstdint>
#include <filesystem>

namespace saferscope {

/// How a file spells which answer is the better one: 0 and 1, 1 and 2, or in words and flags.
enum class PreferredBase { Words, Zero, One };

/// 1 is the second of 0 and 1 or the first of 1 and 2. Which one it is shows in the first 0 or 2 of the file, so this
/// reads up to that; without either nobody can tell, and a guess would turn every pair round: an Error.
Result<PreferredBase> findPreferredBase(const std::filesystem::path& path, const PairMapping& mapping,
                                        std::uint64_t maxLineBytes, std::uint64_t maxTotalBytes);

}  // namespace saferscope
