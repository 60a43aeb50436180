// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-written float32 loops and derivatives against the same formulas in float64 through autograd.
#include "core/model/elementwise_kernels.h"
#include "core/model/layers.h"
#include "core/model/vector_level.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <cmath>
#include <cstdio>
#include <functional>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

using Layer = std::function<at::Tensor(const std::vector<at::Tensor>&)>;

/// Output and gradients of a random weighting of the output, as one list.
std::vector<at::Tensor> run(const Layer& layer, const std::vector<at::Tensor>& inputs, const at::Tensor& weighting,
                            at::ScalarType dtype) {
    std::vector<at::Tensor> leaves;
    for (const at::Tensor& input : inputs) {
        leaves.push_back(input.to(dtype).clone().requires_grad_());
    }
    const at::Tensor output = layer(leaves);
    (output * weighting.to(dtype)).sum().backward();
    std::vector<at::Tensor> results = {output.detach()};
    for (const at::Tensor& leaf : leaves) {
        results.push_back(leaf.grad());
    }
    return results;
}

void compare(const Layer& layer, const Layer& formula, const std::vector<at::Tensor>& inputs,
             const at::Tensor& weighting) {
    const auto expected = run(formula, inputs, weighting, at::kDouble);
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const auto alone = run(layer, inputs, weighting, at::kFloat);
    at::set_num_threads(3);
    const auto several = run(layer, inputs, weighting, at::kFloat);
    at::set_num_threads(threads);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(alone[i].scalar_type() == at::kFloat);
        CHECK(largestDifference(alone[i], expected[i]) <= 1e-5 * std::max(1.0, expected[i].abs().max().item<double>()));
        CHECK(at::equal(alone[i], several[i]));
    }
}

struct Shape {
    std::int64_t rows;
    std::int64_t width;
};
constexpr Shape shapes[] = {{1, 1}, {3, 7}, {300, 129}, {2000, 48}, {5, 1000}};

}  // namespace

TEST(rms_norm_and_its_derivatives) {
    at::manual_seed(1);
    for (const Shape& shape : shapes) {
        const at::Tensor x = at::randn({shape.rows, shape.width});
        compare([](const auto& in) { return rmsNorm(in[0], in[1], 1e-5); },
                [](const auto& in) { return in[0] / at::sqrt((in[0] * in[0]).mean({-1}, true) + 1e-5) * in[1]; },
                {x, at::randn({shape.width})}, at::randn({shape.rows, shape.width}));
    }
}

TEST(swiglu_and_its_derivatives) {
    at::manual_seed(2);
    for (const Shape& shape : shapes) {
        compare([](const auto& in) { return swiglu(in[0]); },
                [](const auto& in) {
                    const at::Tensor gate = in[0].narrow(1, 0, in[0].size(1) / 2);
                    return gate / (1.0 + at::exp(-gate)) * in[0].narrow(1, in[0].size(1) / 2, in[0].size(1) / 2);
                },
                {3.0 * at::randn({shape.rows, 2 * shape.width})}, at::randn({shape.rows, shape.width}));
    }
    // Far out the sigmoid is 0 or 1 and nothing becomes NaN.
    const at::Tensor extreme = swiglu(at::tensor({-200.0f, 200.0f, 2.0f, 2.0f}).view({1, 4}));
    CHECK(at::allclose(extreme, at::tensor({-0.0f, 400.0f}).view({1, 2})));
}

TEST(rows_that_do_not_lie_dense_are_taken_too) {
    at::manual_seed(3);
    const at::Tensor wide = at::randn({6, 20});
    const at::Tensor weight = at::randn({10});
    const at::Tensor part = wide.narrow(1, 5, 10);
    CHECK(at::equal(rmsNorm(part, weight, 1e-6), rmsNorm(part.contiguous(), weight, 1e-6)));
    CHECK(at::equal(swiglu(part), swiglu(part.contiguous())));
}

TEST(products_taken_together_give_each_part_its_gradient) {
    at::manual_seed(4);
    const at::Tensor a = at::randn({3, 8});
    const at::Tensor b = at::randn({5, 8});
    const at::Tensor x = at::randn({11, 8});
    const at::Tensor weighting = at::randn({11, 8});
    compare(
        [](const auto& in) {
            return projectTogether(in[0], at::cat({in[1], in[2]}).detach(), {in[1], in[2]});
        },
        [](const auto& in) {
            return at::cat({at::mm(in[0], in[1].t()), at::mm(in[0], in[2].t())}, 1);
        },
        {x, a, b}, weighting);
}

TEST(masked_softmax_and_its_derivative) {
    at::manual_seed(5);
    const at::Tensor scores = 4.0 * at::randn({2, 3, 2, 5, 7});
    at::Tensor mask = at::rand({2, 1, 5, 7}) > 0.5;
    mask.select(3, 2).fill_(true);
    compare([&mask](const auto& in) { return maskedSoftmax(in[0].clone(), mask); },
            [&mask](const auto& in) {
                const at::Tensor raised = at::exp(in[0]) * mask.unsqueeze(2).to(at::kDouble);
                return raised / raised.sum(-1, true);
            },
            {scores}, at::randn({2, 3, 2, 5, 7}));
    const at::Tensor weights = maskedSoftmax(scores.clone(), mask);
    CHECK_EQ(weights.masked_select(mask.logical_not().unsqueeze(2)).abs().sum().item<double>(), 0.0);
}

