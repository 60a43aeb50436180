// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-written gradients against autograd, against the path of other devices and against finite differences; and
// the whole optimizer on data whose dictionary is known.
#include "core/base/random.h"
#include "core/training/sae_evaluation.h"
#include "core/training/sae_optimizer.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <limits>

using namespace saferscope;

namespace {

at::Tensor noise(std::vector<std::int64_t> shape, std::uint64_t seed, double scale = 1.0) {
    at::Tensor tensor = at::empty(shape, at::kFloat);
    Random random(seed);
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        tensor.data_ptr<float>()[i] = static_cast<float>(scale * random.normal());
    }
    return tensor;
}

Sae untiedSae(std::int64_t d, std::int64_t latents, std::int64_t k) {
    SaeConfig config;
    config.inputSize = d;
    config.latents = latents;
    config.k = k;
    Sae sae = Sae::random(config, 5);
    sae.encoder.add_(noise({latents, d}, 6, 0.1));
    sae.preBias.copy_(noise({d}, 7, 0.2));
    sae.latentBias.copy_(noise({latents}, 8, 0.1));
    return sae;
}

SaeOptimizerSettings auxiliarySettings(bool generic) {
    SaeOptimizerSettings settings;
    settings.renormaliseEvery = 0;
    settings.auxiliaryWeight = 0.5;
    settings.deadAfterTokens = 60;
    settings.generic = generic;
    return settings;
}

/// The loss as one would write it in a paper, in double, for autograd.
at::Tensor paperLoss(const std::vector<at::Tensor>& w, const at::Tensor& x, std::int64_t k, const at::Tensor& dead,
                     std::int64_t auxiliary, double weight) {
    const at::Tensor pre = at::matmul(x - w[0], w[2].t()) + w[1];
    const auto code = [&](const at::Tensor& values, std::int64_t count) {
        const auto top = at::topk(values, count, 1);
        return at::zeros_like(values).scatter(1, std::get<1>(top), std::get<0>(top));
    };
    const at::Tensor rebuilt = at::matmul(code(pre, k), w[3]) + w[0];
    const at::Tensor error = x - rebuilt;
    at::Tensor loss = (error.square().sum(1) / x.square().sum(1)).mean();
    if (auxiliary > 0) {
        const at::Tensor residual = error.detach();
        const at::Tensor guess =
            at::matmul(at::relu(code(pre.index_select(1, dead), auxiliary)), w[3].index_select(0, dead));
        loss = loss + weight * (guess - residual).square().sum() / residual.square().sum();
    }
    return loss;
}

std::vector<at::Tensor> doubles(const Sae& sae) {
    std::vector<at::Tensor> weights;
    for (const at::Tensor& weight : {sae.preBias, sae.latentBias, sae.encoder, sae.decoder}) {
        weights.push_back(weight.to(at::kDouble).detach().requires_grad_(true));
    }
    return weights;
}

double relativeDifference(const at::Tensor& actual, const at::Tensor& expected) {
    return (actual.to(at::kDouble) - expected).norm().item<double>() / expected.norm().item<double>();
}

}  // namespace

TEST(sparse_gradients_equal_autograd) {
    at::set_num_threads(2);
    for (const bool generic : {false, true}) {
        for (const auto& [d, latents, k] : {std::tuple{20, 64, 4}, std::tuple{33, 400, 16}}) {
            Sae sae = untiedSae(d, latents, k);
            const at::Tensor x = noise({50, d}, 9);
            SaeOptimizer optimizer(sae, auxiliarySettings(generic));
            const auto compare = [&](const at::Tensor& dead, std::int64_t auxiliary) {
                auto w = doubles(sae);
                const at::Tensor loss = paperLoss(w, x.to(at::kDouble), k, dead, auxiliary, 0.5);
                loss.backward();
                SaeStepReport report;
                const SaeGradients gradients = optimizer.gradients(x, &report);
                CHECK_NEAR(report.loss + 0.5 * report.auxiliaryLoss, loss.item<double>(), 1e-6);
                CHECK(relativeDifference(gradients.preBias, w[0].grad()) < 1e-5);
                CHECK(relativeDifference(gradients.latentBias, w[1].grad()) < 1e-5);
                CHECK(relativeDifference(gradients.encoder, w[2].grad()) < 1e-5);
                CHECK(relativeDifference(gradients.decoder, w[3].grad()) < 1e-5);
                CHECK(report.finite);
            };
            compare({}, 0);  // nothing is dead yet
            // Half of the latents have been idle for long: the auxiliary loss joins in.
            auto state = optimizer.state();
            at::Tensor idle = state.back().second;
            idle.narrow(0, 0, latents / 2).fill_(1000);
            compare(at::nonzero(idle >= 60).flatten(), std::min<std::int64_t>({latents / 2, d / 2, 4 * k}));
        }
    }
}

