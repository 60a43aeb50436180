// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/random_tensor.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>

using namespace saferscope;

TEST(the_numbers_are_those_of_one_after_the_other_with_any_number_of_threads) {
    // Below one part, a part and a bit, and several dimensions.
    const std::vector<std::vector<std::int64_t>> shapes = {{0}, {1}, {7, 3}, {(1 << 20) + 5}, {3, 500, 700}};
    const int before = at::get_num_threads();
    for (const int threads : {1, 2, 5}) {
        at::set_num_threads(threads);
        Random together(9);
        Random single(9);
        for (const auto& shape : shapes) {
            const at::Tensor tensor = normalTensor(shape, 0.02, together).reshape({-1});
            const auto* values = tensor.data_ptr<float>();
            bool same = true;
            for (std::int64_t i = 0; i < tensor.numel(); ++i) {
                const double number = single.normal();
                same = same && values[i] == static_cast<float>(0.02 * number);
            }
            CHECK(same);
            CHECK(together.state() == single.state());
        }
    }
    at::set_num_threads(before);
}
