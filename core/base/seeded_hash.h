// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace saferscope {

/// Hash of bytes for tables whose keys strangers choose (ids of a data set, tokens of a vocabulary): it depends on
/// random numbers of this process, so that nobody can choose keys that collide. The standard library's is the same
/// everywhere, and a million keys that collide in it take hours. Never written anywhere; usable from any thread.
struct SeededHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view bytes) const noexcept;
};

}  // namespace saferscope
