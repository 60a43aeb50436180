// SPDX-License-Identifier: GPL-3.0-or-later
// Attributions against central differences, against a closed form, and against the differences they have to sum to.
#include "core/causal/attribution.h"
#include "tests/causal/causal_fixture.h"
#include "tests/sae/slow_sae.h"
#include "tests/tensor/torch_check.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

constexpr AttributionTarget allTargets[] = {AttributionTarget::Chosen, AttributionTarget::Rejected,
                                            AttributionTarget::Margin};

double targetOf(const RewardPair& rewards, AttributionTarget target) {
    return target == AttributionTarget::Chosen     ? rewards.chosen
           : target == AttributionTarget::Rejected ? rewards.rejected
                                                   : rewards.margin();
}

Attribution attributed(const CausalFixture& fixture, const AttributionOptions& options) {
    auto attribution = attribute(*fixture.causal, fixture.batch, options);
    CHECK_OK(attribution);
    return std::move(*attribution);
}

float valueAt(const Attribution& attribution, std::int64_t row, std::int64_t j) {
    return attribution.values.data_ptr<float>()[row * attribution.values.size(1) + j];
}

/// A float64 model whose head is linear: an epsilon beside which the mean of squares is nothing makes the RMSNorm a
/// constant factor.
RewardModel linearHead() {
    ModelConfig config = tinyConfig();
    config.rmsNormEps = 1e12;
    return tinyModel(config, at::kDouble);
}

}  // namespace

TEST(gradient_attributions_equal_central_differences) {
    double worst = 0.0;
    for (const std::int64_t layer : {0, 1, 2, 3}) {
        const CausalFixture fixture(modelKinds()[3], layer);
        for (const AttributionTarget target : allTargets) {
            AttributionOptions options;
            options.target = target;
            const Attribution attribution = attributed(fixture, options);
            const float* values = attribution.values.data_ptr<float>();
            const double largest = attribution.values.abs().max().item<double>();
            CHECK(largest > 1e-4);
            const std::int64_t largestAt = attribution.values.abs().argmax().item<std::int64_t>();
            Random random(41);
            for (int probe = 0; probe < 12; ++probe) {
                const auto at = probe == 0 ? largestAt
                                           : static_cast<std::int64_t>(
                                                 random.below(static_cast<std::uint64_t>(attribution.values.numel())));
                const std::int64_t row = at / fixture.k();
                const RowPlace& place = fixture.batch.rows[static_cast<std::size_t>(row)];
                // The factor of one latent at one token is moved about 1.
                const auto rewardAt = [&](double factor) {
                    Intervention scale =
                        changeAll({FeatureId(static_cast<std::uint32_t>(fixture.feature(row, at % fixture.k())))},
                                  FeatureOperation::Scale, factor);
                    scale.positions.prompt = place.segment == Segment::Prompt;
                    scale.positions.chosen = place.segment == Segment::Chosen;
                    scale.positions.rejected = place.segment == Segment::Rejected;
                    scale.positions.range = TokenRange{place.token, std::int64_t{place.token} + 1};
                    return targetOf(fixture.causal->rewards(fixture.batch, scale)[place.pair], target);
                };
                constexpr double step = 1e-4;
                // Richardson: the error of the two together is of order step^4.
                const double coarse = (rewardAt(1.0 + 2 * step) - rewardAt(1.0 - 2 * step)) / (4 * step);
                const double fine = (rewardAt(1.0 + step) - rewardAt(1.0 - step)) / (2 * step);
                const double numeric = (4 * fine - coarse) / 3;
                const double error = std::abs(numeric - values[at]) / std::max(std::abs(numeric), 1e-3 * largest);
                worst = std::max(worst, error);
                CHECK(error <= 1e-6);
            }
        }
    }
    std::printf("largest relative error against central differences: %.2e\n", worst);
}

