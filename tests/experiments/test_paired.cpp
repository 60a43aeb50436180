// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/comparison.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

using namespace saferscope;

namespace {

// By Pascal's triangle: every count at least as extreme as the one seen, from both ends.
McNemar slowMcNemar(std::uint64_t gained, std::uint64_t lost) {
    const std::size_t n = gained + lost;
    std::vector<long double> row = {1.0L};
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<long double> next(row.size() + 1, 0.0L);
        for (std::size_t k = 0; k < row.size(); ++k) {
            next[k] += row[k] / 2.0L;
            next[k + 1] += row[k] / 2.0L;
        }
        row = next;
    }
    const std::size_t few = std::min(gained, lost);
    long double tails = 0.0L;
    long double point = row[few];
    for (std::size_t k = 0; k <= n; ++k) {
        tails += (k <= few || k >= n - few) ? row[k] : 0.0L;
    }
    const bool middle = 2 * few == n;
    return {static_cast<double>(tails), static_cast<double>(middle ? 1.0L : tails - point)};
}

// Newcombe's limits with the Wilson ends found by bisection on their equation, and the correlation from the counts.
Interval slowNewcombe(double a, double b, double c, double d) {
    const double n = a + b + c + d;
    const auto end = [n](double share, double other) {
        double inside = share;
        for (int i = 0; i < 200; ++i) {
            const double middle = (inside + other) / 2;
            const bool outside = (share - middle) * (share - middle) > 3.8414588206941245 * middle * (1 - middle) / n;
            (outside ? other : inside) = middle;
        }
        return std::abs(share - inside);
    };
    const double p1 = (a + b) / n;
    const double p2 = (a + c) / n;
    double phi = 0.0;
    if (p1 > 0 && p1 < 1 && p2 > 0 && p2 < 1) {
        double top = a / n - p1 * p2;  // the covariance, times n * n below
        top *= n * n;
        if (top > 0) {
            top = top > n / 2 ? top - n / 2 : 0;
        }
        phi = top / (n * n * std::sqrt(p1 * (1 - p1) * p2 * (1 - p2)));
    }
    const double down1 = end(p1, 0.0), up1 = end(p1, 1.0), down2 = end(p2, 0.0), up2 = end(p2, 1.0);
    return {p1 - p2 - std::sqrt(down1 * down1 - 2 * phi * down1 * up2 + up2 * up2),
            p1 - p2 + std::sqrt(up1 * up1 - 2 * phi * up1 * down2 + down2 * down2)};
}

ScoredPair judged(const std::string& id, const std::string& subset, double margin) { return {id, subset, margin, 0.0}; }

}  // namespace

// The tables of Fagerland, Lydersen & Laake, BMC Medical Research Methodology 13:91 (2013): airway hyper-responsiveness
// before and after transplantation (1, 1; 7, 12) and complete response before and after therapy (59, 6; 16, 80).
TEST(mcnemar_gives_published_values) {
    CHECK_NEAR(mcNemar(1, 7).exact, 0.0703, 0.00005);
    CHECK_NEAR(mcNemar(1, 7).midP, 0.0391, 0.00005);
    CHECK_NEAR(mcNemar(6, 16).exact, 0.0525, 0.00005);
    CHECK_NEAR(mcNemar(6, 16).midP, 0.0347, 0.00005);
    CHECK_NEAR(mcNemar(16, 6).exact, mcNemar(6, 16).exact, 0.0);
    // The asymptotic test of the same tables is Obuchowski's with one pair per cluster.
    std::vector<double> changes(16, -1.0);
    changes.insert(changes.end(), 6, 1.0);
    changes.insert(changes.end(), 139, 0.0);
    CHECK_NEAR(clusteredDifferenceP(changes), 0.0330, 0.00005);
}

TEST(mcnemar_agrees_with_pascals_triangle) {
    for (std::uint64_t gained = 0; gained < 40; ++gained) {
        for (std::uint64_t lost = 0; lost < 40; lost += 1 + gained / 7) {
            const McNemar fast = mcNemar(gained, lost);
            const McNemar slow = slowMcNemar(gained, lost);
            CHECK_NEAR(fast.exact, std::min(1.0, slow.exact), 1e-11);
            CHECK_NEAR(fast.midP, slow.midP, 1e-11);
            CHECK(fast.midP <= fast.exact);
        }
    }
    CHECK_EQ(mcNemar(0, 0).exact, 1.0);
    CHECK_EQ(mcNemar(0, 0).midP, 1.0);
    CHECK_NEAR(mcNemar(0, 10).exact, std::pow(0.5, 9), 1e-15);
    // Large tables: the normal approximation, with the correction that the exact test comes close to.
    const double z = (std::abs(51000.0 - 50000.0) - 1.0) / std::sqrt(101000.0);
    CHECK_NEAR(mcNemar(50000, 51000).exact, std::erfc(z / std::sqrt(2.0)), 1e-5);
    CHECK(mcNemar(0, 200000).exact >= 0.0);
}

