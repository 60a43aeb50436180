// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/judge/agreement.h"
#include "tests/support/check.h"

using namespace saferscope;

namespace {

/// Two raters who see the truth with probability `skill` and guess uniformly otherwise.
ScorePair drawPair(Random& random, double skill) {
    const auto guess = [&random] { return 1 + static_cast<int>(random.below(5)); };
    const int truth = guess();
    const int first = random.uniform() < skill ? truth : guess();
    const int second = random.uniform() < skill ? truth : guess();
    return {first, second};
}

std::vector<FeaturePairs> sampleOf(std::uint64_t seed, int features, double skill) {
    Random random(seed);
    std::vector<FeaturePairs> sample;
    for (int i = 0; i < features; ++i) {
        sample.push_back({drawPair(random, skill)});
    }
    return sample;
}

bool holds(const Estimate& estimate, double truth) {
    return estimate.ci && estimate.ci->low <= truth && truth <= estimate.ci->high;
}

}  // namespace

TEST(the_same_seed_gives_the_same_interval) {
    const auto sample = sampleOf(1, 60, 0.8);
    const auto first = pairStatistics(sample, {2000, 7});
    const auto again = pairStatistics(sample, {2000, 7});
    const auto other = pairStatistics(sample, {2000, 8});
    CHECK_EQ(first.features, 60u);
    CHECK_EQ(first.kappa.ci->low, again.kappa.ci->low);
    CHECK_EQ(first.quadraticKappa.ci->high, again.quadraticKappa.ci->high);
    CHECK(first.quadraticKappa.ci->low != other.quadraticKappa.ci->low);
    CHECK_NEAR(first.quadraticKappa.ci->low, other.quadraticKappa.ci->low, 0.05);
    for (const Estimate* estimate : {&first.percent, &first.kappa, &first.linearKappa, &first.quadraticKappa}) {
        CHECK(estimate->ci->low < *estimate->value && *estimate->value < estimate->ci->high);
        CHECK_EQ(estimate->undefinedResamples, 0u);
    }
    CHECK(!pairStatistics(sample, {0, 1}).kappa.ci);
}

// Of intervals from many samples about 95 % must hold the value of the population. Truth and guesses are uniform over
// five levels, so the raters' scores have correlation skill^2 and equal margins: every kappa, and alpha, is skill^2.
TEST(intervals_hold_the_truth_about_as_often_as_they_say) {
    constexpr double skill = 0.8;
    constexpr int samples = 400;
    int unweighted = 0;
    int quadratic = 0;
    int percent = 0;
    int alpha = 0;
    for (int i = 0; i < samples; ++i) {
        const auto sample = sampleOf(1000 + static_cast<std::uint64_t>(i), 100, skill);
        const BootstrapOptions options{400, static_cast<std::uint64_t>(i)};
        const auto statistics = pairStatistics(sample, options);
        unweighted += holds(statistics.kappa, skill * skill) ? 1 : 0;
        quadratic += holds(statistics.quadraticKappa, skill * skill) ? 1 : 0;
        percent += holds(statistics.percent, skill * skill + (1.0 - skill * skill) / 5.0) ? 1 : 0;
        std::vector<ScoreCounts> counts(sample.size());
        for (std::size_t f = 0; f < sample.size(); ++f) {
            ++counts[f][static_cast<std::size_t>(sample[f][0].first - 1)];
            ++counts[f][static_cast<std::size_t>(sample[f][0].second - 1)];
        }
        alpha += holds(alphaStatistics(counts, options).interval, skill * skill) ? 1 : 0;
    }
    std::printf("coverage of 95 %% intervals, 100 features: percent %.3f, kappa %.3f, quadratic %.3f, alpha %.3f\n",
                percent / double{samples}, unweighted / double{samples}, quadratic / double{samples},
                alpha / double{samples});
    for (const int hits : {percent, unweighted, quadratic, alpha}) {
        CHECK(hits >= samples * 90 / 100 && hits <= samples * 985 / 1000);
    }
}

// Several people's ratings of one feature are no independent evidence: pooling copies must not narrow the interval.
TEST(features_are_resampled_whole) {
    auto sample = sampleOf(3, 80, 0.7);
    const auto single = pairStatistics(sample, {2000, 5});
    for (FeaturePairs& feature : sample) {
        feature = FeaturePairs(6, feature.front());
    }
    const auto pooled = pairStatistics(sample, {2000, 5});
    CHECK_EQ(pooled.features, 80u);
    CHECK_EQ(pooled.ratings, 480u);
    CHECK_NEAR(*pooled.kappa.value, *single.kappa.value, 1e-12);
    CHECK_NEAR(pooled.kappa.ci->low, single.kappa.ci->low, 1e-12);
    CHECK_NEAR(pooled.kappa.ci->high, single.kappa.ci->high, 1e-12);
}

TEST(degenerate_resamples_are_counted_and_too_many_leave_no_interval) {
    // One feature of 40 differs: a resample misses it with probability (39/40)^40 = 0.36 and is all one category.
    std::vector<FeaturePairs> rare(40, FeaturePairs{{1, 1}});
    rare[7] = {{5, 5}};
    const auto statistics = pairStatistics(rare, {2000, 1});
    CHECK_EQ(*statistics.kappa.value, 1.0);
    CHECK(statistics.kappa.undefinedResamples > 600 && statistics.kappa.undefinedResamples < 860);
    CHECK(!statistics.kappa.ci);
    CHECK(statistics.percent.ci.has_value());  // a share is always defined
    CHECK_EQ(statistics.percent.ci->low, 1.0);

    rare[8] = rare[9] = rare[10] = {{5, 4}};  // now (36/40)^40 = 0.015
    const auto better = pairStatistics(rare, {2000, 1});
    CHECK(better.kappa.undefinedResamples > 5 && better.kappa.undefinedResamples < 80);
    CHECK(better.kappa.ci.has_value());

    const auto constant = pairStatistics(std::vector<FeaturePairs>(20, FeaturePairs{{2, 2}}), {2000, 1});
    CHECK(!constant.kappa.value && !constant.kappa.ci);
    CHECK_EQ(constant.kappa.undefinedResamples, 2000u);
    CHECK_EQ(*constant.percent.value, 1.0);

    const auto one = pairStatistics({{{1, 2}}}, {2000, 1});
    CHECK_EQ(one.features, 1u);
    CHECK_EQ(*one.percent.value, 0.0);
    CHECK(!one.percent.ci);
    CHECK_EQ(*one.meanDifference, 1.0);

    const auto none = pairStatistics({{}, {}}, {2000, 1});
    CHECK_EQ(none.features, 0u);
    CHECK(!none.percent.value && !none.kappa.value && !none.meanDifference);
}

TEST(alpha_counts_only_what_can_be_compared) {
    std::vector<ScoreCounts> counts = {{1, 1, 0, 0, 0}, {0, 0, 3, 0, 0}, {0, 0, 0, 0, 1}, {}};
    const auto statistics = alphaStatistics(counts, {500, 1});
    CHECK_EQ(statistics.features, 2u);
    CHECK_EQ(statistics.ratings, 5u);
    CHECK(statistics.nominal.value.has_value());
    counts = {{0, 0, 0, 0, 1}, {}};
    CHECK(!alphaStatistics(counts, {500, 1}).ordinal.value);
}
