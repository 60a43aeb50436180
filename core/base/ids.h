// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace saferscope {

/// An integer that cannot be mistaken for another kind of integer.
template <class Tag, class Rep>
class StrongId {
public:
    constexpr StrongId() = default;
    explicit constexpr StrongId(Rep value) : m_value(value) {}
    constexpr Rep value() const { return m_value; }
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted comparison
    constexpr auto operator<=>(const StrongId&) const = default;

private:
    Rep m_value = 0;
};

using FeatureId = StrongId<struct FeatureTag, std::uint32_t>;  ///< row of the SAE's dictionary
using PairIndex = StrongId<struct PairTag, std::uint32_t>;     ///< position of a pair in one index (not its id)
using LayerIndex = StrongId<struct LayerTag, std::uint32_t>;   ///< 0 = embeddings, i = output of block i
using DatasetId = StrongId<struct DatasetTag, std::int64_t>;   ///< row of the workspace database

}  // namespace saferscope

template <class Tag, class Rep>
struct std::hash<saferscope::StrongId<Tag, Rep>> {
    std::size_t operator()(const saferscope::StrongId<Tag, Rep>& id) const noexcept {
        return std::hash<Rep>{}(id.value());
    }
};
