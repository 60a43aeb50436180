// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/alignment.h"

namespace saferscope {

void Alignment::addChange(std::size_t sourceBegin, std::size_t sourceEnd, std::size_t begin, std::size_t end) {
    // Neighbours that keep their lengths are one change, which maps every position as they do: a text in which every
    // letter is replaced by another needs one entry, not a million.
    if (!m_changes.empty() && sourceEnd - sourceBegin == end - begin) {
        Change& last = m_changes.back();
        if (last.sourceEnd == sourceBegin && last.end == begin &&
            last.sourceEnd - last.sourceBegin == last.end - last.begin) {
            last.sourceEnd = static_cast<std::uint32_t>(sourceEnd);
            last.end = static_cast<std::uint32_t>(end);
            return;
        }
    }
    m_changes.push_back({static_cast<std::uint32_t>(sourceBegin), static_cast<std::uint32_t>(sourceEnd),
                         static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

void Alignment::toSource(std::string_view source, std::vector<std::uint32_t>& positions, std::size_t first) const {
    if (identical()) {
        return;
    }
    std::size_t next = 0;  // first change that ends after the position
    for (std::size_t i = first; i < positions.size(); ++i) {
        const std::uint32_t position = positions[i];
        while (next < m_changes.size() && m_changes[next].end <= position) {
            ++next;
        }
        if (next < m_changes.size() && position > m_changes[next].begin) {
            const Change& change = m_changes[next];
            const std::uint64_t into = position - change.begin;
            const std::uint64_t length = change.sourceEnd - change.sourceBegin;
            auto mapped = change.sourceBegin + static_cast<std::uint32_t>(into * length / (change.end - change.begin));
            while (mapped > change.sourceBegin && (static_cast<std::uint8_t>(source[mapped]) & 0xc0) == 0x80) {
                --mapped;
            }
            positions[i] = mapped;
        } else if (next > 0) {
            positions[i] = m_changes[next - 1].sourceEnd + (position - m_changes[next - 1].end);
        }
    }
}

}  // namespace saferscope
