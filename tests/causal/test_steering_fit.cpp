// SPDX-License-Identifier: GPL-3.0-or-later
// Fitted factors: the gradient against finite differences, the loss against interventions, factors that were planted
// are found again, and nothing gets worse where nothing is to be gained.
#include "core/causal/steering_fit.h"
#include "tests/causal/causal_fixture.h"
#include "tests/tensor/torch_check.h"

#include <cmath>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

/// The features that fire in the most rows, most first.
std::vector<FeatureId> frequent(const CausalFixture& fixture, std::size_t count) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> counts(static_cast<std::size_t>(fixture.sae->config().latents));
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i].second = static_cast<std::uint32_t>(i);
    }
    for (std::int64_t row = 0; row < fixture.batch.rowCount(); ++row) {
        for (std::int64_t j = 0; j < fixture.k(); ++j) {
            --counts[static_cast<std::size_t>(fixture.feature(row, j))].first;
        }
    }
    std::sort(counts.begin(), counts.end());
    std::vector<FeatureId> features;
    for (std::size_t i = 0; i < count; ++i) {
        features.emplace_back(counts[i].second);
    }
    return features;
}

Intervention scaled(const std::vector<FeatureId>& features, const std::vector<double>& factors,
                    const PositionChoice& positions = {}) {
    Intervention intervention;
    intervention.positions = positions;
    for (std::size_t i = 0; i < features.size(); ++i) {
        intervention.changes.push_back({features[i], FeatureOperation::Scale, factors[i]});
    }
    return intervention;
}

double lossOf(const std::vector<RewardPair>& rewards) {
    double sum = 0.0;
    for (const RewardPair& pair : rewards) {
        sum += std::log(1.0 + std::exp(-pair.margin()));
    }
    return sum;
}

}  // namespace

TEST(the_loss_is_that_of_the_intervention_and_its_gradient_that_of_finite_differences) {
    for (const std::int64_t layer : {std::int64_t{0}, std::int64_t{1}, std::int64_t{3}}) {
        const CausalFixture fixture({"float64", [] { return tinyModel(tinyConfig(), at::kDouble); }}, layer);
        const auto features = frequent(fixture, 5);
        for (const bool ends : {false, true}) {
            PositionChoice positions;
            positions.sentenceEndsOnly = ends;
            SteeringObjective objective(*fixture.causal, features, positions);
            objective.add(fixture.batch);
            CHECK_EQ(objective.pairCount(), fixture.pairs.size());
            const std::vector<double> factors = {0.3, 1.0, 2.2, -0.5, 1.4};
            const SteeringLoss at = objective.evaluate(0, factors, true);
            const double direct = lossOf(fixture.causal->rewards(fixture.batch, scaled(features, factors, positions)));
            CHECK(std::abs(at.loss - direct) <= 1e-8 * std::max(1.0, direct));
            double largest = 0.0;
            for (std::size_t i = 0; i < factors.size(); ++i) {
                constexpr double step = 1e-5;
                auto above = factors;
                auto below = factors;
                above[i] += step;
                below[i] -= step;
                const double slope =
                    (objective.evaluateAll(above).loss - objective.evaluateAll(below).loss) / (2.0 * step);
                CHECK(std::abs(slope - at.gradient[i]) <= 1e-6 * std::max(1.0, std::abs(slope)));
                largest = std::max(largest, std::abs(slope));
            }
            CHECK(largest > 1e-3);  // a flat loss would prove nothing
        }
    }
}

TEST(factors_of_one_are_the_model_itself) {
    const CausalFixture fixture({"float64", [] { return tinyModel(tinyConfig(), at::kDouble); }}, 2);
    SteeringObjective objective(*fixture.causal, frequent(fixture, 4), {});
    objective.add(fixture.batch);
    const SteeringLoss plain = objective.evaluateAll({1.0, 1.0, 1.0, 1.0});
    CHECK(std::abs(plain.loss - lossOf(fixture.batch.rewards)) <= 1e-9);
    CHECK_EQ(plain.pairs, fixture.pairs.size());
}