namespace {

/// Largest distance of `actual` from `exact`, in units of the last place of `dtype` there (of the smallest normal
/// number below that).
double unitsInLastPlace(const at::Tensor& actual, const at::Tensor& exact, at::ScalarType dtype) {
    const at::Tensor exponent = at::floor(at::log2(at::clamp(exact.abs(), 1.1754944e-38)));
    const at::Tensor unit = at::exp2(exponent - (dtype == at::kBFloat16 ? 7.0 : 23.0));
    return ((actual.to(at::kDouble) - exact) / unit).abs().max().item<double>();
}

void compareInference(const char* level) {
    at::manual_seed(6);
    double worst = 0.0;
    for (const Shape& shape : {Shape{1, 1}, {3, 7}, {5, 64}, {40, 129}, {9, 2048}, {300, 130}}) {
        for (const at::ScalarType from : {at::kFloat, at::kBFloat16}) {
            const at::Tensor x = at::randn({shape.rows, shape.width}).to(from);
            const at::Tensor exactX = x.to(at::kDouble);
            for (const at::ScalarType to : {at::kFloat, at::kBFloat16}) {
                const at::Tensor weight = at::randn({shape.width}).to(from);
                const at::Tensor expected =
                    exactX / at::sqrt((exactX * exactX).mean({-1}, true) + 1e-5) * weight.to(at::kDouble);
                const at::Tensor y = rmsNormAs(x, weight, 1e-5, to);
                CHECK(y.scalar_type() == to);
                const double units = unitsInLastPlace(y, expected, to);
                worst = std::max(worst, units);
                CHECK(units <= (to == at::kFloat ? 8.0 : 0.51));  // of bfloat16 only the last rounding is left
            }
            const at::Tensor gateUp = (4.0 * at::randn({shape.rows, 2 * shape.width})).to(from);
            const std::vector<at::Tensor> halves = gateUp.to(at::kDouble).chunk(2, 1);
            const at::Tensor y = swiglu(gateUp);
            CHECK(y.scalar_type() == from);
            const double units = unitsInLastPlace(y, halves[0] / (1.0 + at::exp(-halves[0])) * halves[1], from);
            worst = std::max(worst, units);
            CHECK(units <= (from == at::kFloat ? 8.0 : 0.51));
        }
    }
    // e^x over its range, and at its ends.
    const at::Tensor x = at::linspace(-87.0, 88.0, 1 << 18);
    at::Tensor y = at::empty_like(x);
    kernels::exponentialEach(x.data_ptr<float>(), x.numel(), y.data_ptr<float>());
    const double units = unitsInLastPlace(y, at::exp(x.to(at::kDouble)), at::kFloat);
    std::printf("%s: norm and swiglu within %.2f units in the last place, e^x %.2f\n", level, worst, units);
    CHECK(units <= 2.0);
    at::Tensor ends = at::zeros({16});
    ends[0] = -1e30;
    ends[1] = 1e30;
    ends[2] = std::nan("");
    at::Tensor results = at::empty_like(ends);
    kernels::exponentialEach(ends.data_ptr<float>(), 16, results.data_ptr<float>());
    CHECK(results[0].item<float>() < 2e-38f);
    CHECK(results[1].item<float>() > 1e38f && std::isfinite(results[1].item<float>()));
    CHECK(std::isnan(results[2].item<float>()));
    CHECK(at::equal(results.narrow(0, 3, 13), at::ones({13})));
    // Ties are rounded to even as libtorch rounds them: rows of ones, whose norm is the weight itself.
    at::Tensor ties = at::empty({4096});
    for (std::int64_t i = 0; i < ties.numel(); ++i) {
        ties.data_ptr<float>()[i] = 1.0f + static_cast<float>(i) / 4096.0f;
    }
    const at::Tensor plain = rmsNormAs(at::ones({1, 4096}), ties, 0.0, at::kFloat);
    CHECK(at::equal(plain[0], ties));
    CHECK(at::equal(rmsNormAs(at::ones({1, 4096}), ties, 0.0, at::kBFloat16)[0], ties.to(at::kBFloat16)));
    at::Tensor broken = at::ones({2, 40});
    broken[1][3] = std::nan("");
    const at::Tensor normed = rmsNormAs(broken, at::ones({40}), 1e-5, at::kBFloat16);
    CHECK(normed[1].isnan().all().item<bool>());
    CHECK(!normed[0].isnan().any().item<bool>());
}

}  // namespace

TEST(inference_rounds_once) {
    using namespace kernels;
    const VectorLevel best = vectorLevel();
    for (const VectorLevel level : {VectorLevel::Plain, VectorLevel::Avx2, VectorLevel::Avx512}) {
        if (level <= best) {
            limitVectorLevel(level);
            compareInference(vectorLevelName(level));
        }
    }
    limitVectorLevel(VectorLevel::Avx512);
}

TEST(inference_does_not_depend_on_threads) {
    at::manual_seed(7);
    const at::Tensor x = at::randn({600, 258});
    const at::Tensor weight = at::randn({258});
    const int before = at::get_num_threads();
    at::set_num_threads(1);
    const at::Tensor normed = rmsNormAs(x, weight, 1e-5, at::kBFloat16);
    const at::Tensor gated = swiglu(x);
    at::set_num_threads(3);
    CHECK(at::equal(normed, rmsNormAs(x, weight, 1e-5, at::kBFloat16)));
    CHECK(at::equal(gated, swiglu(x)));
    at::set_num_threads(before);
    // One row alone gives the same bits.
    CHECK(at::equal(normed.narrow(0, 77, 1), rmsNormAs(x.narrow(0, 77, 1), weight, 1e-5, at::kBFloat16)));
    CHECK(at::equal(gated.narrow(0, 77, 1), swiglu(x.narrow(0, 77, 1))));
}
