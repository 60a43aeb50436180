// SPDX-License-Identifier: GPL-3.0-or-later
// Gradients of the Bradley-Terry loss by autograd against central differences of the forward pass in float64, and the
// same gradients in float32.
#include "core/model/reward_model.h"
#include "tests/model/gradient_check.h"

#include <ATen/core/grad_mode.h>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;

TEST(gradients_equal_finite_differences) {
    RewardModel model = tinyModel(tinyConfig(), at::kDouble);
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const auto gradients = gradientsOf(model, batch);
    auto parameters = model.parameters();
    Random random(11);
    double worst = 0.0;
    const c10::InferenceMode inference;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        at::Tensor flat = parameters[i].second.view({-1});
        const at::Tensor gradient = gradients[i].second.reshape({-1});
        const double scale = gradient.abs().max().item<double>();
        CHECK(scale > 1e-6);  // every parameter matters
        for (int probe = 0; probe < 4; ++probe) {
            // The largest component once, the others anywhere.
            const std::int64_t at =
                probe == 0 ? gradient.abs().argmax().item<std::int64_t>()
                           : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(flat.numel())));
            const double numeric = slopeAt(model, batch, flat, at);
            const double error = std::abs(numeric - gradient[at].item<double>()) / scale;
            worst = std::max(worst, error);
            if (error > 1e-5) {
                std::printf("%s[%d]: %.8g by differences, %.8g by autograd\n", parameters[i].first.c_str(), int(at),
                            numeric, gradient[at].item<double>());
            }
        }
    }
    std::printf("largest error relative to a tensor's largest gradient: %.2e\n", worst);
    CHECK(worst <= 1e-5);
}

TEST(float32_gradients_equal_float64_ones) {
    RewardModel exact = tinyModel(tinyConfig(), at::kDouble);
    RewardModel model = tinyModel();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const auto wanted = gradientsOf(exact, batch);
    const auto gradients = gradientsOf(model, batch);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CHECK(largestDifference(gradients[i].second, wanted[i].second) <=
              1e-4 * wanted[i].second.abs().max().item<double>());
    }
}

TEST(bfloat16_gradients_point_the_same_way) {
    RewardModel exact = tinyModel(tinyConfig(), at::kDouble);
    RewardModel model = tinyModel(tinyConfig(), at::kBFloat16);
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const auto wanted = gradientsOf(exact, batch);
    const auto gradients = gradientsOf(model, batch);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const at::Tensor a = wanted[i].second.reshape({-1});
        const at::Tensor b = gradients[i].second.reshape({-1}).to(at::kDouble);
        CHECK((at::dot(a, b) / (a.norm() * b.norm())).item<double>() > 0.98);
    }
}

TEST(gradients_accumulate_over_batches) {
    RewardModel model = tinyModel();
    const auto pairs = mixedPairs();
    const PackedBatch first = packPairs(std::span(pairs).subspan(0, 2), c10::kCPU);
    const PackedBatch second = packPairs(std::span(pairs).subspan(1, 2), c10::kCPU);
    const auto a = gradientsOf(model, first);
    const auto b = gradientsOf(model, second);
    model.requireGradients(true);
    lossOf(model, first).backward();
    lossOf(model, second).backward();
    const auto parameters = model.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        CHECK(largestDifference(parameters[i].second.grad(), a[i].second + b[i].second) <=
              1e-5 * std::max(1.0, a[i].second.abs().max().item<double>()));
    }
}

TEST(a_step_on_the_parameters_moves_training_and_inference_alike) {
    RewardModel model = tinyModel();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const double before = lossOf(model, batch).item<double>();
    const auto gradients = gradientsOf(model, batch);
    model.requireGradients(true);
    {
        const at::NoGradGuard noGradients;
        auto parameters = model.parameters();
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            parameters[i].second.add_(gradients[i].second, -1e-4);
        }
    }
    const at::Tensor trained = model.forward(batch).rewards.detach();
    const c10::InferenceMode inference;
    CHECK(lossOf(model, batch).item<double>() < before);
    CHECK(largestDifference(model.forward(batch).rewards, trained) <= 1e-5);
}