TEST(gradients_equal_finite_differences) {
    Sae sae = untiedSae(8, 24, 3);
    const at::Tensor x = noise({20, 8}, 4);
    SaeOptimizerSettings settings;
    SaeOptimizer optimizer(sae, settings);
    const SaeGradients gradients = optimizer.gradients(x);
    auto w = doubles(sae);
    const auto loss = [&] { return paperLoss(w, x.to(at::kDouble), 3, {}, 0, 0.0).item<double>(); };
    const std::vector<at::Tensor> analytic{gradients.preBias, gradients.latentBias, gradients.encoder,
                                           gradients.decoder};
    const at::NoGradGuard noGradients;
    Random random(1);
    for (std::size_t which = 0; which < 4; ++which) {
        for (int sample = 0; sample < 12; ++sample) {
            const auto element = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(w[which].numel())));
            double& value = w[which].data_ptr<double>()[element];
            const double before = value;
            value = before + 1e-6;
            const double up = loss();
            value = before - 1e-6;
            const double down = loss();
            value = before;
            CHECK_NEAR(analytic[which].view({-1})[element].item<double>(), (up - down) / 2e-6, 2e-5);
        }
    }
}

TEST(the_fused_step_equals_dense_adam) {
    at::set_num_threads(2);
    Sae fused = untiedSae(20, 96, 5);
    Sae dense = untiedSae(20, 96, 5);
    SaeOptimizerSettings settings = auxiliarySettings(false);
    settings.renormaliseEvery = 3;
    settings.epsilon = 1e-4;  // keeps rounding in near-zero gradients from deciding Adam's first steps
    SaeOptimizer a(fused, settings);
    settings.generic = true;
    SaeOptimizer b(dense, settings);
    for (int step = 0; step < 8; ++step) {
        const at::Tensor x = noise({40, 20}, 100 + static_cast<std::uint64_t>(step));
        const SaeStepReport left = a.step(x, 1e-3);
        const SaeStepReport right = b.step(x, 1e-3);
        CHECK_NEAR(left.loss, right.loss, 1e-5);
        CHECK_NEAR(left.gradientNorm, right.gradientNorm, 1e-4);
        CHECK_NEAR(left.l0, right.l0, 1e-9);
        CHECK_NEAR(left.fvu, right.fvu, 1e-5);
        CHECK_NEAR(left.deadFraction, right.deadFraction, 0.03);
    }
    CHECK((fused.encoder - dense.encoder).abs().max().item<double>() < 1e-5);
    CHECK((fused.decoder - dense.decoder).abs().max().item<double>() < 1e-5);
    CHECK((fused.preBias - dense.preBias).abs().max().item<double>() < 1e-5);
    CHECK((fused.latentBias - dense.latentBias).abs().max().item<double>() < 1e-5);
}

TEST(equal_steps_give_equal_bits) {
    at::set_num_threads(2);
    Sae one = untiedSae(24, 300, 8);
    Sae two = untiedSae(24, 300, 8);
    SaeOptimizer a(one, {});
    SaeOptimizer b(two, {});
    for (int step = 0; step < 5; ++step) {
        const at::Tensor x = noise({64, 24}, 7 + static_cast<std::uint64_t>(step));
        a.step(x, 1e-3);
        b.step(x, 1e-3);
    }
    CHECK(at::equal(one.encoder, two.encoder));
    CHECK(at::equal(one.decoder, two.decoder));
}

