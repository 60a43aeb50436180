// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <utility>

namespace saferscope {

/// Seeded random numbers that are the same on every platform and library version: the engine is std::mt19937_64
/// (specified bit by bit), the distributions are ours because the standard's are not specified. Not thread-safe.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_engine(seed) {}

    std::uint64_t next() { return m_engine(); }
    std::uint64_t below(std::uint64_t bound);  ///< uniform in [0, bound), unbiased; bound > 0
    double uniform();                          ///< uniform in [0, 1), 53 bits
    double normal();                           ///< mean 0, variance 1; takes two numbers
    /// What normal() makes of the two numbers it takes: for callers that share that work among threads.
    static double normalOf(std::uint64_t first, std::uint64_t second);

    template <class T>
    void shuffle(std::span<T> values) {  // Fisher-Yates
        for (std::size_t left = values.size(); left > 1; --left) {
            std::swap(values[left - 1], values[below(left)]);
        }
    }

    std::string state() const;               ///< for checkpoints
    bool restore(const std::string& state);  ///< false and unchanged when the text is not a state

private:
    std::mt19937_64 m_engine;
};

}  // namespace saferscope
