// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/seeded_hash.h"

#include <array>
#include <cstring>
#include <random>

namespace saferscope {

namespace {

std::uint64_t randomNumber() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

/// Both halves of the product of two numbers, folded: the step of wyhash.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

std::size_t SeededHash::operator()(std::string_view bytes) const noexcept {
    static const std::array<std::uint64_t, 3> seeds = {randomNumber(), randomNumber() | 1, randomNumber() | 1};
    std::uint64_t hash = seeds[0] ^ bytes.size();
    for (std::size_t at = 0; at < bytes.size(); at += 16) {
        std::array<std::uint64_t, 2> block{};
        std::memcpy(block.data(), bytes.data() + at, bytes.size() - at < 16 ? bytes.size() - at : 16);
        hash = mixed(block[0] ^ seeds[1] ^ hash, block[1] ^ seeds[2]) + hash;
    }
    return mixed(hash ^ seeds[1], seeds[2]);
}

}  // namespace saferscope
