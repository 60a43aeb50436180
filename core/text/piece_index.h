// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saferscope {

/// Strings with a value each, sorted, so that all of them that begin a text are found by narrowing a range: as fast as
/// a trie within a small factor, and no larger than the strings, whoever chose them.
class PieceIndex {
public:
    /// `text` is not empty. Of equal ones the last counts.
    void add(std::string_view text, std::int32_t value) { m_entries.emplace_back(text, value); }
    void finish();  ///< call once after the last add()
    bool empty() const { return m_entries.empty(); }
    bool canStart(char c) const {
        const auto [low, high] = m_firstByte[static_cast<std::uint8_t>(c)];
        return low < high;
    }

    /// Calls `found(length, value)` for every member that `text` begins with, shortest first.
    template <class Found>
    void forEachPrefix(std::string_view text, const Found& found) const {
        if (text.empty()) {
            return;
        }
        auto [low, high] = m_firstByte[static_cast<std::uint8_t>(text[0])];
        for (std::size_t length = 1; low < high; ++length) {
            if (m_entries[low].first.size() == length) {  // the shortest of a range stands first
                found(length, m_entries[low].second);
                ++low;
            }
            if (length == text.size()) {
                return;
            }
            narrow(low, high, length, static_cast<std::uint8_t>(text[length]));
        }
    }
    /// Length and value of the longest member that `text` begins with; length 0 when there is none.
    std::pair<std::size_t, std::int32_t> longestPrefix(std::string_view text) const;

private:
    /// Keeps those whose byte at `place` is `byte`; all have one.
    void narrow(std::uint32_t& low, std::uint32_t& high, std::size_t place, std::uint8_t byte) const;

    std::vector<std::pair<std::string, std::int32_t>> m_entries;
    std::array<std::pair<std::uint32_t, std::uint32_t>, 256> m_firstByte{};
};

}  // namespace saferscope