TEST(planted_factors_are_found_again) {
    // Every pair comes twenty times, as often the one way round as a Bradley-Terry judge with the planted factors would
    // decide it. The planted factors are then the minimum of the loss, but for rounding to twentieths.
    CausalFixture fixture({"float64", [] { return tinyModel(tinyConfig(), at::kDouble); }}, 2);
    const auto features = frequent(fixture, 3);
    const std::vector<double> truth = {4.0, 1.0, -2.0};
    SteeringObjective train(*fixture.causal, features, {});
    SteeringObjective holdout(*fixture.causal, features, {});
    constexpr int copies = 20;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const auto pairs = preparedPairs(seed);
        const CapturedBatch plain = fixture.causal->capture(pairs, everyPair(pairs));
        const auto rewards = fixture.causal->rewards(plain, scaled(features, truth));
        std::vector<PreparedPair> judged;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const auto wins = std::lround(copies / (1.0 + std::exp(-rewards[i].margin())));
            for (int copy = 0; copy < copies; ++copy) {
                judged.push_back(pairs[i]);
                if (copy >= wins) {
                    std::swap(judged.back().tokens.chosen, judged.back().tokens.rejected);
                    std::swap(judged.back().record.segments[1], judged.back().record.segments[2]);
                }
            }
        }
        (seed % 4 == 0 ? holdout : train).add(fixture.causal->capture(judged, everyPair(judged)));
    }
    SteeringFitOptions options;
    options.features = features;
    options.epochs = 25;
    options.learningRate = 0.1;
    options.lowest = -5.0;
    options.highest = 7.0;
    options.l1 = 0.0;
    const auto fit = fitFactors(train, holdout, options, {}, {});
    CHECK_OK(fit);
    std::vector<double> found(3, 1.0);
    for (const FeatureChange& change : fit->intervention.changes) {
        found[static_cast<std::size_t>(std::find(features.begin(), features.end(), change.feature) -
                                       features.begin())] = change.value;
    }
    std::printf("planted 4, 1, -2; found %.3f, %.3f, %.3f; loss %.5f, planted %.5f, start %.5f\n", found[0], found[1],
                found[2], train.evaluateAll(found).loss, train.evaluateAll(truth).loss,
                train.evaluateAll({1.0, 1.0, 1.0}).loss);
    CHECK(train.evaluateAll(found).loss <= train.evaluateAll(truth).loss + 0.1);
    for (std::size_t i = 0; i < truth.size(); ++i) {
        CHECK_NEAR(found[i], truth[i], 0.3);
    }
}

TEST(factors_go_where_the_labels_come_from) {
    // Every pair is labelled by the sign of what two planted factors do to its margin. Labels without doubt know no
    // margin that is wide enough: the factors run to their bounds, and only their directions can be checked. Both have
    // to be right, and what was held out has to gain from it.
    CausalFixture fixture({"float64", [] { return tinyModel(tinyConfig(), at::kDouble); }}, 2);
    const auto features = frequent(fixture, 3);
    const Intervention planted = scaled(features, {2.5, 1.0, -0.5});
    SteeringObjective train(*fixture.causal, features, {});
    SteeringObjective holdout(*fixture.causal, features, {});
    for (std::uint64_t seed = 1; seed <= 14; ++seed) {
        auto pairs = preparedPairs(seed);
        const CapturedBatch plain = fixture.causal->capture(pairs, everyPair(pairs));
        const auto rewards = fixture.causal->rewards(plain, planted);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            if (rewards[i].margin() < plain.rewards[i].margin()) {
                std::swap(pairs[i].tokens.chosen, pairs[i].tokens.rejected);
                std::swap(pairs[i].record.segments[1], pairs[i].record.segments[2]);
            }
        }
        (seed % 4 == 0 ? holdout : train).add(fixture.causal->capture(pairs, everyPair(pairs)));
    }
    SteeringFitOptions options;
    options.features = features;
    options.epochs = 15;
    options.l1 = 0.0;
    const auto fit = fitFactors(train, holdout, options, {}, {});
    CHECK_OK(fit);
    CHECK(fit->bestEpoch > 0);
    CHECK(fit->holdoutLoss[static_cast<std::size_t>(fit->bestEpoch)] < fit->holdoutLoss.front());
    std::vector<double> found(3, 1.0);
    for (const FeatureChange& change : fit->intervention.changes) {
        CHECK(change.operation == FeatureOperation::Scale);
        found[static_cast<std::size_t>(std::find(features.begin(), features.end(), change.feature) -
                                       features.begin())] = change.value;
    }
    std::printf("planted 2.5, 1, -0.5; found %.2f, %.2f, %.2f\n", found[0], found[1], found[2]);
    CHECK(found[0] > 1.1);
    CHECK(found[2] < 0.9);

    const auto again = fitFactors(train, holdout, options, {}, {});
    CHECK_OK(again);
    CHECK(again->intervention == fit->intervention);
    CHECK(again->holdoutLoss == fit->holdoutLoss);
}

