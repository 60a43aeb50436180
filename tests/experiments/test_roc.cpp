// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/roc.h"
#include "tests/support/check.h"

#include <cmath>
#include <vector>

using namespace saferscope;

namespace {

/// By counting pairs, the definition itself.
double slowArea(const std::vector<double>& scores, const std::vector<std::uint8_t>& labels) {
    double won = 0.0;
    double pairs = 0.0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        for (std::size_t j = 0; j < scores.size(); ++j) {
            if (labels[i] != 0 && labels[j] == 0) {
                pairs += 1.0;
                won += scores[i] > scores[j] ? 1.0 : scores[i] == scores[j] ? 0.5 : 0.0;
            }
        }
    }
    return won / pairs;
}

}  // namespace

TEST(area_is_the_share_of_pairs_in_the_right_order) {
    Random random(7);
    for (int round = 0; round < 300; ++round) {
        std::vector<double> scores;
        std::vector<std::uint8_t> labels = {1, 0};
        scores = {random.uniform(), random.uniform()};
        const auto extra = random.below(40);
        for (std::uint64_t i = 0; i < extra; ++i) {
            scores.push_back(std::floor(random.uniform() * 8.0));  // many ties
            labels.push_back(static_cast<std::uint8_t>(random.below(2)));
        }
        const RocArea roc = rocArea(scores, labels);
        CHECK_NEAR(roc.area, slowArea(scores, labels), 1e-12);
        CHECK(roc.ci.low >= 0.0 && roc.ci.low <= roc.area && roc.area <= roc.ci.high && roc.ci.high <= 1.0);
        for (double& score : scores) {
            score = -score;
        }
        const RocArea mirrored = rocArea(scores, labels);
        CHECK_NEAR(mirrored.area, 1.0 - roc.area, 1e-12);
        CHECK_NEAR(mirrored.ci.low, 1.0 - roc.ci.high, 1e-9);
    }
}

TEST(nothing_to_compare_says_nothing) {
    const RocArea none = rocArea({}, {});
    CHECK(!none.defined());
    CHECK_NEAR(none.area, 0.5, 0.0);
    CHECK_NEAR(none.ci.high - none.ci.low, 1.0, 0.0);
    const std::vector<double> scores = {1.0, 2.0};
    const std::vector<std::uint8_t> labels = {1, 1};
    CHECK(!rocArea(scores, labels).defined());
}

TEST(a_perfect_separation_of_few_rows_stays_uncertain) {
    const std::vector<double> scores = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    const std::vector<std::uint8_t> labels = {0, 0, 0, 1, 1, 1};
    const RocArea roc = rocArea(scores, labels);
    CHECK_NEAR(roc.area, 1.0, 0.0);
    CHECK_NEAR(roc.ci.high, 1.0, 1e-9);
    CHECK(roc.ci.low < 0.75);
    CHECK(roc.ci.low > 0.3);
}

// The interval is meant to hold the truth 95 times in 100. Normal scores, shifted by 1: the truth is Phi(1 / sqrt 2).
TEST(interval_covers_the_truth_as_often_as_it_says) {
    const double truth = 0.5 * std::erfc(-0.5);
    Random random(11);
    int covered = 0;
    constexpr int rounds = 800;
    for (int round = 0; round < rounds; ++round) {
        std::vector<double> scores;
        std::vector<std::uint8_t> labels;
        for (int i = 0; i < 90; ++i) {
            labels.push_back(i < 40 ? 1 : 0);
            scores.push_back(random.normal() + (i < 40 ? 1.0 : 0.0));
        }
        const Interval ci = rocArea(scores, labels).ci;
        covered += ci.low <= truth && truth <= ci.high ? 1 : 0;
    }
    CHECK(covered >= rounds * 93 / 100);
    CHECK(covered <= rounds * 97 / 100);
}
