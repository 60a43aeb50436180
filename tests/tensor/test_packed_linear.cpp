// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/packed_linear.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <random>
#include <thread>

using namespace saferscope;

namespace {

struct Case {
    at::Tensor weight;
    at::Tensor x;
    at::Tensor exact;  ///< in float64, of the very numbers that the product is given
};

Case randomCase(std::mt19937& random, at::ScalarType dtype) {
    const auto size = [&random](std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(1, most)(random);
    };
    Case made;
    const std::int64_t in = size(400);
    made.weight = at::randn({size(600), in}).to(dtype);  // some are packed, some too small for it
    made.x = at::randn({size(70), in}).to(dtype);
    made.exact = at::mm(made.x.to(at::kDouble), made.weight.to(at::kDouble).t());
    return made;
}

/// The largest difference as a share of the largest value.
double distance(const at::Tensor& a, const at::Tensor& b) {
    return ((a.to(at::kDouble) - b.to(at::kDouble)).abs().max() / b.abs().max().clamp_min(1e-9)).item<double>();
}

template <class Work>
bool throws(const Work& work) {
    try {
        work();
    } catch (const c10::Error&) {
        return true;
    }
    return false;
}

constexpr double wideTolerance = 3e-6;    // float32 sums of a few hundred products
constexpr double narrowTolerance = 5e-3;  // one rounding to bfloat16

}  // namespace

TEST(packed_products_equal_plain_ones) {
    at::manual_seed(7);
    std::mt19937 random(7);
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16, at::kDouble}) {
        int packed = 0;
        const double tolerance = dtype == at::kBFloat16 ? narrowTolerance : wideTolerance;
        for (int i = 0; i < 40; ++i) {
            const Case made = randomCase(random, dtype);
            const PackedLinear linear(made.weight);
            packed += linear.packed() ? 1 : 0;
            const at::Tensor result = linear.apply(made.x);
            CHECK(result.scalar_type() == dtype);
            CHECK(distance(result, made.exact) < tolerance);

            const at::Tensor bias = at::randn({made.weight.size(0)}, dtype == at::kDouble ? at::kDouble : at::kFloat);
            const at::Tensor wide = linear.applyWide(made.x, bias);
            CHECK(wide.scalar_type() == bias.scalar_type());
            CHECK(distance(wide, made.exact + bias) < wideTolerance);
            CHECK(distance(linear.applyWide(made.x), made.exact) < wideTolerance);

            at::Tensor sum = at::randn(made.exact.sizes(), bias.options());
            const at::Tensor before = sum.clone();
            linear.addTo(sum, made.x);
            CHECK(distance(sum, made.exact + before) < (linear.packed() ? wideTolerance : tolerance));

            at::Tensor narrowSum = before.to(dtype).clone();
            const at::Tensor narrowBefore = narrowSum.to(at::kDouble).clone();
            linear.addTo(narrowSum, made.x);
            CHECK(distance(narrowSum, made.exact + narrowBefore) < tolerance);
        }
        CHECK(packsLinear(dtype) == (packed > 5));
    }
}

TEST(many_numbers_of_rows_share_one_matrix) {
    at::manual_seed(8);
    const at::Tensor weight = at::randn({1024, 64});
    const PackedLinear linear(weight);
    // More than the kernels kept, twice over.
    for (int round = 0; round < 2; ++round) {
        for (std::int64_t rows = 0; rows < 40; ++rows) {
            const at::Tensor x = at::randn({rows, 64});
            const at::Tensor result = linear.apply(x);
            CHECK(result.size(0) == rows);
            CHECK(rows == 0 || distance(result, at::mm(x.to(at::kDouble), weight.to(at::kDouble).t())) < wideTolerance);
        }
    }
}

TEST(strided_inputs_and_copies_of_the_object) {
    at::manual_seed(9);
    const at::Tensor wide = at::randn({80, 100});
    const at::Tensor weight = wide.narrow(1, 10, 64).narrow(0, 3, 50);
    PackedLinear first(weight);
    const PackedLinear second = first;
    first = PackedLinear();
    CHECK(!first.defined());
    CHECK(second.defined());
    const at::Tensor x = at::randn({64, 20}).t();
    CHECK(distance(second.apply(x), at::mm(x.to(at::kDouble), weight.to(at::kDouble).t())) < wideTolerance);
}

TEST(the_packed_copy_does_not_follow_the_matrix) {
    at::Tensor weight = at::ones({2048, 32});
    const PackedLinear linear(weight);
    const at::Tensor x = at::ones({2, 32});
    const at::Tensor before = linear.apply(x);
    weight.mul_(2.0);
    // Documented either way: without packing the matrix itself is kept.
    CHECK(at::equal(linear.apply(x), linear.packed() ? before : before * 2.0));
}

TEST(several_threads_may_ask_at_once) {
    at::manual_seed(10);
    const at::Tensor weight = at::randn({768, 96});
    const PackedLinear linear(weight);
    std::vector<std::thread> threads;
    std::vector<double> worst(4, 1.0);
    for (std::size_t number = 0; number < worst.size(); ++number) {
        threads.emplace_back([&, number] {
            double largest = 0.0;
            for (std::int64_t rows = 1; rows < 90; ++rows) {
                const at::Tensor x = at::full({rows, 96}, 0.1 * static_cast<double>(number + 1));
                largest =
                    std::max(largest, distance(linear.apply(x), at::mm(x.to(at::kDouble), weight.to(at::kDouble).t())));
            }
            worst[number] = largest;
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const double largest : worst) {
        CHECK(largest < wideTolerance);
    }
}

TEST(shapes_that_do_not_fit_are_refused) {
    const PackedLinear linear(at::ones({8, 16}));
    CHECK(throws([&] { linear.apply(at::ones({2, 15})); }));
    CHECK(throws([&] { linear.applyWide(at::ones({2, 16}), at::ones({7})); }));
    at::Tensor small = at::ones({2, 7});
    CHECK(throws([&] { linear.addTo(small, at::ones({2, 16})); }));
    CHECK(throws([&] { PackedLinear refused(at::ones({8})); }));
}
