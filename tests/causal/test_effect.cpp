// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/causal/effect.h"
#include "tests/support/check.h"

#include <cmath>

using namespace saferscope;

namespace {

EffectSums sumsOf(std::uint64_t seed, int pairs) {
    Random random(seed);
    EffectSums sums;
    for (int i = 0; i < pairs; ++i) {
        const RewardPair before{random.normal(), random.normal()};
        const bool changed = random.below(3) > 0;
        sums.add(
            before,
            changed ? RewardPair{before.chosen - random.uniform(), before.rejected + 0.1 * random.normal()} : before,
            changed);
    }
    return sums;
}

}  // namespace

TEST(an_interval_of_known_values) {
    // Changes of the margin 1, 2, 3, 4, 5: mean 3, sd sqrt(2.5), t(4) = 2.7764451052: half = 1.9632432.
    EffectSums sums;
    for (int i = 1; i <= 5; ++i) {
        sums.add({0.0, 0.0}, {static_cast<double>(i), 0.0}, true);
    }
    const SectionEffect effect = sums.result("all");
    CHECK_NEAR(effect.margin, 3.0, 1e-15);
    CHECK_NEAR(effect.marginDeviation, std::sqrt(2.5), 1e-15);
    CHECK_NEAR(effect.marginCi.low, 3.0 - 1.9632432, 1e-6);
    CHECK_NEAR(effect.marginCi.high, 3.0 + 1.9632432, 1e-6);
    CHECK_EQ(effect.rejected, 0.0);
    CHECK_EQ(effect.rejectedCi.low, 0.0);
    CHECK_EQ(effect.rewardCorrelation, 0.0);  // nothing varied before
}

TEST(verdicts_and_ties) {
    EffectSums sums;
    sums.add({1, 0}, {2, 0}, true);      // right, right
    sums.add({0, 0}, {1, 0}, true);      // a tie loses: gained
    sums.add({1, 0}, {0.5, 0.5}, true);  // lost to a tie
    sums.add({0, 1}, {0, 1}, false);     // wrong, wrong
    const SectionEffect effect = sums.result("all");
    CHECK_EQ(effect.verdicts.bothRight, 1u);
    CHECK_EQ(effect.verdicts.gained, 1u);
    CHECK_EQ(effect.verdicts.lost, 1u);
    CHECK_EQ(effect.verdicts.bothWrong, 1u);
    CHECK_EQ(effect.changed, 3u);
    CHECK_EQ(effect.accuracyBefore, 0.5);
    CHECK_EQ(effect.accuracyAfter, 0.5);
}

TEST(nothing_changed_is_exactly_nothing) {
    Random random(3);
    EffectSums sums;
    for (int i = 0; i < 100; ++i) {
        const RewardPair pair{random.normal() * 1e6, random.normal()};
        sums.add(pair, pair, false);
    }
    const SectionEffect effect = sums.result("all");
    CHECK_EQ(effect.margin, 0.0);
    CHECK_EQ(effect.marginCi.low, 0.0);
    CHECK_EQ(effect.marginCi.high, 0.0);
    CHECK_EQ(effect.rewardCorrelation, 1.0);
    EffectSums same;
    same.add({1, 1}, {1, 1}, false);
    CHECK_EQ(same.result("all").rewardCorrelation, 1.0);  // without variance, but nothing changed
}

TEST(sums_agree_with_two_passes_over_far_away_rewards) {
    Random random(9);
    std::vector<std::pair<double, double>> rewards;
    EffectSums sums;
    std::vector<double> changes;
    for (int i = 0; i < 500; ++i) {
        const RewardPair before{1e7 + random.normal(), 1e7 + random.normal()};
        const RewardPair after{before.chosen + random.uniform(), before.rejected};
        sums.add(before, after, true);
        changes.push_back(after.margin() - before.margin());
        rewards.emplace_back(before.chosen - 1e7, after.chosen - 1e7);
        rewards.emplace_back(before.rejected - 1e7, after.rejected - 1e7);
    }
    double mean = 0;
    for (const double change : changes) {
        mean += change / 500.0;
    }
    double squares = 0;
    for (const double change : changes) {
        squares += (change - mean) * (change - mean);
    }
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    for (const auto& [x, y] : rewards) {
        mx += x / 1000.0;
        my += y / 1000.0;
    }
    for (const auto& [x, y] : rewards) {
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
        xy += (x - mx) * (y - my);
    }
    const SectionEffect effect = sums.result("all");
    CHECK_NEAR(effect.margin, mean, 1e-9);
    CHECK_NEAR(effect.marginDeviation, std::sqrt(squares / 499.0), 1e-8);
    CHECK_NEAR(effect.rewardCorrelation, xy / std::sqrt(xx * yy), 1e-8);
}

