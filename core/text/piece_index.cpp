// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/piece_index.h"

#include <algorithm>

namespace saferscope {

void PieceIndex::finish() {
    std::sort(m_entries.begin(), m_entries.end());  // std::string compares bytes as unsigned
    for (std::uint32_t i = 0; i < m_entries.size(); ++i) {
        auto& [begin, end] = m_firstByte[static_cast<std::uint8_t>(m_entries[i].first.front())];
        begin = end == 0 ? i : begin;
        end = i + 1;
    }
}

void PieceIndex::narrow(std::uint32_t& low, std::uint32_t& high, std::size_t place, std::uint8_t byte) const {
    const auto at = [&](const auto& entry) { return static_cast<std::uint8_t>(entry.first[place]); };
    const auto begin = m_entries.begin();
    const auto first = std::partition_point(begin + low, begin + high, [&](const auto& e) { return at(e) < byte; });
    const auto last = std::partition_point(first, begin + high, [&](const auto& e) { return at(e) == byte; });
    low = static_cast<std::uint32_t>(first - begin);
    high = static_cast<std::uint32_t>(last - begin);
}

std::pair<std::size_t, std::int32_t> PieceIndex::longestPrefix(std::string_view text) const {
    std::pair<std::size_t, std::int32_t> longest{0, -1};
    forEachPrefix(text, [&](std::size_t length, std::int32_t value) { longest = {length, value}; });
    return longest;
}

}  // namespace saferscope
