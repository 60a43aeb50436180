// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/random_tensor.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <vector>

namespace saferscope {

at::Tensor normalTensor(at::IntArrayRef sizes, double deviation, Random& random) {
    constexpr std::int64_t part = std::int64_t{1} << 20;  // 16 MB of numbers at a time
    at::Tensor tensor = at::empty(sizes, at::kFloat);
    auto* values = tensor.data_ptr<float>();
    const std::int64_t count = tensor.numel();
    // The engine is a sequence; the logarithm and the cosine, which take longer, are shared among the threads.
    std::vector<std::uint64_t> numbers(static_cast<std::size_t>(2 * std::min(part, count)));
    for (std::int64_t begin = 0; begin < count; begin += part) {
        const std::int64_t size = std::min(part, count - begin);
        std::generate_n(numbers.begin(), 2 * size, [&random] { return random.next(); });
        at::parallel_for(0, size, 1 << 14, [&](std::int64_t from, std::int64_t to) {
            for (std::int64_t i = from; i < to; ++i) {
                const auto at = static_cast<std::size_t>(2 * i);
                values[begin + i] = static_cast<float>(deviation * Random::normalOf(numbers[at], numbers[at + 1]));
            }
        });
    }
    return tensor;
}

}  // namespace saferscope
