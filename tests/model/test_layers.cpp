// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-written float32 loops and derivatives against the same formulas in float64 through autograd.
#include "core/model/layers.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
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
