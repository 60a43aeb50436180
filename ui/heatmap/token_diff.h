// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace saferscope {

/// A place where two token sequences differ: half-open ranges of either side, of which one may be empty.
struct TokenDifference {
    int chosenBegin = 0;
    int chosenEnd = 0;
    int rejectedBegin = 0;
    int rejectedEnd = 0;
    bool operator==(const TokenDifference&) const = default;
};

/// Differences of two token id sequences in order. Anchors are ids that occur once in both (patience diff), grown to
/// runs of equal ids; what lies between is a difference. O(n log n), so long unrelated answers cost no time.
std::vector<TokenDifference> diffTokens(const std::vector<std::int32_t>& chosen,
                                        const std::vector<std::int32_t>& rejected);

}  // namespace saferscope