TEST(the_held_out_loss_never_rises_and_a_strong_penalty_touches_nothing) {
    CausalFixture fixture({"float64", [] { return tinyModel(tinyConfig(), at::kDouble); }}, 1);
    const auto features = frequent(fixture, 6);
    SteeringObjective train(*fixture.causal, features, {});
    train.add(fixture.batch);
    // Held out: the same pairs with their answers exchanged. Whatever helps the ones harms the others.
    auto pairs = fixture.pairs;
    for (PreparedPair& pair : pairs) {
        std::swap(pair.tokens.chosen, pair.tokens.rejected);
        std::swap(pair.record.segments[1], pair.record.segments[2]);
    }
    SteeringObjective holdout(*fixture.causal, features, {});
    holdout.add(fixture.causal->capture(pairs, everyPair(pairs)));
    SteeringFitOptions options;
    options.features = features;
    options.epochs = 8;
    const auto fit = fitFactors(train, holdout, options, {}, {});
    CHECK_OK(fit);
    CHECK(fit->holdoutLoss[static_cast<std::size_t>(fit->bestEpoch)] <= fit->holdoutLoss.front());
    CHECK(fit->trainLoss.back() < fit->trainLoss.front());
    CHECK_EQ(fit->holdoutLoss.size(), std::size_t{9});

    options.l1 = 1e6;
    const auto none = fitFactors(train, train, options, {}, {});
    CHECK_OK(none);
    CHECK(none->intervention.empty());
    CHECK_EQ(none->bestEpoch, 0);
    for (const double loss : none->trainLoss) {
        CHECK_EQ(loss, none->trainLoss.front());  // exactly 1 all the time
    }
    options.l1 = 0.0;
    options.lowest = 0.9;
    options.highest = 1.1;
    const auto bound = fitFactors(train, train, options, {}, {});
    CHECK_OK(bound);
    CHECK(!bound->intervention.empty());
    for (const FeatureChange& change : bound->intervention.changes) {
        CHECK(change.value >= 0.9 && change.value <= 1.1);
    }
}

TEST(impossible_fits_are_refused_and_a_stop_is_served) {
    CausalFixture fixture(modelKinds().front(), 1);
    const auto features = frequent(fixture, 2);
    SteeringObjective some(*fixture.causal, features, {});
    some.add(fixture.batch);
    const SteeringObjective none(*fixture.causal, features, {});
    SteeringFitOptions options;
    options.features = features;
    CHECK(fitFactors(some, none, options, {}, {}).error().code == ErrorCode::InvalidInput);
    std::stop_source source;
    source.request_stop();
    CHECK(fitFactors(some, some, options, {}, source.get_token()).error().code == ErrorCode::Interrupted);
    options.features = {features[0], features[0]};
    CHECK(fitFactors(some, some, options, {}, {}).error().code == ErrorCode::Usage);
    options.features = features;
    options.lowest = 1.5;
    CHECK(fitFactors(some, some, options, {}, {}).error().code == ErrorCode::Usage);
}

TEST(pairs_are_held_out_by_their_ids) {
    SteeringFitOptions options;
    std::size_t held = 0;
    for (int i = 0; i < 2000; ++i) {
        const std::string id = "pair " + std::to_string(i);
        held += steeringHoldsOut(id, options) ? 1 : 0;
        CHECK_EQ(steeringHoldsOut(id, options), steeringHoldsOut(id, options));
    }
    CHECK(held > 430 && held < 570);
}
