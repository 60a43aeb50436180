// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/plan.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

using namespace saferscope;

namespace {

std::vector<PairSignal> randomSignals(std::uint64_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<PairSignal> signals;
    for (std::uint64_t i = 0; i < count; ++i) {
        PairSignal pair;
        pair.id = "p" + std::to_string(i);
        pair.position = i;
        pair.score = static_cast<double>(random.below(40)) - 20.0;  // many ties
        pair.margin = random.normal();
        pair.rubric = static_cast<double>(random.below(9)) - 4.0;
        signals.push_back(std::move(pair));
    }
    return signals;
}

ExperimentPlan planned(std::span<const PairSignal> signals, ExperimentMode mode, Strategy strategy, double ratio,
                       std::uint64_t seed = 1) {
    PlanRequest request;
    request.mode = mode;
    request.strategy = strategy;
    request.ratio = ratio;
    request.seed = seed;
    request.datasetName = "train";
    request.datasetHash = std::string(64, 'd');
    auto plan = planExperiment(request, signals);
    CHECK_OK(plan);
    return std::move(*plan);
}

std::vector<std::string> ids(const ExperimentPlan& plan) {
    std::vector<std::string> list;
    for (const auto& entry : plan.entries) {
        list.push_back(entry.id);
    }
    return list;
}

using Ids = std::vector<std::string>;

/// Five pairs whose margins and scores are told apart by hand.
std::vector<PairSignal> five() {
    const double margins[] = {2.0, -3.0, 0.5, -0.25, 1.0};
    const double scores[] = {0.0, 1.0, -1.0, 3.0, 1.0};
    std::vector<PairSignal> signals;
    for (std::uint64_t i = 0; i < 5; ++i) {
        PairSignal pair;
        pair.id = std::string(1, static_cast<char>('a' + i));
        pair.position = i;
        pair.margin = margins[i];
        pair.score = scores[i];
        signals.push_back(pair);
    }
    return signals;
}

}  // namespace

TEST(each_strategy_takes_the_pairs_it_promises) {
    const auto pairs = five();
    const auto order = [&](ExperimentMode mode, Strategy strategy) { return ids(planned(pairs, mode, strategy, 1.0)); };
    const auto poison = ExperimentMode::Poison;
    const auto denoise = ExperimentMode::Denoise;
    CHECK(order(poison, Strategy::Safer) == (Ids{"d", "b", "e", "a", "c"}));  // b and e tie: by id
    CHECK(order(denoise, Strategy::Safer) == (Ids{"c", "a", "b", "e", "d"}));
    CHECK(order(poison, Strategy::HumanConfirmed) == order(poison, Strategy::Safer));
    CHECK(order(poison, Strategy::MarginHigh) == (Ids{"a", "e", "c", "d", "b"}));
    CHECK(order(denoise, Strategy::MarginHigh) == order(poison, Strategy::MarginHigh));
    CHECK(order(poison, Strategy::MarginLow) == (Ids{"b", "d", "c", "e", "a"}));
    CHECK(order(denoise, Strategy::MarginLow) == order(poison, Strategy::MarginLow));
    CHECK(order(denoise, Strategy::Loss) == order(denoise, Strategy::MarginLow));
    CHECK(order(poison, Strategy::Loss) == order(poison, Strategy::MarginHigh));
    CHECK(order(denoise, Strategy::Confidence) == (Ids{"d", "c", "e", "a", "b"}));
    CHECK(order(poison, Strategy::Confidence) == (Ids{"b", "a", "e", "c", "d"}));
    CHECK_EQ(planned(pairs, poison, Strategy::MarginHigh, 0.2).entries[0].why,
             std::string("margin 2 is number 1 of 5, highest first"));

    auto measured = pairs;  // a loss from elsewhere is another order
    measured[2].loss = 9.0;
    CHECK_EQ(ids(planned(measured, denoise, Strategy::Loss, 0.2)).front(), std::string("c"));
}

TEST(losses_are_bradley_terrys) {
    for (const double margin : {-3.0, -0.5, 0.0, 0.5, 3.0}) {
        CHECK_NEAR(bradleyTerryLoss(margin), -std::log(1.0 / (1.0 + std::exp(-margin))), 1e-12);
    }
    CHECK_NEAR(bradleyTerryLoss(-2000.0), 2000.0, 1e-9);
    CHECK_EQ(bradleyTerryLoss(2000.0), 0.0);
}