// Fagerland, Lydersen & Laake, Statistics in Medicine 33 (2014) 2850-2875, and the R package contingencytables 3.
TEST(paired_interval_gives_published_values) {
    const Interval bentur = pairedDifferenceInterval({1, 1, 7, 12});
    CHECK_NEAR(bentur.low, -0.507, 0.0005);
    CHECK_NEAR(bentur.high, -0.026, 0.0005);
    const PairedCounts cavo{59, 6, 16, 80};
    CHECK_NEAR(cavo.difference(), -0.0621, 0.00005);
    CHECK_NEAR(pairedDifferenceInterval(cavo).low, -0.1186, 0.00005);
    CHECK_NEAR(pairedDifferenceInterval(cavo).high, -0.0046, 0.00005);
}

TEST(paired_interval_agrees_with_a_slow_reference_and_is_symmetric) {
    Random random(4);
    for (int round = 0; round < 500; ++round) {
        const PairedCounts counts{random.below(60), random.below(20), random.below(20), random.below(60)};
        if (counts.pairs() == 0) {
            continue;
        }
        const Interval fast = pairedDifferenceInterval(counts);
        const Interval slow = slowNewcombe(static_cast<double>(counts.bothRight), static_cast<double>(counts.gained),
                                           static_cast<double>(counts.lost), static_cast<double>(counts.bothWrong));
        CHECK_NEAR(fast.low, std::max(-1.0, slow.low), 1e-9);
        CHECK_NEAR(fast.high, std::min(1.0, slow.high), 1e-9);
        CHECK(fast.low <= counts.difference() && counts.difference() <= fast.high);
        const Interval swapped =
            pairedDifferenceInterval({counts.bothRight, counts.lost, counts.gained, counts.bothWrong});
        CHECK_NEAR(swapped.low, -fast.high, 1e-12);
    }
    CHECK_EQ(pairedDifferenceInterval({}).low, -1.0);
    const Interval same = pairedDifferenceInterval({90, 0, 0, 10});
    CHECK(same.low < 0.0 && same.high > 0.0 && same.high < 0.05);  // agreement of 100 pairs, not certainty
}

TEST(paired_interval_covers_and_the_test_keeps_its_level) {
    Random random(6);
    int covered = 0;
    int refused = 0;
    int refusedMid = 0;
    constexpr int rounds = 3000;
    for (int round = 0; round < rounds; ++round) {
        PairedCounts counts;
        PairedCounts null;
        for (int i = 0; i < 150; ++i) {
            const double u = random.uniform();
            ++(u < 0.70 ? counts.bothRight : u < 0.80 ? counts.gained : u < 0.85 ? counts.lost : counts.bothWrong);
            const double v = random.uniform();
            ++(v < 0.70 ? null.bothRight : v < 0.78 ? null.gained : v < 0.86 ? null.lost : null.bothWrong);
        }
        const Interval ci = pairedDifferenceInterval(counts);
        covered += ci.low <= 0.05 && 0.05 <= ci.high ? 1 : 0;
        const McNemar test = mcNemar(null.gained, null.lost);
        refused += test.exact <= 0.05 ? 1 : 0;
        refusedMid += test.midP <= 0.05 ? 1 : 0;
    }
    std::printf("    paired interval covers %.3f; level of the exact test %.3f, mid-p %.3f\n", covered / 3000.0,
                refused / 3000.0, refusedMid / 3000.0);
    CHECK_NEAR(covered / static_cast<double>(rounds), 0.95, 0.015);
    CHECK(refused <= rounds * 55 / 1000);
    CHECK(refusedMid >= refused && refusedMid <= rounds * 65 / 1000);
}