TEST(screened_steps_learn_the_same) {
    using Screening = SaeOptimizerSettings::Screening;
    const at::Tensor directions = noise({200, 64}, 20);
    const auto batch = [&](int step) {
        const at::Tensor code = at::relu(noise({96, 200}, 300 + static_cast<std::uint64_t>(step)) - 1.5);
        return standardise(at::matmul(code, directions) + noise({96, 64}, 900 + static_cast<std::uint64_t>(step)));
    };
    struct Run {
        std::vector<SaeStepReport> reports;
        Sae sae;
    };
    const auto train = [&](Screening screening) {
        at::set_num_threads(2);
        Run run{{}, untiedSae(64, 700, 8)};
        SaeOptimizerSettings settings = auxiliarySettings(false);
        settings.renormaliseEvery = 10;
        settings.deadAfterTokens = 600;  // so that the auxiliary loss joins in
        settings.screening = screening;
        SaeOptimizer optimizer(run.sae, settings);
        for (int step = 0; step < 30; ++step) {
            run.reports.push_back(optimizer.step(batch(step), 1e-3));
        }
        return run;
    };
    const Run plain = train(Screening::Never);
    const Run screened = train(Screening::Always);
    double auxiliary = 0.0;
    for (std::size_t step = 0; step < 30; ++step) {
        const SaeStepReport& a = plain.reports[step];
        const SaeStepReport& b = screened.reports[step];
        CHECK(b.finite);
        // The same up to rounding, which Adam's first steps and near ties make larger from step to step.
        CHECK_NEAR(b.loss / a.loss, 1.0, step == 0 ? 1e-6 : 2e-3);
        CHECK_NEAR(b.fvu / a.fvu, 1.0, step == 0 ? 1e-6 : 2e-3);
        CHECK_NEAR(b.l0, a.l0, 0.05);
        auxiliary += b.auxiliaryLoss;
    }
    CHECK(auxiliary > 0.0);
    CHECK(screened.reports.back().loss < 0.9 * screened.reports.front().loss);
    // And the same bits again.
    const Run again = train(Screening::Always);
    CHECK(at::equal(again.sae.encoder, screened.sae.encoder));
    CHECK(at::equal(again.sae.decoder, screened.sae.decoder));
}

TEST(an_encoder_kept_by_encode_follows_the_steps) {
    at::set_num_threads(2);
    Sae sae = untiedSae(32, 640, 6);
    SaeOptimizer optimizer(sae, {});
    const at::Tensor h = noise({40, 32}, 3);
    for (int step = 0; step < 12; ++step) {
        const SparseLatents fast = sae.encode(h, Sae::EncodePath::Screened);
        const SparseLatents slow = sae.encode(h, Sae::EncodePath::Plain);
        CHECK((fast.values - slow.values).abs().max().item<double>() < 1e-5);
        optimizer.step(noise({64, 32}, 40 + static_cast<std::uint64_t>(step)), 1e-2);
    }
}

TEST(the_spread_of_rows_survives_a_large_mean) {
    for (const double shift : {0.0, 1000.0}) {
        const at::Tensor x = noise({50, 37}, 4).add_(shift);
        const at::Tensor wide = x.to(at::kDouble);
        const double expected = (wide - wide.mean(0, true)).square().sum().item<double>();
        CHECK_NEAR(spreadOfRows(x.data_ptr<float>(), 50, 37, 2) / expected, 1.0, 1e-9);
        CHECK_EQ(spreadOfRows(x.data_ptr<float>(), 50, 37, 2), spreadOfRows(x.data_ptr<float>(), 50, 37, 1));
    }
}

