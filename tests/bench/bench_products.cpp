// SPDX-License-Identifier: GPL-3.0-or-later
// The products of a Llama-3.2-1B block by packed weights, beside libtorch's.
#include "core/tensor/device.h"
#include "core/tensor/packed_linear.h"
#include "tests/bench/bench.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cstdio>

namespace saferscope::bench {

namespace {

struct Shape {
    const char* name;
    std::int64_t out;
    std::int64_t in;
};
constexpr Shape shapes[] = {
    {"qkv", 3072, 2048}, {"output", 2048, 2048}, {"gate and up", 16384, 2048}, {"down", 2048, 8192}};

void benchProducts() {
    const at::NoGradGuard guard;
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        const std::string name = dtype == at::kFloat ? "fp32" : "bf16";
        for (const std::int64_t rows : {std::int64_t{300}, std::int64_t{2048}}) {
            if (quick() && rows > 300) {
                continue;
            }
            for (const Shape& shape : shapes) {
                const at::Tensor weight = at::randn({shape.out, shape.in}).div_(40.0).to(dtype);
                const at::Tensor x = at::randn({rows, shape.in}).to(dtype);
                const PackedLinear packed(weight);
                const Both both = measureBoth([&] { packed.apply(x); }, [&] { at::linear(x, weight); });
                const double operations = 2.0 * static_cast<double>(rows * shape.out * shape.in);
                char speed[80];
                std::snprintf(speed, sizeof speed, ", %s, %ld rows: %.0f GFLOP/s", name.c_str(), rows,
                              operations / both.ours.median() * 1e-9);
                gain("product-" + name + "-" + std::to_string(rows) + "-" + shape.name, shape.name + std::string(speed),
                     both, "at::linear", {});
            }
        }
    }
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    saferscope::configureTorch();
    return saferscope::bench::runBenchmarks(argc, argv, {{"products", saferscope::bench::benchProducts}});
}
