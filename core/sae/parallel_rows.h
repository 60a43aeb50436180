// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/multiversion.h"

#include <algorithm>
#include <cstdint>

namespace saferscope {

/// Calls body(begin, end) on contiguous parts of [0, rows), one per thread. The parts depend on the number of threads,
/// so a body must give the same result however the rows are cut. Blocks until all are done. Only for sources that are
/// compiled with OpenMP; elsewhere it runs on the calling thread.
template <class Body>
void parallelRows(std::int64_t rows, [[maybe_unused]] int threads, Body&& body) {
#ifdef _OPENMP
    const std::int64_t parts = std::clamp<std::int64_t>(threads, 1, std::max<std::int64_t>(rows, 1));
    if (parts > 1) {
#pragma omp parallel for num_threads(static_cast <int>(parts)) schedule(static, 1)
        for (std::int64_t part = 0; part < parts; ++part) {
            body(rows * part / parts, rows * (part + 1) / parts);
        }
        return;
    }
#endif
    body(std::int64_t{0}, rows);
}

}  // namespace saferscope
