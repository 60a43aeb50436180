// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/token_diff.h"

#include <algorithm>
#include <unordered_map>

namespace saferscope {

namespace {

struct Anchor {
    int chosen = 0;
    int rejected = 0;
};

/// Ids that occur exactly once in each half-open range, by rising chosen position.
std::vector<Anchor> uniqueMatches(const std::vector<std::int32_t>& chosen, const std::vector<std::int32_t>& rejected,
                                  int prefix, int chosenEnd, int rejectedEnd) {
    struct Seen {
        int count = 0;
        int rejectedCount = 0;
        int rejectedAt = 0;
    };
    std::unordered_map<std::int32_t, Seen> seen;
    for (int i = prefix; i < chosenEnd; ++i) {
        ++seen[chosen[static_cast<std::size_t>(i)]].count;
    }
    for (int i = prefix; i < rejectedEnd; ++i) {
        Seen& entry = seen[rejected[static_cast<std::size_t>(i)]];
        ++entry.rejectedCount;
        entry.rejectedAt = i;
    }
    std::vector<Anchor> matches;
    for (int i = prefix; i < chosenEnd; ++i) {
        const Seen& entry = seen[chosen[static_cast<std::size_t>(i)]];
        if (entry.count == 1 && entry.rejectedCount == 1) {
            matches.push_back({i, entry.rejectedAt});
        }
    }
    return matches;
}

/// The longest subsequence whose rejected positions rise (patience sorting).
std::vector<Anchor> longestRising(const std::vector<Anchor>& matches) {
    std::vector<std::size_t> piles;
    std::vector<std::ptrdiff_t> previous(matches.size(), -1);
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const auto pile = std::lower_bound(piles.begin(), piles.end(), matches[i].rejected,
                                           [&](std::size_t top, int at) { return matches[top].rejected < at; });
        previous[i] = pile == piles.begin() ? -1 : static_cast<std::ptrdiff_t>(*(pile - 1));
        if (pile == piles.end()) {
            piles.push_back(i);
        } else {
            *pile = i;
        }
    }
    std::vector<Anchor> rising;
    for (auto at = piles.empty() ? std::ptrdiff_t{-1} : static_cast<std::ptrdiff_t>(piles.back()); at >= 0;
         at = previous[static_cast<std::size_t>(at)]) {
        rising.push_back(matches[static_cast<std::size_t>(at)]);
    }
    std::reverse(rising.begin(), rising.end());
    return rising;
}

}  // namespace

std::vector<TokenDifference> diffTokens(const std::vector<std::int32_t>& chosen,
                                        const std::vector<std::int32_t>& rejected) {
    int chosenEnd = static_cast<int>(chosen.size());
    int rejectedEnd = static_cast<int>(rejected.size());
    const auto equal = [&](int a, int b) {
        return chosen[static_cast<std::size_t>(a)] == rejected[static_cast<std::size_t>(b)];
    };
    int prefix = 0;
    while (prefix < chosenEnd && prefix < rejectedEnd && equal(prefix, prefix)) {
        ++prefix;
    }
    while (chosenEnd > prefix && rejectedEnd > prefix && equal(chosenEnd - 1, rejectedEnd - 1)) {
        --chosenEnd;
        --rejectedEnd;
    }
    std::vector<TokenDifference> differences;
    int c = prefix;
    int r = prefix;
    const auto close = [&](int toChosen, int toRejected) {
        if (toChosen > c || toRejected > r) {
            differences.push_back({c, toChosen, r, toRejected});
        }
    };
    for (const Anchor& anchor : longestRising(uniqueMatches(chosen, rejected, prefix, chosenEnd, rejectedEnd))) {
        if (anchor.chosen < c || anchor.rejected < r) {
            continue;  // swallowed by the run before
        }
        Anchor begin = anchor;
        while (begin.chosen > c && begin.rejected > r && equal(begin.chosen - 1, begin.rejected - 1)) {
            --begin.chosen;
            --begin.rejected;
        }
        close(begin.chosen, begin.rejected);
        c = anchor.chosen + 1;
        r = anchor.rejected + 1;
        while (c < chosenEnd && r < rejectedEnd && equal(c, r)) {
            ++c;
            ++r;
        }
    }
    close(chosenEnd, rejectedEnd);
    return differences;
}

}  // namespace saferscope
