// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace saferscope {

/// Where the bytes of a rewritten text came from: stretches that changed, in order, with copied text between them.
class Alignment {
public:
    /// Records that bytes [sourceBegin, sourceEnd) were rewritten as [begin, end) of the new text.
    void addChange(std::size_t sourceBegin, std::size_t sourceEnd, std::size_t begin, std::size_t end);
    void clear() { m_changes.clear(); }
    bool identical() const { return m_changes.empty(); }

    /// Maps positions of the new text to positions of `source`, in place. Positions must not decrease; neither do the
    /// results. A position inside a changed stretch falls at the same proportion of it, moved back to a character's
    /// start.
    void toSource(std::string_view source, std::vector<std::uint32_t>& positions, std::size_t first = 0) const;

private:
    struct Change {
        std::uint32_t sourceBegin, sourceEnd, begin, end;
    };
    std::vector<Change> m_changes;
};

}  // namespace saferscope
