// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// How a vocabulary spells its tokens: in the byte alphabet ("Ġthe"), or as text ("▁the").
enum class Spelling { Bytes, Text };

/// The tokens of a model: id -> bytes and bytes -> id, where the bytes are those of the text that the model gets (with
/// Spelling::Text the spelling itself). Filled once, then read from any thread.
class Vocabulary {
public:
    explicit Vocabulary(Spelling spelling = Spelling::Bytes) : m_spelling(spelling) {}

    static constexpr std::int64_t maxId = 4'000'000;  ///< exclusive; the largest vocabularies in use have a million

    void reserve(std::size_t tokens);
    /// With Spelling::Bytes a spelling outside the alphabet is kept, but no text can produce it. Refuses ids out of
    /// bounds or given twice.
    Status add(std::string_view spelling, std::int64_t id, const std::string& where);

    std::int32_t find(std::string_view bytes) const;  ///< -1 when there is none
    std::int32_t findSpelling(std::string_view spelling) const;
    bool contains(std::int32_t id) const;
    std::string_view bytes(std::int32_t id) const;        ///< empty for unknown ids
    std::size_t size() const { return m_places.size(); }  ///< largest id + 1

private:
    struct Place {
        std::uint32_t offset = 0;
        std::uint32_t length = absent;
    };
    static constexpr std::uint32_t absent = UINT32_MAX;

    std::optional<std::string> decode(std::string_view spelling) const;
    std::size_t slotOf(std::string_view bytes) const;
    void grow(std::size_t slots);

    Spelling m_spelling;
    std::string m_bytes;
    std::vector<Place> m_places;
    std::vector<std::int32_t> m_slots = std::vector<std::int32_t>(16, -1);
    std::size_t m_count = 0;
    std::map<std::string, std::int32_t, std::less<>> m_unreachable;
};

}  // namespace saferscope
