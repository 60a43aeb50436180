// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/prevalence.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace saferscope;

namespace {

/// Margins of right labels, of which a share is swapped.
template <class Draw>
std::vector<double> simulate(Random& random, int count, double share, Draw&& draw) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i) {
        const double value = draw();
        values.push_back(random.uniform() < share ? -value : value);
    }
    return values;
}

struct Calibration {
    double meanShare = 0.0;
    double coverage = 0.0;
    double trusted = 0.0;
};

template <class Draw>
Calibration calibrate(std::uint64_t seed, int rounds, int count, double share, Draw&& draw) {
    Random random(seed);
    Calibration result;
    for (int round = 0; round < rounds; ++round) {
        const auto values = simulate(random, count, share, [&] { return draw(random); });
        const auto estimate = estimateFlipped(values);
        result.meanShare += estimate.share / rounds;
        result.coverage += estimate.ci.low <= share && share <= estimate.ci.high ? 1.0 / rounds : 0.0;
        result.trusted += estimate.trustworthy ? 1.0 / rounds : 0.0;
    }
    return result;
}

}  // namespace

TEST(the_estimate_is_calibrated_where_its_assumptions_hold) {
    constexpr int rounds = 120;
    for (const double strength : {1.2, 1.8}) {  // mu / sigma: accuracies of 88 and 96 % on right labels
        for (const double share : {0.0, 0.02, 0.05, 0.15, 0.3}) {
            const auto seen = calibrate(7, rounds, 1000, share,
                                        [strength](Random& random) { return 3.0 * (strength + random.normal()); });
            // At 0 the estimate cannot fall below, so that its mean lies above by what chance gives.
            CHECK_NEAR(seen.meanShare, share, share == 0.0 ? 0.008 : 0.006);
            CHECK(seen.coverage >= 0.95 - 2.6 * std::sqrt(0.95 * 0.05 / rounds));
            CHECK(seen.trusted > 0.9);
        }
    }
}

TEST(values_of_another_shape_are_called_untrustworthy_or_are_biased_by_little) {
    // Skewed and heavy-tailed margins break the assumption; with 3,000 pairs the fit shows it.
    const auto skewed = calibrate(3, 20, 3000, 0.05, [](Random& random) { return std::exp(random.normal()) - 0.3; });
    CHECK(skewed.trusted < 0.1);
    const auto heavy = calibrate(3, 20, 3000, 0.05, [](Random& random) {
        const double z = random.normal();  // Student's t with 3 degrees of freedom
        double squares = 0.0;
        for (int i = 0; i < 3; ++i) {
            const double one = random.normal();
            squares += one * one;
        }
        return 1.8 + z / std::sqrt(squares / 3.0);
    });
    CHECK(heavy.trusted < 0.2);
    // Too close together: says so.
    const auto close = calibrate(3, 20, 1000, 0.1, [](Random& random) { return 0.5 + random.normal(); });
    CHECK(close.trusted < 0.1);
    // Learned by heart: the swapped pairs' margins are positive as well. It fails without a sign, as the header says.
    Random random(5);
    std::vector<double> learned;
    for (int i = 0; i < 2000; ++i) {
        learned.push_back(3.0 + random.normal());
    }
    CHECK(estimateFlipped(learned).share < 0.005);
}

TEST(the_estimate_does_not_depend_on_order_or_scale) {
    Random random(11);
    auto values = simulate(random, 5000, 0.08, [&] { return 1.5 + random.normal(); });
    const auto first = estimateFlipped(values);
    CHECK_NEAR(first.share, 0.08, 0.02);
    CHECK_NEAR(first.separation, 3.0, 0.2);
    CHECK_NEAR(first.count, first.share * 5000.0, 1e-9);
    random.shuffle(std::span<double>(values));
    CHECK_EQ(estimateFlipped(values).share, first.share);
    for (double& value : values) {
        value *= 1000.0;
    }
    CHECK_NEAR(estimateFlipped(values).share, first.share, 1e-6);
    CHECK_NEAR(estimateFlipped(values).ci.high, first.ci.high, 1e-4);
}

TEST(awkward_values_are_answered) {
    CHECK(!estimateFlipped({}).trustworthy);
    const std::vector<double> zeros(500, 0.0);
    CHECK(!estimateFlipped(zeros).trustworthy);
    const std::vector<double> same(500, 2.0);
    CHECK(std::isfinite(estimateFlipped(same).share));
    const std::vector<double> negative(500, -2.0);
    CHECK(std::isfinite(estimateFlipped(negative).ci.high));
    const std::vector<double> few = {1.0, 2.0, -1.0};
    CHECK(!estimateFlipped(few).trustworthy);
    std::vector<double> broken(300, 1.0);
    broken[0] = NAN;
    broken[1] = INFINITY;
    CHECK_EQ(estimateFlipped(broken).pairs, 298u);
}

TEST(an_accuracy_on_trusted_labels_gives_the_share_whatever_the_shape) {
    const auto exact = flippedFromAccuracy(140, 1000, 0.9, 0);  // 0.1 + 0.8 e = 0.14
    CHECK_NEAR(exact.share, 0.05, 1e-12);
    CHECK_NEAR(exact.count, 50.0, 1e-9);
    CHECK_NEAR(exact.ci.high - exact.share, 1.959964 * std::sqrt(0.14 * 0.86 / 1000.0) / 0.8, 1e-6);
    CHECK(flippedFromAccuracy(140, 1000, 0.9, 400).ci.high > exact.ci.high);
    CHECK_EQ(flippedFromAccuracy(0, 1000, 0.9, 0).share, 0.0);  // never negative
    CHECK(!flippedFromAccuracy(10, 1000, 0.5, 0).trustworthy);
    CHECK(!flippedFromAccuracy(10, 1000, 0.55, 0).trustworthy);
    CHECK(!flippedFromAccuracy(0, 0, 0.9, 0).trustworthy);

    Random random(13);
    constexpr int rounds = 1000;
    int covered = 0;
    double mean = 0.0;
    for (int round = 0; round < rounds; ++round) {
        const auto draw = [&] { return std::exp(random.normal()) - 0.3; };
        const auto trusted = simulate(random, 500, 0.0, draw);
        const auto suspect = simulate(random, 1000, 0.08, draw);
        const auto wrong = [](const std::vector<double>& values) {
            return static_cast<std::uint64_t>(std::ranges::count_if(values, [](double value) { return value < 0.0; }));
        };
        const auto estimate =
            flippedFromAccuracy(wrong(suspect), 1000, 1.0 - static_cast<double>(wrong(trusted)) / 500.0, 500);
        covered += estimate.ci.low <= 0.08 && 0.08 <= estimate.ci.high ? 1 : 0;
        mean += estimate.share / rounds;
    }
    CHECK_NEAR(mean, 0.08, 0.004);
    CHECK(covered >= 930);
}