// A section's difference is a weighted sum over subsets: math-prm few and heavy, code many and light.
TEST(weighted_difference_covers_the_truth) {
    Random random(21);
    int covered = 0;
    constexpr int rounds = 1000;
    const double truth = (984 * 0.06 + 164 * -0.04) / 1148.0;
    for (int round = 0; round < rounds; ++round) {
        std::vector<ScoredPair> now;
        std::vector<ScoredPair> before;
        const auto add = [&](const std::string& subset, int count, double gained, double lost) {
            for (int i = 0; i < count; ++i) {
                const double u = random.uniform();
                const bool is = u < 0.7 || (u >= 0.7 && u < 0.7 + gained);
                const bool was = u < 0.7 || (u >= 0.7 + gained && u < 0.7 + gained + lost);
                now.push_back(judged(subset + std::to_string(i), subset, is ? 1.0 : -1.0));
                before.push_back(judged(subset + std::to_string(i), subset, was ? 1.0 : -1.0));
            }
        };
        add("math-prm", 150, 0.10, 0.04);
        add("hep-go", 60, 0.04, 0.08);
        const SuitePairs input{now, {}};
        const Interval ci = compareVerdicts(suiteGroups(SuiteKind::RewardBench, input), input, before).rows[0].ci;
        covered += ci.low <= truth && truth <= ci.high ? 1 : 0;
    }
    std::printf("    weighted difference covers %.3f\n", covered / static_cast<double>(rounds));
    CHECK_NEAR(covered / static_cast<double>(rounds), 0.95, 0.02);
}

// Five pairs of an item flip together: McNemar sees five witnesses where there is one.
TEST(clustered_test_keeps_its_level_where_mcnemar_does_not) {
    Random random(12);
    int clustered = 0;
    int naive = 0;
    constexpr int rounds = 2000;
    for (int round = 0; round < rounds; ++round) {
        std::vector<double> changes;
        std::uint64_t gained = 0;
        std::uint64_t lost = 0;
        for (int item = 0; item < 100; ++item) {
            const double u = random.uniform();
            const double change = u < 0.15 ? 5.0 : u < 0.30 ? -5.0 : 0.0;
            gained += change > 0.0 ? 5 : 0;
            lost += change < 0.0 ? 5 : 0;
            changes.push_back(change);
        }
        clustered += clusteredDifferenceP(changes) <= 0.05 ? 1 : 0;
        naive += mcNemar(gained, lost).exact <= 0.05 ? 1 : 0;
    }
    CHECK_NEAR(clustered / static_cast<double>(rounds), 0.05, 0.02);
    CHECK(naive > rounds * 30 / 100);
    CHECK_EQ(clusteredDifferenceP({}), 1.0);
}

// By hand: 0.005 x 4, 0.01 x 3, 0.03 x 2, and 0.04 not less than the one before it.
TEST(holm_adjusts_step_by_step) {
    const std::vector<double> p = {0.01, 0.04, 0.03, 0.005};
    const auto adjusted = holmAdjusted(p);
    const std::vector<double> wanted = {0.03, 0.06, 0.06, 0.02};
    for (std::size_t i = 0; i < p.size(); ++i) {
        CHECK_NEAR(adjusted[i], wanted[i], 1e-12);
    }
    CHECK(holmAdjusted({}).empty());
    const std::vector<double> large = {0.9, 0.8};
    CHECK_EQ(holmAdjusted(large)[0], 1.0);
    Random random(2);
    for (int round = 0; round < 50; ++round) {
        std::vector<double> values(random.below(8) + 1);
        for (double& value : values) {
            value = random.uniform();
        }
        const auto result = holmAdjusted(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            // The definition: the largest, over everything at least as small, of its bound.
            double slow = 0.0;
            for (const double other : values) {
                const auto smaller = std::count_if(values.begin(), values.end(), [&](double v) { return v < other; });
                if (other <= values[i]) {
                    slow = std::max(slow, std::min(1.0, static_cast<double>(values.size() - smaller) * other));
                }
            }
            CHECK_NEAR(result[i], slow, 1e-12);
        }
    }
}

TEST(comparison_matches_by_id_and_lists_what_flipped) {
    const std::vector<ScoredPair> now = {judged("1", "a", 1.0), judged("2", "a", -0.5), judged("3", "b", 3.0),
                                         judged("4", "b", 0.0), judged("new", "b", 1.0)};
    const std::vector<ScoredPair> before = {judged("4", "b", 2.0), judged("3", "b", -1.0), judged("2", "a", -1.0),
                                            judged("1", "a", 2.0), judged("gone", "a", 1.0)};
    const SuitePairs input{now, {}};
    const Comparison result = compareVerdicts(suiteGroups(SuiteKind::Plain, input), input, before);
    CHECK_EQ(result.onlyHere, 1u);
    CHECK_EQ(result.onlyBaseline, 1u);
    CHECK_EQ(result.overall.counts.pairs(), 4u);
    CHECK_EQ(result.overall.counts.gained, 1u);
    CHECK_EQ(result.overall.counts.lost, 1u);
    CHECK_EQ(result.rows.size(), 2u);
    CHECK_EQ(result.rows[0].name, "a");
    CHECK_EQ(result.rows[0].counts.bothRight, 1u);
    CHECK_EQ(result.rows[1].counts.pairs(), 2u);
    CHECK_EQ(result.flips.size(), 2u);
    CHECK_EQ(result.flips[0].id, "3");  // the larger change first
    CHECK(result.flips[0].gained);
    CHECK_EQ(result.flips[0].before, -1.0);
    CHECK_EQ(result.flips[0].after, 3.0);
    CHECK_EQ(result.flips[1].id, "4");  // a tie is a wrong verdict
    CHECK(!result.flips[1].gained);
    const Json json = toJson(result, 1);
    CHECK_EQ(json.at("flips").size(), 1u);
    CHECK_EQ(json.at("flipped").get<int>(), 2);
    CHECK_EQ(json.at("flips")[0].at("change").get<std::string>(), "gained");
    CHECK_EQ(json.at("only_baseline").get<int>(), 1);
}

