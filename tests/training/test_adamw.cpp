// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/training/adamw.h"
#include "core/training/lr_schedule.h"
#include "tests/tensor/torch_check.h"

#include <cmath>
#include <limits>

using namespace saferscope;

namespace {

at::Tensor noise(std::vector<std::int64_t> shape, Random& random) {
    at::Tensor tensor = at::empty(shape, at::kFloat);
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        tensor.data_ptr<float>()[i] = static_cast<float>(random.normal());
    }
    return tensor;
}

void setGradient(at::Tensor weight, const at::Tensor& gradient) {
    weight.mutable_grad() = gradient.to(weight.scalar_type()).clone();
}

}  // namespace

TEST(adamw_equals_the_formulas_in_double) {
    Random random(1);
    const AdamWSettings settings{0.8, 0.95, 1e-6, 0.1};
    at::Tensor matrix = noise({7, 5}, random);
    at::Tensor norm = noise({9}, random);
    std::vector<double> w[2], m[2], v[2];
    const std::vector<at::Tensor> weights{matrix, norm};
    for (int i = 0; i < 2; ++i) {
        const float* data = weights[static_cast<std::size_t>(i)].data_ptr<float>();
        w[i].assign(data, data + weights[static_cast<std::size_t>(i)].numel());
        m[i].assign(w[i].size(), 0.0);
        v[i].assign(w[i].size(), 0.0);
    }
    AdamW optimizer({{"matrix", matrix}, {"norm", norm}}, settings);
    for (int t = 1; t <= 20; ++t) {
        const double rate = 0.01 * t;
        double squares = 0.0;
        optimizer.zeroGradients();
        for (int i = 0; i < 2; ++i) {
            const at::Tensor& weight = weights[static_cast<std::size_t>(i)];
            const at::Tensor gradient = noise(weight.sizes().vec(), random);
            setGradient(weight, gradient);
            for (std::size_t e = 0; e < w[i].size(); ++e) {
                const double raw = gradient.data_ptr<float>()[e];
                squares += raw * raw;
                const double g = raw * 0.5;
                m[i][e] = 0.8 * m[i][e] + 0.2 * g;
                v[i][e] = 0.95 * v[i][e] + 0.05 * g * g;
                w[i][e] *= i == 0 ? 1.0 - rate * 0.1 : 1.0;  // no decay on norms
                w[i][e] -=
                    rate * (m[i][e] / (1 - std::pow(0.8, t))) / (std::sqrt(v[i][e] / (1 - std::pow(0.95, t))) + 1e-6);
            }
        }
        optimizer.collectGradients();
        CHECK_NEAR(optimizer.gradientNorm(), std::sqrt(squares), 1e-6);
        CHECK(optimizer.step(rate, 0.5));
    }
    for (int i = 0; i < 2; ++i) {
        for (std::size_t e = 0; e < w[i].size(); ++e) {
            CHECK_NEAR(weights[static_cast<std::size_t>(i)].data_ptr<float>()[e], w[i][e], 2e-5);
        }
    }
}

TEST(adamw_says_when_a_weight_or_gradient_is_not_finite) {
    at::Tensor weight = at::ones({40, 3});
    AdamW optimizer({{"weight", weight}}, {});
    setGradient(weight, at::ones({40, 3}));
    CHECK(optimizer.step(0.1, 1.0));
    weight[17][2] = std::numeric_limits<float>::infinity();
    CHECK(!optimizer.step(0.1, 1.0));
    weight.fill_(1.0);
    at::Tensor bad = at::ones({40, 3});
    bad[39][0] = std::numeric_limits<float>::quiet_NaN();
    setGradient(weight, bad);
    CHECK(!std::isfinite(optimizer.gradientNorm()));
    CHECK(!optimizer.step(0.1, 1.0));
}

TEST(adamw_state_goes_on_bit_for_bit) {
    Random random(2);
    at::Tensor straight = noise({33, 9}, random);
    at::Tensor broken = straight.clone();
    std::vector<at::Tensor> gradients;
    for (int i = 0; i < 8; ++i) {
        gradients.push_back(noise({33, 9}, random));
    }
    AdamW one({{"w", straight}}, {0.9, 0.999, 1e-8, 0.01});
    for (const auto& gradient : gradients) {
        setGradient(straight, gradient);
        one.step(1e-2, 1.0);
    }
    AdamW first({{"w", broken}}, {0.9, 0.999, 1e-8, 0.01});
    for (int i = 0; i < 3; ++i) {
        setGradient(broken, gradients[static_cast<std::size_t>(i)]);
        first.step(1e-2, 1.0);
    }
    AdamW second({{"w", broken}}, {0.9, 0.999, 1e-8, 0.01});
    CHECK_OK(second.restore(first.state(), first.steps()));
    for (std::size_t i = 3; i < gradients.size(); ++i) {
        setGradient(broken, gradients[i]);
        second.step(1e-2, 1.0);
    }
    CHECK(at::equal(straight, broken));
    CHECK(!second.restore({{"adam.m.w", broken}}, 3));
}

TEST(adamw_keeps_a_master_copy_of_narrow_weights) {
    at::Tensor narrow = at::ones({4, 4}, at::kBFloat16);
    at::Tensor wide = at::ones({4, 4});
    AdamW a({{"w", narrow}}, {});
    AdamW b({{"w", wide}}, {});
    const at::Tensor gradient = at::full({4, 4}, 0.25F);
    for (int t = 0; t < 30; ++t) {
        a.zeroGradients();
        for (int micro = 0; micro < 2; ++micro) {  // gradients of two passes add up
            setGradient(narrow, gradient);
            a.collectGradients();
        }
        setGradient(wide, gradient * 2);
        CHECK_NEAR(a.gradientNorm(), b.gradientNorm(), 1e-6);
        CHECK(a.step(1e-4, 1.0));
        CHECK(b.step(1e-4, 1.0));
    }
    // Each step is far below what bf16 can add to 1: without the copy nothing would have moved.
    CHECK(at::equal(narrow, wide.to(at::kBFloat16)));
    CHECK(narrow[0][0].item<double>() < 1.0);
    CHECK_EQ(a.state().size(), std::size_t{3});
}

TEST(learning_rate_warms_up_and_decays) {
    const LearningRateSchedule cosine{2.0, 100, 10, DecayShape::Cosine};
    CHECK_NEAR(cosine.at(0, 1), 0.2, 1e-12);
    CHECK_NEAR(cosine.at(8, 9), 1.8, 1e-12);
    CHECK_NEAR(cosine.at(10, 11), 2.0, 1e-12);
    CHECK_NEAR(cosine.at(55, 56), 1.0, 1e-12);
    CHECK(cosine.at(99, 100) > 0.0 && cosine.at(99, 100) < 0.01);
    const LearningRateSchedule linear{1.0, 50, 0, DecayShape::Linear};
    CHECK_NEAR(linear.at(0, 1), 1.0, 1e-12);
    CHECK_NEAR(linear.at(25, 26), 0.5, 1e-12);
    CHECK_NEAR(linear.at(80, 81), 0.0, 1e-12);
    const LearningRateSchedule all{1.0, 10, 10, DecayShape::Constant};
    CHECK_NEAR(all.at(4, 5), 0.5, 1e-12);
    CHECK_NEAR(all.at(9, 10), 1.0, 1e-12);
}