TEST(a_known_dictionary_is_recovered) {
    at::set_num_threads(2);
    constexpr std::int64_t d = 32;
    constexpr std::int64_t directions = 48;
    constexpr std::int64_t active = 3;
    at::Tensor truth = noise({directions, d}, 1);
    truth.div_(truth.norm(2, 1, true));
    SaeConfig config;
    config.inputSize = d;
    config.latents = 64;
    config.k = active;
    Sae sae = Sae::random(config, 2);
    SaeOptimizerSettings settings;
    settings.auxiliaryWeight = 1.0 / 32;
    settings.deadAfterTokens = 3000;
    SaeOptimizer optimizer(sae, settings);
    Random random(3);
    const auto sample = [&](std::int64_t tokens) {
        at::Tensor x = at::zeros({tokens, d});
        for (std::int64_t token = 0; token < tokens; ++token) {
            for (std::int64_t j = 0; j < active; ++j) {
                const auto latent = static_cast<std::int64_t>(random.below(directions));
                x[token].add_(truth[latent], 1.0 + random.uniform());
            }
        }
        return x;
    };
    const at::Tensor data = sample(8192);
    SaeStepReport report;
    constexpr int steps = 1500;
    for (int step = 0; step < steps; ++step) {
        const std::int64_t begin = (step * 256) % 8192;
        report = optimizer.step(data.narrow(0, begin, 256), 3e-3 * (1.0 - static_cast<double>(step) / steps));
        CHECK(report.finite);
    }
    optimizer.finish();
    const at::Tensor cosine = at::matmul(truth, sae.decoder.t());
    const double recovered = std::get<0>(cosine.max(1)).mean().item<double>();
    CHECK(recovered > 0.9);
    CHECK(report.loss < 0.1);
    CHECK(sae.decoder.norm(2, 1).sub(1.0).abs().max().item<double>() < 1e-5);
    CHECK(report.l0 > 2.0 && report.l0 <= 3.0);
}

TEST(dead_latents_come_back_through_the_auxiliary_loss) {
    at::set_num_threads(2);
    const auto deadAtEnd = [](double weight) {
        SaeConfig config;
        config.inputSize = 16;
        config.latents = 64;
        config.k = 4;
        Sae sae = Sae::random(config, 2);
        sae.latentBias.narrow(0, 0, 32).fill_(-2.0);  // pushed out of every top-k
        SaeOptimizerSettings settings;
        settings.auxiliaryWeight = weight;
        settings.deadAfterTokens = 500;
        SaeOptimizer optimizer(sae, settings);
        double dead = 0.0;
        for (int step = 0; step < 400; ++step) {
            dead = optimizer.step(noise({100, 16}, 50 + static_cast<std::uint64_t>(step)), 1e-2).deadFraction;
        }
        return dead;
    };
    const double without = deadAtEnd(0.0);
    CHECK(without > 0.1);
    CHECK(deadAtEnd(0.125) < without / 2);
}

TEST(non_finite_values_are_caught_in_the_same_step) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (int where = 0; where < 5; ++where) {
        Sae sae = untiedSae(12, 40, 3);
        SaeOptimizer optimizer(sae, {});
        at::Tensor x = noise({30, 12}, 2);
        CHECK(optimizer.step(x, 1e-3).finite);
        if (where == 0) {
            x[11][4] = nan;
        } else if (where == 1) {
            sae.decoder.fill_(nan);
        } else if (where == 2) {
            sae.encoder[7][3] = nan;
        } else if (where == 3) {
            sae.latentBias[0] = std::numeric_limits<float>::infinity();
        } else {
            sae.preBias[2] = nan;
        }
        CHECK(!optimizer.step(x, 1e-3).finite);
    }
    Sae sae = untiedSae(12, 40, 3);
    SaeOptimizer optimizer(sae, {});
    bool finite = true;
    for (int step = 0; step < 3 && finite; ++step) {
        finite = optimizer.step(noise({30, 12}, 2), 1e38).finite;
    }
    CHECK(!finite);
}

TEST(geometric_median_resists_outliers) {
    at::Tensor x = noise({400, 6}, 3, 0.1);
    x.add_(2.0);
    x.narrow(0, 0, 40).fill_(100.0);
    CHECK((geometricMedian(x) - 2.0).abs().max().item<double>() < 0.1);
    CHECK(x.mean(0).max().item<double>() > 10.0);
}
