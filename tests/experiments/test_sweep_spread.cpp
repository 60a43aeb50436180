// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/evaluation.h"
#include "core/experiments/paired.h"
#include "core/experiments/sweep_results.h"
#include "core/experiments/sweep_spread.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace saferscope;

namespace {

using Matrix = std::vector<std::vector<double>>;

void checkSame(const Interval& actual, const Interval& expected, double tolerance = 1e-12) {
    CHECK_NEAR(actual.low, expected.low, tolerance);
    CHECK_NEAR(actual.high, expected.high, tolerance);
}

double normalCdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

/// Verdicts of models and pairs that both come from a population: probit with an effect of each.
Matrix crossed(Random& random, std::size_t seeds, std::size_t items, double level, double itemSd, double seedSd) {
    std::vector<double> pairs(items);
    for (double& pair : pairs) {
        pair = itemSd * random.normal();
    }
    Matrix verdicts;
    for (std::size_t s = 0; s < seeds; ++s) {
        const double seed = seedSd * random.normal();
        auto& row = verdicts.emplace_back();
        for (const double pair : pairs) {
            row.push_back(random.uniform() < normalCdf(level + pair + seed) ? 1.0 : 0.0);
        }
    }
    return verdicts;
}

// The components from products of pairs of verdicts, not from sums of squares: what two models share on one pair, what
// two pairs share in one model, what is left.
Interval slowInterval(const Matrix& x) {
    const std::size_t seeds = x.size();
    const std::size_t items = x.front().size();
    double mean = 0.0;
    for (const auto& row : x) {
        for (const double value : row) {
            mean += value / static_cast<double>(seeds * items);
        }
    }
    double all = 0.0, samePair = 0.0, sameSeed = 0.0, neither = 0.0;
    double nPair = 0.0, nSeed = 0.0, nNeither = 0.0;
    for (std::size_t s = 0; s < seeds; ++s) {
        for (std::size_t t = 0; t < seeds; ++t) {
            for (std::size_t i = 0; i < items; ++i) {
                for (std::size_t j = 0; j < items; ++j) {
                    const double product = (x[s][i] - mean) * (x[t][j] - mean);
                    (s == t ? (i == j ? all : sameSeed) : (i == j ? samePair : neither)) += product;
                    nPair += s != t && i == j ? 1.0 : 0.0;
                    nSeed += s == t && i != j ? 1.0 : 0.0;
                    nNeither += s != t && i != j ? 1.0 : 0.0;
                }
            }
        }
    }
    const auto S = static_cast<double>(seeds);
    const auto J = static_cast<double>(items);
    all /= S * J;
    samePair /= nPair;
    sameSeed /= nSeed;
    neither /= nNeither;
    const double pairVariance = samePair - neither;  // unbiased components of a two-way table
    const double seedVariance = sameSeed - neither;
    const double rest = all - samePair - sameSeed + neither;
    const double itemPart = (pairVariance / J + rest / (S * J)) * (J - 1.0) / J;
    const double between = seedVariance / S + rest / (S * J);
    double variance = itemPart + std::max(0.0, seedVariance / S);
    double quantile = z95;
    if (between > 1e-15) {  // models with equal accuracies say that models do not differ
        const double share = std::max(1.0, variance / between);
        quantile = studentQuantile975((S - 1.0) * share * share);
    }
    variance *= quantile * quantile / (z95 * z95);
    const double n = std::min(J, mean * (1.0 - mean) / variance);
    return effectiveWilson(mean, 0.0, n);
}

struct Coverage {
    double covered = 0.0;
    double width = 0.0;
};
Coverage coverage(std::uint64_t seed, std::size_t seeds, std::size_t items, double level, double itemSd,
                  double seedSd) {
    Random random(seed);
    const double truth = normalCdf(level / std::sqrt(1.0 + itemSd * itemSd + seedSd * seedSd));
    Coverage result;
    constexpr int rounds = 1500;
    for (int i = 0; i < rounds; ++i) {
        const Interval ci = sweepInterval(crossed(random, seeds, items, level, itemSd, seedSd));
        result.covered += ci.low <= truth && truth <= ci.high ? 1.0 / rounds : 0.0;
        result.width += (ci.high - ci.low) / rounds;
    }
    return result;
}

}  // namespace