TEST(the_count_is_the_ratio_rounded_down_and_decimals_mean_what_they_say) {
    CHECK_EQ(plannedCount(0.07, 100), 7u);   // 7.000000000000001
    CHECK_EQ(plannedCount(0.29, 100), 29u);  // 28.999999999999996
    CHECK_EQ(plannedCount(0.005, 1000), 5u);
    CHECK_EQ(plannedCount(0.005, 399), 1u);
    CHECK_EQ(plannedCount(0.005, 199), 0u);
    CHECK_EQ(plannedCount(0.0, 100), 0u);
    CHECK_EQ(plannedCount(1.0, 7), 7u);
    CHECK_EQ(plannedCount(-1.0, 7), 0u);
    for (std::uint64_t permille = 0; permille <= 1000; ++permille) {
        for (const std::uint64_t pairs : {1u, 3u, 999u, 1000u, 81234u}) {
            CHECK_EQ(plannedCount(static_cast<double>(permille) / 1000.0, pairs), permille * pairs / 1000);
        }
    }
}

TEST(a_larger_ratio_extends_a_smaller_one_whatever_the_order_of_the_pairs) {
    const auto pairs = randomSignals(300, 5);
    auto shuffled = pairs;
    Random(9).shuffle(std::span<PairSignal>(shuffled));
    for (const Strategy strategy : allStrategies()) {
        for (const auto mode : {ExperimentMode::Poison, ExperimentMode::Denoise}) {
            const auto all = ids(planned(pairs, mode, strategy, 1.0));
            CHECK_EQ(std::set<std::string>(all.begin(), all.end()).size(), pairs.size());
            for (const double ratio : {0.0, 0.005, 0.05, 0.5}) {
                const auto some = ids(planned(shuffled, mode, strategy, ratio));
                CHECK_EQ(some.size(), plannedCount(ratio, 300));
                CHECK(std::equal(some.begin(), some.end(), all.begin()));
            }
        }
    }
}

TEST(random_is_seeded_and_the_same_on_every_platform) {
    const auto pairs = randomSignals(200, 1);
    const auto one = planned(pairs, ExperimentMode::Poison, Strategy::Random, 0.2, 1);
    CHECK(ids(one) == ids(planned(pairs, ExperimentMode::Denoise, Strategy::Random, 0.2, 1)));
    CHECK(ids(one) != ids(planned(pairs, ExperimentMode::Poison, Strategy::Random, 0.2, 2)));
    // From Python's hashlib: a platform or a library that differs fails here.
    const Ids expected = {"p94", "p114", "p129", "p186", "p10"};
    auto start = ids(one);
    start.resize(expected.size());
    std::string found;
    for (const auto& id : start) {
        found += id + " ";
    }
    std::string wanted;
    for (const auto& id : expected) {
        wanted += id + " ";
    }
    CHECK_EQ(found, wanted);
    // A pair keeps its number whichever other pairs there are.
    const std::span<const PairSignal> half(pairs.data(), 100);
    Ids left;
    for (const auto& entry : planned(pairs, ExperimentMode::Poison, Strategy::Random, 1.0, 1).entries) {
        if (entry.position < 100) {
            left.push_back(entry.id);
        }
    }
    CHECK(left == ids(planned(half, ExperimentMode::Poison, Strategy::Random, 1.0, 1)));
    // Uniform enough: the mean of 20,000 is within five standard errors.
    double sum = 0.0;
    for (int i = 0; i < 20000; ++i) {
        PairSignal pair;
        pair.id = std::to_string(i);
        sum += *signalOf(pair, Strategy::Random, 7);
    }
    CHECK_NEAR(sum / 20000.0, 0.5, 5.0 * std::sqrt(1.0 / 12.0 / 20000.0));
}

