// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace saferscope {

/// Calls body(begin, end) on contiguous parts of [0, rows), one per thread, and waits for all. The parts depend on the
/// number of threads, so a body must give the same result however the rows are cut, and must not throw. Below
/// `least` rows a thread is not worth starting.
template <class Body>
void threadedRows(std::size_t rows, int threads, Body&& body, std::size_t least = 256) {
    const std::size_t parts = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1, threads)), 1,
                                                      std::max<std::size_t>(1, rows / least));
    std::vector<std::jthread> others;
    for (std::size_t part = 1; part < parts; ++part) {
        others.emplace_back([&body, rows, part, parts] { body(rows * part / parts, rows * (part + 1) / parts); });
    }
    body(std::size_t{0}, rows / parts);
}

}  // namespace saferscope