TEST(integrated_gradients_sum_to_the_difference) {
    for (const std::int64_t layer : {0, 1, 2, 3}) {
        const CausalFixture fixture(modelKinds()[3], layer);
        for (const AttributionTarget target : allTargets) {
            if (target != AttributionTarget::Margin && layer != 2) {
                continue;  // what is below the head is the same for all of them
            }
            std::vector<double> errors;
            for (const std::int64_t steps : {8, 32, 128}) {
                AttributionOptions options;
                options.method = AttributionMethod::IntegratedGradients;
                options.target = target;
                options.steps = steps;
                const Attribution attribution = attributed(fixture, options);
                double error = 0.0;
                double size = 0.0;
                for (std::size_t i = 0; i < attribution.sum.size(); ++i) {
                    error += std::abs(attribution.sum[i] - attribution.difference[i]);
                    size += std::abs(attribution.difference[i]);
                }
                CHECK(size > 0.01);
                errors.push_back(error / size);
            }
            if (target == AttributionTarget::Margin) {
                std::printf("layer %d: |sum - difference| / |difference| %.1e, %.1e, %.1e with 8, 32, 128 steps\n",
                            int(layer), errors[0], errors[1], errors[2]);
            }
            // The midpoint rule's error falls with the square of the steps once they resolve the path.
            CHECK(errors[1] < errors[0] / 2.0 || errors[0] < 1e-9);
            CHECK(errors[2] < errors[1] / 8.0 || errors[1] < 1e-9);
            CHECK(errors[2] < 2e-4);
        }
    }
}

TEST(differences_are_those_of_ablating_what_was_attributed) {
    const CausalFixture fixture(modelKinds()[0], 1);
    for (const char* text : {"all", "response", "prompt", "chosen,sentence-ends", "-3:", "none"}) {
        for (const AttributionTarget target : allTargets) {
            AttributionOptions options;
            options.target = target;
            options.positions = *positionsFromText(text);
            const Attribution attribution = attributed(fixture, options);
            Intervention none;
            none.ablateOthers = true;
            none.positions = options.positions;
            const auto without = fixture.causal->rewards(fixture.batch, none);
            const float* values = attribution.values.data_ptr<float>();
            std::vector<double> sums(without.size(), 0.0);
            for (std::int64_t row = 0; row < fixture.batch.rowCount(); ++row) {
                const RowPlace& place = fixture.batch.rows[static_cast<std::size_t>(row)];
                TokenInfo info;
                info.sentenceEnd = place.sentenceEnd;
                info.response = place.response;
                const bool taken = options.positions.takes(
                    place.segment, info, place.token,
                    fixture.batch.segmentTokens[place.pair][static_cast<std::size_t>(place.segment)]);
                const bool otherAnswer = (target == AttributionTarget::Chosen && place.segment == Segment::Rejected) ||
                                         (target == AttributionTarget::Rejected && place.segment == Segment::Chosen);
                for (std::int64_t j = 0; j < fixture.k(); ++j) {
                    const float value = values[row * fixture.k() + j];
                    CHECK_EQ(value != 0.0f, taken && !otherAnswer);
                    sums[place.pair] += static_cast<double>(value);
                }
            }
            for (std::size_t i = 0; i < without.size(); ++i) {
                CHECK_NEAR(attribution.sum[i], sums[i], 1e-5);
                CHECK_EQ(attribution.difference[i],
                         targetOf(fixture.batch.rewards[i], target) - targetOf(without[i], target));
            }
        }
    }
}

TEST(margin_is_chosen_minus_rejected) {
    const CausalFixture fixture(modelKinds()[3], 2);
    for (const auto method : {AttributionMethod::ActivationGradient, AttributionMethod::IntegratedGradients}) {
        AttributionOptions options;
        options.method = method;
        options.steps = 4;
        std::vector<Attribution> by;
        for (const AttributionTarget target : allTargets) {
            options.target = target;
            by.push_back(attributed(fixture, options));
        }
        CHECK(largestDifference(by[2].values, by[0].values - by[1].values) <= 1e-6);
        for (std::size_t i = 0; i < by[0].sum.size(); ++i) {
            CHECK_NEAR(by[2].sum[i], by[0].sum[i] - by[1].sum[i], 1e-12);
            CHECK_NEAR(by[2].difference[i], by[0].difference[i] - by[1].difference[i], 1e-12);
        }
    }
}