// Regression for the published scripts: pairs without a score got 0.0, so that they landed in the middle of the order.
TEST(pairs_without_a_number_are_listed_and_never_count_as_zero) {
    auto pairs = five();
    pairs[0].score.reset();
    pairs[0].unknownBecause = "the index does not hold it";
    pairs[3].score = std::numeric_limits<double>::quiet_NaN();
    for (const auto mode : {ExperimentMode::Poison, ExperimentMode::Denoise}) {
        const auto plan = planned(pairs, mode, Strategy::Safer, 0.6);
        CHECK_EQ(plan.pairs, 5u);
        CHECK_EQ(plan.ranked, 3u);
        CHECK_EQ(plan.excluded.size(), 2u);
        CHECK(plan.excluded[0] == (ExcludedPair{"a", "the index does not hold it"}));
        CHECK(plan.excluded[1] == (ExcludedPair{"d", "it has no score_safe"}));
        for (const auto& id : ids(plan)) {
            CHECK(id != "a" && id != "d");
        }
    }
    PlanRequest request;
    request.ratio = 0.8;  // four pairs of which three are known
    const auto refused = planExperiment(request, pairs);
    CHECK(!refused);
    CHECK(refused.error().message.find("only 3 of the 5") != std::string::npos);
    CHECK_EQ(planned(pairs, ExperimentMode::Poison, Strategy::Rubric, 0.0).excluded.size(), 5u);
}

TEST(nonsense_is_refused) {
    auto pairs = five();
    PlanRequest request;
    for (const double ratio : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
        request.ratio = ratio;
        CHECK(planExperiment(request, pairs).error().code == ErrorCode::Usage);
    }
    request.ratio = 0.2;
    pairs[1].id = "a";
    CHECK(!planExperiment(request, pairs));
    pairs = five();
    pairs[1].position = 2;
    CHECK(!planExperiment(request, pairs));
    pairs[1].position = 77;
    CHECK(!planExperiment(request, pairs));
    CHECK(!strategyFromName("magic"));
    CHECK(!experimentModeFromName("Poison"));
    for (const Strategy strategy : allStrategies()) {
        CHECK(*strategyFromName(strategyName(strategy)) == strategy);
    }
}

TEST(a_plan_survives_json) {
    auto pairs = randomSignals(100, 3);
    pairs[7].margin.reset();
    auto plan = planned(pairs, ExperimentMode::Denoise, Strategy::MarginLow, 0.1);
    plan.request.featureSet = "paper";
    plan.request.featureDigest = featureDigest({}, TokenScope::AllTokens);
    plan.request.indexHash = "i";
    plan.request.seed = 18446744073709551615u;
    const auto text = dumpJson(toJson(plan));
    const auto back = experimentPlanFromJson(*parseJson(text, "plan"), "plan");
    CHECK_OK(back);
    CHECK(back->entries == plan.entries);  // scores to the last bit
    CHECK(back->excluded == plan.excluded);
    CHECK_EQ(dumpJson(toJson(*back)), text);

    const Json good = toJson(plan);
    const std::vector<std::pair<std::string, Json>> damage = {
        {"/format", "x"},
        {"/version", 2},
        {"/mode", "burn"},
        {"/strategy", 3},
        {"/ratio", 2},
        {"/ratio", "0.1"},
        {"/seed", -1},
        {"/seed", 1e300},
        {"/dataset/pairs", 5},
        {"/ranked", 3},
        {"/entries", "all"},
        {"/entries/0/position", -4},
        {"/entries/0/position", 1000000},
        {"/entries/0/id", "p0p"},
        {"/feature_set", nullptr},
        {"/excluded/0", 1},
    };
    for (const auto& [where, value] : damage) {
        Json bad = good;
        bad[Json::json_pointer(where)] = value;
        if (where == "/entries/0/id") {
            bad["entries"][1]["id"] = value;
        }
        CHECK(!experimentPlanFromJson(bad, "plan"));
    }
    for (const auto& item : good.items()) {
        Json bad = good;
        bad.erase(item.key());
        CHECK(!experimentPlanFromJson(bad, "plan"));
    }
    CHECK(!experimentPlanFromJson(Json::array(), "plan"));
}

TEST(the_digest_of_features_speaks_of_what_scores) {
    const std::vector<WeightedFeature> one = {{FeatureId(3), 1.0}, {FeatureId(1), -1.0}};
    const std::vector<WeightedFeature> turned = {{FeatureId(1), -1.0}, {FeatureId(3), 1.0}};
    const std::vector<WeightedFeature> other = {{FeatureId(1), -1.0}, {FeatureId(3), 0.5}};
    CHECK_EQ(featureDigest(one, TokenScope::AllTokens), featureDigest(turned, TokenScope::AllTokens));
    CHECK(featureDigest(one, TokenScope::AllTokens) != featureDigest(one, TokenScope::SentenceEnds));
    CHECK(featureDigest(one, TokenScope::AllTokens) != featureDigest(other, TokenScope::AllTokens));
}