TEST(intervals_cover_what_they_promise) {
    // 12 pairs a time: with the normal's 1.96 coverage would be about 92.4 %, which this tells from 95 %.
    Random random(11);
    int covered = 0;
    const int rounds = 8000;
    for (int round = 0; round < rounds; ++round) {
        EffectSums sums;
        for (int i = 0; i < 12; ++i) {
            sums.add({0, 0}, {0.3 + random.normal(), 0}, true);
        }
        const SectionEffect effect = sums.result("all");
        covered += effect.marginCi.low <= 0.3 && 0.3 <= effect.marginCi.high ? 1 : 0;
    }
    CHECK_NEAR(static_cast<double>(covered) / rounds, 0.95, 0.01);
}

TEST(a_restored_sum_goes_on_bit_by_bit) {
    EffectSums whole = sumsOf(5, 137);
    EffectSums restored;
    const auto text = dumpJson(whole.state());
    const auto parsed = parseJson(text, "state");
    CHECK_OK(parsed);
    CHECK_OK(restored.restore(*parsed));
    CHECK_EQ(dumpJson(restored.state()), text);
    Random random(1);
    for (int i = 0; i < 50; ++i) {
        const RewardPair before{random.normal(), random.normal()};
        const RewardPair after{random.normal(), random.normal()};
        whole.add(before, after, true);
        restored.add(before, after, true);
    }
    CHECK_EQ(dumpJson(toJson(restored.result("x"))), dumpJson(toJson(whole.result("x"))));
}

TEST(damaged_states_are_refused_and_change_nothing) {
    const EffectSums sums = sumsOf(5, 20);
    const Json good = sums.state();
    for (const auto& [key, value] : std::vector<std::pair<std::string, Json>>{{"pairs", -1},
                                                                              {"pairs", 19},
                                                                              {"changed", 21},
                                                                              {"verdicts", {1, 2, 3}},
                                                                              {"margin", {1.0}},
                                                                              {"margin", {1.0, nullptr}},
                                                                              {"products", "0"}}) {
        Json bad = good;
        bad[key] = value;
        EffectSums other = sumsOf(6, 10);
        CHECK(!other.restore(bad));
        CHECK_EQ(dumpJson(other.state()), dumpJson(sumsOf(6, 10).state()));
    }
    for (const auto& item : good.items()) {
        Json bad = good;
        bad.erase(item.key());
        EffectSums other;
        CHECK(!other.restore(bad));
    }
}

TEST(effects_survive_json_and_damaged_ones_do_not) {
    const SectionEffect effect = sumsOf(8, 60).result("safety");
    const Json json = toJson(effect);
    const auto read = sectionEffectFromJson(*parseJson(dumpJson(json), "x"), "x");
    CHECK_OK(read);
    CHECK(toJson(*read) == json);
    CHECK(read->marginCi.low == effect.marginCi.low);
    for (const auto& item : json.items()) {
        Json bad = json;
        bad.erase(item.key());
        CHECK(!sectionEffectFromJson(bad, "x"));
        bad[item.key()] = item.key() == "section" ? Json(1) : Json("word");
        CHECK(!sectionEffectFromJson(bad, "x"));
    }
    Json bad = json;
    bad["pairs"] = 61;
    CHECK(!sectionEffectFromJson(bad, "x"));
    bad = json;
    bad["margin"]["ci"] = {2.0, 1.0};
    CHECK(!sectionEffectFromJson(bad, "x"));
    bad = json;
    bad["accuracy_after"] = 1.5;
    CHECK(!sectionEffectFromJson(bad, "x"));
}

TEST(one_pair_has_no_bounds) {
    EffectSums sums;
    sums.add({1, 0}, {0, 0}, true);
    const auto read = sectionEffectFromJson(*parseJson(dumpJson(toJson(sums.result("one"))), "x"), "x");
    CHECK_OK(read);
    CHECK(std::isinf(read->marginCi.low) && read->marginCi.low < 0);
    CHECK(std::isinf(read->marginCi.high) && read->marginCi.high > 0);
    CHECK_EQ(EffectSums().result("none").pairs, 0u);
}
