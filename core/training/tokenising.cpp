// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/tokenising.h"

#include "core/tensor/torch_errors.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <span>
#include <thread>

namespace saferscope {

std::vector<std::optional<Error>> forEachOnTokeniserThreads(std::size_t count,
                                                            const std::function<Status(std::size_t)>& one) {
    const auto workers = static_cast<std::size_t>(std::clamp(at::get_num_threads(), 1, 16));
    std::vector<std::optional<Error>> errors(count);
    const auto work = [&](std::size_t first) {
        for (std::size_t i = first; i < count; i += workers) {
            if (const auto done = guardTorch("Tokenising", [&] { return one(i); }); !done) {
                errors[i] = done.error();
            }
        }
    };
    std::vector<std::jthread> threads;
    for (std::size_t worker = 1; worker < std::min(workers, count); ++worker) {
        threads.emplace_back(work, worker);
    }
    work(0);
    threads.clear();  // joins
    return errors;
}

void addTokens(Sha256& hash, const std::vector<std::int32_t>& ids) {
    const std::uint64_t count = ids.size();
    hash.update(std::as_bytes(std::span(&count, 1)));
    hash.update(std::as_bytes(std::span(ids)));
}

}  // namespace saferscope
