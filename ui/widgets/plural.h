// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <limits>
#include <utility>

namespace saferscope {

/// A count for the %n of tr(), which takes an int: numbers beyond it become the largest one, which has the same plural
/// form in every language that has a translation.
template <std::integral Integer>
constexpr int pluralOf(Integer count) {
    return std::cmp_greater(count, std::numeric_limits<int>::max()) ? std::numeric_limits<int>::max()
                                                                    : static_cast<int>(count);
}

/// Of a whole number that a file gave as a double; what is none (or not finite) counts as 0.
constexpr int pluralOf(double count) {
    return !(count > 0.0)                                                  ? 0
           : count >= static_cast<double>(std::numeric_limits<int>::max()) ? std::numeric_limits<int>::max()
                                                                           : static_cast<int>(count);
}

}  // namespace saferscope
