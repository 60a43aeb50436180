// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/vocabulary.h"

#include "core/base/seeded_hash.h"
#include "core/text/byte_alphabet.h"

#include <bit>

namespace saferscope {

void Vocabulary::reserve(std::size_t tokens) {
    m_places.reserve(tokens);
    grow(std::bit_ceil(tokens * 2 + 16));
}

std::optional<std::string> Vocabulary::decode(std::string_view spelling) const {
    return m_spelling == Spelling::Text ? std::string(spelling) : spelledBytes(spelling);
}

Status Vocabulary::add(std::string_view spelling, std::int64_t id, const std::string& where) {
    if (id < 0 || id >= maxId) {
        return fail(ErrorCode::InvalidInput, where + ": token id " + std::to_string(id) + " is out of bounds.",
                    "Ids must lie between 0 and " + std::to_string(maxId - 1) + ".");
    }
    const auto place = static_cast<std::size_t>(id);
    if (place >= m_places.size()) {
        m_places.resize(place + 1);
    }
    if (m_places[place].length != absent) {
        return fail(ErrorCode::InvalidInput, where + ": two tokens have the id " + std::to_string(id) + ".");
    }
    const auto decoded = decode(spelling);
    if (decoded ? find(*decoded) >= 0 : m_unreachable.contains(spelling)) {
        return fail(ErrorCode::InvalidInput,
                    where + ": the token \"" + std::string(spelling.substr(0, 60)) + "\" is there twice.");
    }
    const std::string_view stored = decoded ? std::string_view(*decoded) : spelling;
    m_places[place] = {static_cast<std::uint32_t>(m_bytes.size()), static_cast<std::uint32_t>(stored.size())};
    m_bytes += stored;
    if (!decoded) {
        m_unreachable.emplace(spelling, static_cast<std::int32_t>(id));
        return {};
    }
    if ((m_count + 1) * 2 > m_slots.size()) {
        grow(m_slots.size() * 2);
    }
    m_slots[slotOf(*decoded)] = static_cast<std::int32_t>(id);
    ++m_count;
    return {};
}

std::size_t Vocabulary::slotOf(std::string_view bytes) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = SeededHash{}(bytes)&mask;
    while (m_slots[slot] >= 0 && this->bytes(m_slots[slot]) != bytes) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

void Vocabulary::grow(std::size_t slots) {
    if (slots <= m_slots.size()) {
        return;
    }
    std::vector<std::int32_t> old(slots, -1);
    old.swap(m_slots);
    for (const std::int32_t id : old) {
        if (id >= 0) {
            m_slots[slotOf(bytes(id))] = id;
        }
    }
}

std::int32_t Vocabulary::find(std::string_view bytes) const { return m_slots[slotOf(bytes)]; }

std::int32_t Vocabulary::findSpelling(std::string_view spelling) const {
    if (const auto decoded = decode(spelling)) {
        return find(*decoded);
    }
    const auto it = m_unreachable.find(spelling);
    return it == m_unreachable.end() ? -1 : it->second;
}

bool Vocabulary::contains(std::int32_t id) const {
    return id >= 0 && static_cast<std::size_t>(id) < m_places.size() &&
           m_places[static_cast<std::size_t>(id)].length != absent;
}

std::string_view Vocabulary::bytes(std::int32_t id) const {
    if (!contains(id)) {
        return {};
    }
    const Place place = m_places[static_cast<std::size_t>(id)];
    return std::string_view(m_bytes).substr(place.offset, place.length);
}

}  // namespace saferscope
