// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/evaluation.h"
#include "tests/support/check.h"

#include <cmath>
#include <limits>

using namespace saferscope;

namespace {

ScoredPair scored(const std::string& subset, double chosen, double rejected) {
    return {"id", subset, chosen, rejected};
}

}  // namespace

TEST(wilson_interval_gives_published_values) {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score method without continuity correction).
    struct Published {
        double successes;
        std::uint64_t n;
        double low;
        double high;
    };
    for (const auto& [successes, n, low, high] :
         {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605}, Published{0, 20, 0.0, 0.1611},
          Published{1, 29, 0.0061, 0.1718}}) {
        const Interval interval = wilsonInterval(successes, n);
        CHECK_NEAR(interval.low, low, 0.00005);
        CHECK_NEAR(interval.high, high, 0.00005);
    }
    CHECK_EQ(wilsonInterval(0, 0).low, 0.0);
    CHECK_EQ(wilsonInterval(0, 0).high, 1.0);
    CHECK_EQ(wilsonInterval(0, 20).low, 0.0);
    CHECK_EQ(wilsonInterval(20, 20).high, 1.0);
}

TEST(wilson_interval_ends_solve_its_equation) {
    // The interval is { p : (share - p)^2 <= z^2 p (1 - p) / n }: at both ends the two sides are equal.
    for (std::uint64_t n : {1u, 2u, 7u, 100u, 5000u}) {
        for (std::uint64_t k = 0; k <= n; k += 1 + n / 9) {
            const double share = static_cast<double>(k) / static_cast<double>(n);
            const Interval interval = wilsonInterval(static_cast<double>(k), n);
            CHECK(interval.low <= share && share <= interval.high);
            CHECK(interval.low >= 0.0 && interval.high <= 1.0);
            for (const double p : {interval.low, interval.high}) {
                CHECK_NEAR((share - p) * (share - p),
                           1.959963984540054 * 1.959963984540054 * p * (1 - p) / static_cast<double>(n), 1e-12);
            }
            const Interval mirrored = wilsonInterval(static_cast<double>(n - k), n);
            CHECK_NEAR(interval.low, 1.0 - mirrored.high, 1e-12);
        }
    }
}

TEST(wilson_interval_covers_about_as_often_as_it_says) {
    Random random(3);
    int covered = 0;
    constexpr int trials = 4000;
    for (int i = 0; i < trials; ++i) {
        int successes = 0;
        for (int j = 0; j < 50; ++j) {
            successes += random.uniform() < 0.3 ? 1 : 0;
        }
        const Interval interval = wilsonInterval(successes, 50);
        covered += interval.low <= 0.3 && 0.3 <= interval.high ? 1 : 0;
    }
    CHECK_NEAR(static_cast<double>(covered) / trials, 0.95, 0.02);
}

TEST(accuracy_counts_by_subset_and_a_tie_loses) {
    const std::vector<ScoredPair> pairs = {scored("safety", 1.0, 0.5), scored("chat", 0.0, 0.0),
                                           scored("safety", -1.0, 1.0), scored("chat", 2.0, 1.0),
                                           scored("safety", 0.25, 0.0)};
    const std::vector<std::pair<std::uint64_t, std::uint64_t>> bytes = {{5, 3}, {4, 4}, {1, 9}, {2, 3}, {8, 2}};
    const EvaluationResult result = evaluatePairs(pairs, bytes);
    CHECK_EQ(result.subsets.size(), 2u);
    const AccuracyRow& chat = result.subsets[0];
    CHECK_EQ(chat.subset, "chat");
    CHECK_EQ(chat.pairs, 2u);
    CHECK_EQ(chat.correct, 1u);
    CHECK_EQ(chat.ties, 1u);
    CHECK_EQ(chat.accuracy, 0.5);
    CHECK_EQ(chat.meanMargin, 0.5);
    CHECK_EQ(chat.longerWins, 0.25);  // one tie in length, one shorter
    const AccuracyRow& safety = result.subsets[1];
    CHECK_EQ(safety.pairs, 3u);
    CHECK_EQ(safety.correct, 2u);
    CHECK_EQ(safety.ties, 0u);
    CHECK_NEAR(safety.longerWins, 2.0 / 3.0, 1e-12);
    CHECK_NEAR(safety.meanMargin, (0.5 - 2.0 + 0.25) / 3.0, 1e-12);
    CHECK_EQ(result.overall.subset, "all");
    CHECK_EQ(result.overall.pairs, 5u);
    CHECK_NEAR(result.overall.accuracy, 0.6, 1e-12);
    CHECK_NEAR(result.overall.longerWins, 0.5, 1e-12);
    const Interval wanted = wilsonInterval(3, 5);
    CHECK_EQ(result.overall.ci.low, wanted.low);
    CHECK_EQ(result.overall.ci.high, wanted.high);
}

TEST(unknown_lengths_and_no_pairs_are_said_not_guessed) {
    const std::vector<ScoredPair> pairs = {scored("a", 1.0, 0.0), scored("a", std::nan(""), 0.0)};
    const EvaluationResult result = evaluatePairs(pairs);
    CHECK(std::isnan(result.overall.longerWins));
    CHECK_EQ(result.overall.correct, 1u);  // a reward that is not a number wins nothing
    const std::vector<std::pair<std::uint64_t, std::uint64_t>> tooFew = {{1, 2}};
    CHECK(std::isnan(evaluatePairs(pairs, tooFew).overall.longerWins));
    const EvaluationResult none = evaluatePairs({});
    CHECK(none.subsets.empty());
    CHECK_EQ(none.overall.accuracy, 0.0);
    CHECK_EQ(none.overall.ci.high, 1.0);
    CHECK(std::isnan(none.overall.longerWins));
}

TEST(result_becomes_json) {
    const std::vector<ScoredPair> pairs = {scored("a", 1.0, 0.0), scored("b", 0.0, 1.0)};
    const Json json = toJson(evaluatePairs(pairs));
    CHECK_EQ(json.at("subsets").size(), 2u);
    CHECK_EQ(json.at("subsets")[0].at("subset").get<std::string>(), "a");
    CHECK_EQ(json.at("subsets")[0].at("accuracy").get<double>(), 1.0);
    CHECK_EQ(json.at("overall").at("pairs").get<int>(), 2);
    CHECK_EQ(json.at("overall").at("correct").get<int>(), 1);
    CHECK(json.at("overall").at("longer_wins").is_null());
    CHECK(json.at("overall").at("ci_low").get<double>() < 0.5);
    CHECK(json.at("overall").at("ci_high").get<double>() > 0.5);
}
