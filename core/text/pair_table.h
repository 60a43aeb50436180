// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace saferscope {

/// Flat hash table from a pair of token ids to a value. The hash is seeded per table: which pairs a file holds is up to
/// whoever wrote it, and must not be able to make look-ups slow. Results never depend on the seed.
template <class Value>
class PairTable {
public:
    PairTable() : m_seed((std::uint64_t{std::random_device{}()} << 32) | std::random_device{}()) { resize(16); }

    std::size_t size() const { return m_size; }

    void reserve(std::size_t count) {
        if (count * 2 > m_slots.size()) {
            resize(std::bit_ceil(count * 2));
        }
    }

    const Value* find(std::int32_t left, std::int32_t right) const {
        const Slot& slot = m_slots[place(key(left, right))];
        return slot.key == none ? nullptr : &slot.value;
    }
    Value* find(std::int32_t left, std::int32_t right) {
        Slot& slot = m_slots[place(key(left, right))];
        return slot.key == none ? nullptr : &slot.value;
    }

    /// The value of the pair, made from a default one when it is new. The reference lives until the next new pair.
    Value& operator()(std::int32_t left, std::int32_t right) {
        reserve(m_size + 1);
        Slot& slot = m_slots[place(key(left, right))];
        if (slot.key == none) {
            slot.key = key(left, right);
            ++m_size;
        }
        return slot.value;
    }

private:
    static constexpr std::uint64_t none = UINT64_MAX;  // ids are never negative, so no pair has this key
    struct Slot {
        std::uint64_t key = none;
        Value value{};
    };

    static std::uint64_t key(std::int32_t left, std::int32_t right) {
        return (std::uint64_t{static_cast<std::uint32_t>(left)} << 32) | static_cast<std::uint32_t>(right);
    }

    std::size_t place(std::uint64_t wanted) const {
        std::uint64_t hash = wanted ^ m_seed;  // finalizer of splitmix64
        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
        std::size_t slot = (hash ^ (hash >> 31)) & m_mask;
        while (m_slots[slot].key != none && m_slots[slot].key != wanted) {
            slot = (slot + 1) & m_mask;
        }
        return slot;
    }

    void resize(std::size_t slots) {
        std::vector<Slot> old(slots);
        old.swap(m_slots);
        m_mask = slots - 1;
        for (Slot& slot : old) {
            if (slot.key != none) {
                m_slots[place(slot.key)] = std::move(slot);
            }
        }
    }

    std::uint64_t m_seed;
    std::vector<Slot> m_slots;
    std::size_t m_mask = 0;
    std::size_t m_size = 0;
};

}  // namespace saferscope
