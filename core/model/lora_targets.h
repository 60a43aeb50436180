// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <array>
#include <string>

namespace saferscope {

/// The linear maps of a block that low-rank adaptation may touch. Free of libtorch: the settings of a run are checked
/// with it before anything is loaded.
enum class LoraTarget { Query, Key, Value, Output, Gate, Up, Down };
inline constexpr std::size_t loraTargetCount = 7;

/// Which of them are adapted, by LoraTarget.
using LoraTargets = std::array<bool, loraTargetCount>;

/// "all-linear", or some of "q,k,v,o,gate,up,down" separated by commas; anything else is refused by name.
Result<LoraTargets> parseLoraTargets(const std::string& text);

inline bool contains(const LoraTargets& targets, LoraTarget target) {
    return targets[static_cast<std::size_t>(target)];
}

}  // namespace saferscope
