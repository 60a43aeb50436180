// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/piece_index.h"

#include <algorithm>

namespace saferscope {

void PieceIndex::finish() {
    // std::string compares bytes as unsigned. Those added later come first, and stay.
    std::reverse(m_entries.begin(), m_entries.end());
    std::ranges::stable_sort(m_entries, {}, [](const auto& entry) -> const std::string& { return entry.first; });
    const auto equal =
        std::ranges::unique(m_entries, {}, [](const auto& entry) -> const std::string& { return entry.first; });
    m_entries.erase(equal.begin(), equal.end());
    for (std::uint32_t i = 0; i < m_entries.size(); ++i) {
        auto& [begin, end] = m_firstByte[static_cast<std::uint8_t>(m_entries[i].first.front())];
        begin = end == 0 ? i : begin;
        end = i + 1;
    }
}

void PieceIndex::narrow(std::uint32_t& low, std::uint32_t& high, std::size_t place, std::uint8_t byte) const {
    const auto at = [&](const auto& entry) { return static_cast<std::uint8_t>(entry.first[place]); };
    if (low == high || (at(m_entries[low]) == byte && at(m_entries[high - 1]) == byte)) {
        return;  // none is left, or they go on alike, as those of long runs do
    }
    const auto begin = m_entries.begin();
    const auto first = std::partition_point(begin + low, begin + high, [&](const auto& e) { return at(e) < byte; });
    const auto last = std::partition_point(first, begin + high, [&](const auto& e) { return at(e) == byte; });
    low = static_cast<std::uint32_t>(first - begin);
    high = static_cast<std::uint32_t>(last - begin);
}

std::pair<std::size_t, std::int32_t> PieceIndex::longestPrefix(std::string_view text) const {
    std::pair<std::size_t, std::int32_t> longest{0, -1};
    if (text.empty()) {
        return longest;
    }
    auto [low, high] = m_firstByte[static_cast<std::uint8_t>(text[0])];
    for (std::size_t length = 1; low < high; ++length) {
        if (high - low == 1) {  // one is left: compared whole, a long one costs no more than a short one
            return text.starts_with(m_entries[low].first)
                       ? std::pair(m_entries[low].first.size(), m_entries[low].second)
                       : longest;
        }
        if (m_entries[low].first.size() == length) {  // the shortest of a range stands first
            longest = {length, m_entries[low].second};
            ++low;
        }
        if (length == text.size()) {
            break;
        }
        narrow(low, high, length, static_cast<std::uint8_t>(text[length]));
    }
    return longest;
}

}  // namespace saferscope