TEST(student_quantiles_are_those_of_the_tables) {
    for (const auto& [freedom, value] : {std::pair{1.0, 12.70620},
                                         {2.0, 4.30265},
                                         {3.0, 3.18245},
                                         {4.0, 2.77645},
                                         {5.0, 2.57058},
                                         {10.0, 2.22814},
                                         {30.0, 2.04227},
                                         {120.0, 1.97993}}) {
        CHECK_NEAR(studentQuantile975(freedom), value, 1e-4);
    }
    double last = 13.0;
    for (double freedom = 1.0; freedom < 200.0; freedom *= 1.013) {
        const double value = studentQuantile975(freedom);
        CHECK(value < last);
        CHECK(value > z95);
        last = value;
    }
    CHECK_NEAR(studentQuantile975(1e9), z95, 1e-9);
}

TEST(one_model_is_wilson) {
    for (const std::size_t right : {0u, 1u, 17u, 39u, 40u}) {
        std::vector<double> verdicts(40, 0.0);
        std::fill_n(verdicts.begin(), right, 1.0);
        checkSame(sweepInterval(Matrix{verdicts}), wilsonInterval(static_cast<double>(right), 40));
    }
    checkSame(sweepInterval({}), {0.0, 1.0});
    checkSame(sweepInterval(Matrix{{}, {}}), {0.0, 1.0});
}

TEST(identical_models_are_one_model) {
    std::vector<double> verdicts(60, 0.0);
    std::fill_n(verdicts.begin(), 45, 1.0);
    for (const std::size_t seeds : {2u, 3u, 10u}) {
        checkSame(sweepInterval(Matrix(seeds, verdicts)), wilsonInterval(45, 60));
        checkSame(sweepInterval(Matrix(seeds, std::vector<double>(60, 1.0))), wilsonInterval(60, 60));
        checkSame(sweepInterval(Matrix(seeds, std::vector<double>(60, 0.0))), wilsonInterval(0, 60));
    }
}

TEST(the_interval_agrees_with_components_from_products) {
    Random random(5);
    int moved = 0;
    for (int round = 0; round < 60; ++round) {
        const std::size_t seeds = 2 + random.below(4);
        const std::size_t items = 10 + random.below(40);
        const Matrix x = crossed(random, seeds, items, 0.5, 1.0, round % 3 == 0 ? 0.0 : 0.6);
        const Interval fast = sweepInterval(x);
        checkSame(fast, slowInterval(x), 1e-9);
        double mean = 0.0;
        for (const auto& row : x) {
            for (const double value : row) {
                mean += value / static_cast<double>(seeds * items);
            }
        }
        const Interval naive = effectiveWilson(mean, 0.0, static_cast<double>(items));
        moved += fast.high - fast.low > naive.high - naive.low + 1e-6 ? 1 : 0;
        CHECK(fast.high - fast.low >= naive.high - naive.low - 1e-12);  // at most `items` verdicts
    }
    CHECK(moved > 20);
}

TEST(the_interval_does_not_depend_on_the_order_of_pairs_or_models) {
    Random random(6);
    Matrix x = crossed(random, 4, 50, 0.5, 1.0, 0.5);
    const Interval before = sweepInterval(x);
    std::swap(x[0], x[3]);
    for (auto& row : x) {
        std::rotate(row.begin(), row.begin() + 17, row.end());
    }
    checkSame(sweepInterval(x), before);
}