// A section's difference is the difference of its weighted scores, and with itself a model differs in nothing.
TEST(comparison_of_sections_is_weighted_as_they_are) {
    std::vector<ScoredPair> now;
    std::vector<ScoredPair> before;
    const auto add = [&](const std::string& subset, int rightNow, int rightBefore, int count) {
        for (int i = 0; i < count; ++i) {
            now.push_back(judged(subset + std::to_string(i), subset, i < rightNow ? 1.0 : -1.0));
            before.push_back(judged(subset + std::to_string(i), subset, i < rightBefore ? 1.0 : -1.0));
        }
    };
    add("math-prm", 30, 20, 40);
    add("hep-cpp", 10, 15, 20);
    const SuitePairs input{now, {}};
    const auto groups = suiteGroups(SuiteKind::RewardBench, input);
    const Comparison result = compareVerdicts(groups, input, before);
    CHECK_EQ(result.rows.size(), 1u);
    CHECK_NEAR(result.rows[0].difference, (984 * 0.25 - 164 * 0.25) / 1148.0, 1e-12);
    CHECK_NEAR(result.rows[0].accuracy - result.rows[0].baselineAccuracy, result.rows[0].difference, 1e-12);
    CHECK(result.rows[0].ci.low < result.rows[0].difference && result.rows[0].difference < result.rows[0].ci.high);
    CHECK_EQ(result.rows[0].counts.gained, 10u);
    CHECK_EQ(result.rows[0].counts.lost, 5u);
    CHECK_NEAR(result.rows[0].p, mcNemar(10, 5).exact, 0.0);
    CHECK_NEAR(result.overall.difference, 5.0 / 60.0, 1e-12);
    const Comparison same = compareVerdicts(groups, input, now);
    CHECK_EQ(same.flips.size(), 0u);
    CHECK_EQ(same.overall.difference, 0.0);
    CHECK_EQ(same.rows[0].p, 1.0);
    const Comparison nothing = compareVerdicts(groups, input, {});
    CHECK_EQ(nothing.overall.counts.pairs(), 0u);
    CHECK_EQ(nothing.overall.ci.low, -1.0);
    CHECK_EQ(nothing.onlyHere, 60u);
}

TEST(rm_bench_is_compared_by_items) {
    std::vector<ScoredPair> now;
    std::vector<ScoredPair> before;
    std::vector<std::optional<StyleCell>> styles;
    for (int item = 0; item < 20; ++item) {
        for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
            const std::string id = std::to_string(item) + "_" + std::to_string(cell);
            now.push_back(judged(id, "chat", item < 12 ? 1.0 : -1.0));
            before.push_back(judged(id, "chat", item < 8 ? 1.0 : -1.0));
            styles.push_back(StyleCell{std::to_string(item), cell / 3, cell % 3});
        }
    }
    const SuitePairs input{now, styles};
    const Comparison result = compareVerdicts(suiteGroups(SuiteKind::RmBench, input), input, before);
    CHECK_EQ(result.rows.size(), 4u);
    for (const auto& row : result.rows) {
        CHECK(row.clustered);
        CHECK_NEAR(row.difference, 0.2, 1e-12);
        CHECK_NEAR(row.p, std::erfc(4.0 / 2.0 / std::sqrt(2.0)), 1e-12);  // four items: z = 4 / sqrt 4
    }
    CHECK_NEAR(result.overall.p, result.rows[0].p, 1e-12);
    CHECK(result.overall.test.exact < 1e-9);  // what taking 36 pairs as independent would have claimed
    CHECK(result.overall.ci.low < 0.2 && result.overall.ci.high < 0.5);
    before.resize(before.size() - 100);
    const Comparison part = compareVerdicts(suiteGroups(SuiteKind::RmBench, input), input, before);
    CHECK_EQ(part.onlyHere, 100u);
    CHECK_EQ(part.overall.counts.pairs(), 80u);
}