TEST(both_methods_are_exact_where_the_reward_is_linear) {
    const CausalFixture fixture({"linear head", linearHead}, 3);
    for (const auto method : {AttributionMethod::ActivationGradient, AttributionMethod::IntegratedGradients}) {
        AttributionOptions options;
        options.method = method;
        options.steps = 1;
        const Attribution attribution = attributed(fixture, options);
        for (std::size_t i = 0; i < attribution.sum.size(); ++i) {
            CHECK(std::abs(attribution.difference[i]) > 1e-9);
            CHECK_NEAR(attribution.sum[i] / attribution.difference[i], 1.0, 1e-8);
        }
        // And each attribution is what ablating that latent at that token alone takes away.
        for (const std::int64_t row : {11, 24, 45, 66}) {
            const RowPlace& place = fixture.batch.rows[static_cast<std::size_t>(row)];
            for (std::int64_t j = 0; j < fixture.k(); ++j) {
                Intervention ablate = changeAll({FeatureId(static_cast<std::uint32_t>(fixture.feature(row, j)))},
                                                FeatureOperation::Ablate);
                ablate.positions.prompt = false;
                ablate.positions.chosen = place.segment == Segment::Chosen;
                ablate.positions.rejected = place.segment == Segment::Rejected;
                ablate.positions.range = TokenRange{-1, {}};
                const auto last = [&](Segment segment) {
                    return fixture.batch.segmentTokens[place.pair][static_cast<std::size_t>(segment)] - 1;
                };
                if (place.segment == Segment::Prompt || place.token != last(place.segment)) {
                    CHECK_EQ(valueAt(attribution, row, j), 0.0f);  // the head reads last tokens alone
                    continue;
                }
                const double effect = fixture.batch.rewards[place.pair].margin() -
                                      fixture.causal->rewards(fixture.batch, ablate)[place.pair].margin();
                CHECK_NEAR(valueAt(attribution, row, j) / effect, 1.0, 1e-6);
            }
        }
    }
}

TEST(the_last_layers_gradient_is_the_heads_closed_form) {
    const CausalFixture fixture(modelKinds()[3], 3);
    AttributionOptions options;
    options.target = AttributionTarget::Chosen;
    const Attribution attribution = attributed(fixture, options);
    std::vector<double> norm;
    std::vector<double> score;
    for (const auto& [name, tensor] : fixture.model->parameters()) {
        if (name == "model.norm.weight") {
            norm = check::rowOf(tensor.unsqueeze(0), 0);
        } else if (name == "score.weight") {
            score = check::rowOf(tensor, 0);
        }
    }
    CHECK_EQ(norm.size(), std::size_t{24});
    const double d = 24.0;
    for (std::size_t pair = 0; pair < fixture.pairs.size(); ++pair) {
        const auto& lengths = fixture.batch.packed.lengths[pair];
        const std::int64_t row = fixture.batch.packed.pairBegin[pair] + lengths.prompt + lengths.chosen - 1;
        // r = sum w_i x_i / m with w = score * norm and m = sqrt(mean x^2 + eps): dr/dx_i = w_i / m - x_i r / (d m^2).
        const std::vector<double> x = check::rowOf(fixture.batch.hidden, row);
        double squares = 0.0;
        double product = 0.0;
        for (std::size_t i = 0; i < 24; ++i) {
            squares += x[i] * x[i];
            product += score[i] * norm[i] * x[i];
        }
        const double m = std::sqrt(squares / d + fixture.model->config().rmsNormEps);
        CHECK_NEAR(product / m, fixture.batch.rewards[pair].chosen, 1e-9);
        const double s = fixture.batch.scale[row].item<double>();
        for (std::int64_t j = 0; j < fixture.k(); ++j) {
            const std::vector<double> direction = check::rowOf(fixture.sae->decoder, fixture.feature(row, j));
            double along = 0.0;
            for (std::size_t i = 0; i < 24; ++i) {
                along += direction[i] * (score[i] * norm[i] / m - x[i] * product / (d * m * m * m));
            }
            const double wanted = static_cast<double>(fixture.value(row, j)) * s * along;
            CHECK_NEAR(valueAt(attribution, row, j), wanted, 1e-6 * std::abs(wanted) + 1e-9);
        }
    }
}