// Where seeds hardly differ an interval that counts at most one verdict per pair is wider than it need be: cautious.
TEST(simulated_coverage_holds) {
    struct Case {
        std::size_t seeds, items;
        double level, itemSd, seedSd;
        double most;
    };
    for (const auto& [seeds, items, level, itemSd, seedSd, most] :
         {Case{1, 358, 1.3, 1.0, 0.0, 0.97}, Case{3, 740, 2.2, 1.2, 0.03, 1.0}, Case{3, 358, 1.3, 1.0, 0.1, 0.99},
          Case{3, 150, 0.4, 1.0, 0.3, 0.98}, Case{5, 150, 1.0, 1.0, 0.2, 0.99}, Case{2, 200, 0.8, 0.8, 0.15, 0.98}}) {
        const Coverage found = coverage(11 + seeds, seeds, items, level, itemSd, seedSd);
        std::printf("  %zu seeds x %zu pairs, effects %.2f and %.2f: covers %.3f, width %.4f\n", seeds, items, itemSd,
                    seedSd, found.covered, found.width);
        CHECK(found.covered > 0.93);
        CHECK(found.covered <= most);
    }
}

// Two models that share their pairs' difficulty and their seed's luck: the interval of the difference covers, and where
// nothing differs both the interval and the test say so.
TEST(simulated_differences_are_covered_and_no_change_is_called_one) {
    struct Case {
        std::size_t seeds, items;
        double before, now, itemChange, seedChange;
    };
    for (const auto& [seeds, items, before, now, itemChange, seedChange] :
         {Case{3, 740, 1.6, 0.3, 0.8, 0.1}, Case{5, 300, 1.5, 1.4, 0.3, 0.1}, Case{1, 358, 1.5, 1.4, 0.3, 0.0},
          Case{3, 300, 1.5, 1.5, 0.0, 0.0}}) {
        Random random(7);
        const double truth = normalCdf(now / std::sqrt(2.0 + itemChange * itemChange + seedChange * seedChange)) -
                             normalCdf(before / std::sqrt(2.0));
        SuiteGroup group;
        group.strata.emplace_back();
        group.strata.front().weight = 1.0;
        for (std::uint32_t i = 0; i < items; ++i) {
            group.strata.front().members.push_back(i);
        }
        double covered = 0.0;
        double called = 0.0;
        constexpr int rounds = 800;
        for (int round = 0; round < rounds; ++round) {
            std::vector<double> level(items), moved(items), pairs(items, 0.0);
            for (std::size_t i = 0; i < items; ++i) {
                level[i] = random.normal();
                moved[i] = level[i] + itemChange * random.normal();
            }
            Matrix change(seeds, std::vector<double>(items));
            ChangeShares shares;
            for (auto& row : change) {
                const double luck = seedChange * random.normal();
                for (std::size_t i = 0; i < items; ++i) {
                    const bool was = random.uniform() < normalCdf(before + level[i]);
                    const bool is = random.uniform() < normalCdf(now + moved[i] + luck);
                    row[i] = static_cast<double>(is) - static_cast<double>(was);
                    pairs[i] += row[i];
                    const double share = 1.0 / static_cast<double>(seeds * items);
                    shares.bothRight += was && is ? share : 0.0;
                    shares.gained += is && !was ? share : 0.0;
                    shares.lost += was && !is ? share : 0.0;
                }
            }
            const SectionSpread spread = sectionSpread(group, change, std::vector<bool>(items, true));
            const Interval ci = differenceInterval(spread, std::vector<ChangeShares>{shares});
            covered += ci.low <= truth && truth <= ci.high ? 1.0 / rounds : 0.0;
            called += clusteredDifferenceP(pairs) < 0.05 && (ci.low > 0.0 || ci.high < 0.0) ? 1.0 / rounds : 0.0;
        }
        std::printf("  difference, %zu seeds x %zu pairs: covers %.3f, called a change %.3f\n", seeds, items, covered,
                    called);
        CHECK(covered > 0.93);
        CHECK(covered < 0.985);
        CHECK(before != now || called < 0.05);
    }
}