TEST(lower_precisions_give_nearly_the_float64_attributions) {
    double worst[] = {0.0, 0.0};
    for (const std::int64_t layer : {0, 2, 3}) {
        for (const std::size_t kind : {0, 4}) {
            const CausalFixture fixture(modelKinds()[kind], layer);
            // The same weights and the same stream in float64.
            CausalFixture exact(modelKinds()[3], layer);
            const auto weights = fixture.model->parameters();
            for (std::size_t i = 0; auto& [name, tensor] : exact.model->parameters()) {
                tensor.copy_(weights[i++].second);
            }
            exact.batch = fixture.batch;
            exact.batch.hidden = fixture.batch.hidden.to(at::kDouble);
            for (const auto method : {AttributionMethod::ActivationGradient, AttributionMethod::IntegratedGradients}) {
                AttributionOptions options;
                options.method = method;
                options.steps = 8;
                const at::Tensor wanted = attributed(exact, options).values.to(at::kDouble);
                const at::Tensor actual = attributed(fixture, options).values.to(at::kDouble);
                const double error = ((actual - wanted).norm() / wanted.norm()).item<double>();
                worst[kind == 0 ? 0 : 1] = std::max(worst[kind == 0 ? 0 : 1], error);
                CHECK(error <= (kind == 0 ? 1e-5 : 0.05));
            }
        }
    }
    std::printf("relative error of attributions: float32 %.1e, bfloat16 %.1e\n", worst[0], worst[1]);
}

TEST(attributing_leaves_the_model_and_the_grad_mode_as_they_were) {
    const CausalFixture fixture(modelKinds()[2], 1);
    fixture.model->requireGradients(true);
    AttributionOptions options;
    options.method = AttributionMethod::IntegratedGradients;
    options.steps = 3;
    for (const bool mode : {false, true}) {
        const at::AutoGradMode outer(mode);
        const at::Tensor before = fixture.batch.hidden.clone();
        const Attribution first = attributed(fixture, options);
        const Attribution again = attributed(fixture, options);
        CHECK_EQ(at::GradMode::is_enabled(), mode);
        CHECK(at::equal(first.values, again.values));
        CHECK(!first.values.requires_grad());
        CHECK(at::equal(before, fixture.batch.hidden));
        CHECK(!fixture.batch.hidden.requires_grad());
    }
    for (const auto& [name, tensor] : fixture.model->trainableParameters()) {
        CHECK(!tensor.grad().defined());
    }
}

TEST(attribution_stops_and_refuses) {
    const CausalFixture fixture(modelKinds()[0], 1);
    std::stop_source stop;
    stop.request_stop();
    AttributionOptions options;
    options.method = AttributionMethod::IntegratedGradients;
    options.steps = 1000000;  // would take hours
    const auto stopped = attribute(*fixture.causal, fixture.batch, options, stop.get_token());
    CHECK(!stopped && stopped.error().code == ErrorCode::Interrupted);
    options.steps = 0;
    CHECK(!attribute(*fixture.causal, fixture.batch, options));
    for (const auto method : {AttributionMethod::ActivationGradient, AttributionMethod::IntegratedGradients}) {
        CHECK(attributionMethodFromName(attributionMethodName(method)).value() == method);
    }
    for (const AttributionTarget target : allTargets) {
        CHECK(attributionTargetFromName(attributionTargetName(target)).value() == target);
    }
    CHECK(!attributionMethodFromName("ig"));
    CHECK(!attributionTargetFromName("both"));
}
