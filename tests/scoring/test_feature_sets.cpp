// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/feature_set_builder.h"
#include "core/scoring/pair_score.h"
#include "tests/scoring/rating_log.h"
#include "tests/support/check.h"

#include <limits>

using namespace saferscope;
using fixture::RatingLog;

namespace {

const IndexIdentity identity{std::string(64, 'a'), std::string(64, 'b'), TokenScope::SentenceEnds};

/// Features 0 … n-1 with these contrasts; the effect size runs the other way round.
std::vector<FeatureContrast> contrastsOf(const std::vector<double>& values) {
    std::vector<FeatureContrast> contrasts;
    for (const double value : values) {
        FeatureContrast contrast;
        contrast.feature = FeatureId(static_cast<std::uint32_t>(contrasts.size()));
        contrast.contrast = value;
        contrast.effectSize = value == 0.0 ? 0.0 : 0.01 / value;
        contrast.dead = value == 0.0;
        contrasts.push_back(contrast);
    }
    return contrasts;
}

FeatureSetRequest asking(const std::string& rule, std::uint32_t top = 0) {
    FeatureSetRequest request;
    request.name = "kept";
    request.rule = rule;
    request.top = top;
    return request;
}

FeatureSetBuild build(const FeatureSetRequest& request, const std::vector<FeatureContrast>& contrasts,
                      const RatingBook& book) {
    auto built = buildFeatureSet(request, identity, contrasts, book);
    CHECK_OK(built);
    return std::move(*built);
}

std::vector<std::uint32_t> ids(const FeatureSet& set) {
    std::vector<std::uint32_t> numbers;
    for (const auto& member : set.members) {
        numbers.push_back(member.feature.value());
    }
    return numbers;
}

using Ids = std::vector<std::uint32_t>;
std::vector<FeatureId> features(const Ids& numbers) {
    std::vector<FeatureId> list;
    for (const std::uint32_t number : numbers) {
        list.emplace_back(number);
    }
    return list;
}

}  // namespace

TEST(the_strongest_of_the_rule_are_kept_and_ties_go_by_id) {
    const auto contrasts = contrastsOf({0.1, -0.5, 0.5, 0.0, -0.1, 0.9, 0.5});
    RatingLog log;
    for (const std::uint32_t feature : {0u, 1u, 2u, 3u, 4u, 6u}) {
        log.judge(feature, 5);
    }
    log.judge(5, 4);
    const RatingBook book = log.book();
    const auto all = build(asking("5"), contrasts, book);
    CHECK(ids(all.set) == (Ids{1, 2, 6, 0, 4}));  // 3 is dead, 5 has a 4
    CHECK_EQ(all.taken, 5u);
    CHECK_EQ(all.set.members[0].contrast, -0.5);
    CHECK(!all.set.members[0].byHand);
    const auto two = build(asking("5", 2), contrasts, book);
    CHECK(ids(two.set) == (Ids{1, 2}));
    CHECK_EQ(two.taken, 5u);
    CHECK_EQ(two.set.top, 2u);

    auto byEffect = asking("5", 2);
    byEffect.measure = ContrastMeasure::EffectSize;
    const auto effects = build(byEffect, contrasts, book);
    CHECK(ids(effects.set) == (Ids{0, 4}));
    CHECK_NEAR(effects.set.members[1].contrast, -0.1, 1e-12);
    CHECK_EQ(effects.set.measure, std::string("effect"));
}

TEST(provenance_names_what_it_came_from) {
    RatingLog log;
    log.judge(0, 5);
    log.judge(1, 5, "other");
    log.judge(2, 4, "other");
    log.person(0, "ann", 4);
    const RatingBook book = log.book();
    auto request = asking("any  human=4", 8);
    request.judge = "gpt";
    const FeatureSet set = build(request, contrastsOf({0.3, 0.2, 0.1}), book).set;
    CHECK_EQ(set.rule, std::string("any  human=4"));
    CHECK_EQ(set.saeHash, identity.saeHash);
    CHECK_EQ(set.indexHash, identity.indexHash);
    CHECK_EQ(set.scope, std::string("sentence-ends"));
    CHECK_EQ(set.measure, std::string("contrast"));
    CHECK_EQ(set.provenance.at("judge").get<std::string>(), std::string("gpt"));
    CHECK_EQ(set.provenance.at("ratings").get<std::string>(), book.digest());
    CHECK_EQ(set.provenance.at("rating_events").get<int>(), 4);
    CHECK_EQ(set.provenance.at("candidates").get<int>(), 256);
    CHECK_EQ(set.provenance.at("raters").dump(), std::string("[\"ann\"]"));
    CHECK_EQ(set.provenance.at("plain_rule").get<std::string>(), std::string("any human = 4"));
    const auto read = featureSetFromJson(toJson(set), "the set");
    CHECK_OK(read);
    CHECK(ids(*read) == ids(set));
    // Without a judge of that name the busiest one is meant.
    request.judge = "nobody";
    CHECK_EQ(build(request, contrastsOf({0.3}), book).set.provenance.at("judge").get<std::string>(),
             std::string("other"));
    const auto preset = build(asking("llm = 5"), contrastsOf({0.3, 0.2, 0.1}), book);
    CHECK(ids(build(asking("LLM = 5"), contrastsOf({0.3, 0.2, 0.1}), book).set) == ids(preset.set));
}

TEST(missing_ratings_never_count) {
    const auto contrasts = contrastsOf({0.5, 0.4, 0.3, 0.2});
    RatingLog log;
    log.judge(0, 5);
    log.add(1, "gpt", RaterKind::Judge, RatingAction::Unrated).text = "no number";
    log.judge(2, 1);
    const RatingBook book = log.book();
    const auto five = build(asking("5"), contrasts, book);
    CHECK(ids(five.set) == Ids{0});
    CHECK_EQ(five.unknown, 2u);  // 1 and 3
    CHECK(ids(build(asking("not 5"), contrasts, book).set) == Ids{2});
    CHECK(ids(build(asking("not human >= 4"), contrasts, book).set).empty());
    CHECK(ids(build(asking("unreviewed"), contrasts, book).set) == (Ids{0, 1, 2, 3}));
    CHECK(ids(build(asking("5"), contrasts, RatingBook{}).set).empty());
    CHECK(!buildFeatureSet(asking("5 and"), identity, contrasts, book).has_value());
}

TEST(candidates_are_the_strongest_of_the_measure) {
    auto request = asking("candidate");
    request.candidates = 2;
    CHECK(ids(build(request, contrastsOf({0.1, -0.4, 0.0, 0.3}), RatingBook{}).set) == (Ids{1, 3}));
    request.measure = ContrastMeasure::EffectSize;
    CHECK(ids(build(request, contrastsOf({0.1, -0.4, 0.0, 0.3}), RatingBook{}).set) == (Ids{0, 3}));
    auto broken = contrastsOf({0.1, 0.2});
    broken[1].contrast = std::numeric_limits<double>::quiet_NaN();
    CHECK(ids(build(asking("not dead"), broken, RatingBook{}).set) == Ids{0});
}

TEST(hand_edits_keep_rule_and_provenance) {
    const auto contrasts = contrastsOf({0.1, -0.5, 0.5, 0.0, -0.1, 0.9});
    RatingLog log;
    log.judge(0, 5);
    log.judge(1, 5);
    log.judge(2, 5);
    const FeatureSet set = build(asking("5"), contrasts, log.book()).set;
    const auto edited = editFeatureSet(set, features({5, 4, 1}), features({2}), contrasts);
    CHECK_OK(edited);
    CHECK(ids(*edited) == (Ids{5, 1, 0, 4}));
    CHECK(edited->members[0].byHand && !edited->members[1].byHand && edited->members[3].byHand);
    CHECK_EQ(edited->members[3].contrast, -0.1);
    CHECK(edited->removedByHand == features({2}));
    CHECK(edited->provenance == set.provenance);
    CHECK_EQ(edited->rule, set.rule);
    // Back to where it was: 2 is the rule's again, what came by hand leaves no trace.
    const auto back = editFeatureSet(*edited, features({2}), features({4, 5}), contrasts);
    CHECK_OK(back);
    CHECK(toJson(*back) == toJson(set));

    CHECK(!editFeatureSet(set, features({3}), {}, contrasts).has_value());  // dead
    CHECK(!editFeatureSet(set, features({6}), {}, contrasts).has_value());  // not in the index
    CHECK(!editFeatureSet(set, {}, features({4}), contrasts).has_value());  // no member
    const auto both = editFeatureSet(set, features({1}), features({1}), contrasts);
    CHECK(!both && both.error().code == ErrorCode::Usage);
}

TEST(a_set_knows_whether_it_is_still_what_its_rule_gives) {
    auto contrasts = contrastsOf({0.1, -0.5, 0.5, -0.2, -0.1, 0.9});
    RatingLog log;
    log.judge(0, 5);
    log.judge(1, 5);
    log.judge(2, 4);
    const auto built = build(asking("5"), contrasts, log.book()).set;
    const FeatureSet set = *editFeatureSet(built, features({5}), features({0}), contrasts);
    const auto state = [&](const RatingBook& book, const IndexIdentity& index = identity) {
        return checkFeatureSet(set, index, contrasts, book, "");
    };
    CHECK(state(log.book()).fresh && state(log.book()).reason.empty());

    log.person(1, "ann", 2);  // the rule does not ask people
    log.person(1, "ann", 3);
    const auto same = state(log.book());
    CHECK(same.fresh);
    CHECK_EQ(same.reason, std::string("2 rating events came since; its rule still gives the same features."));

    log.judge(3, 5);
    log.judge(1, 1);
    const auto changed = state(log.book());
    CHECK(!changed.fresh);
    CHECK_EQ(changed.reason,
             std::string("4 rating events came since; its rule would now add 1 feature and drop 1 feature."));
    CHECK(changed.added == features({3}) && changed.dropped == features({1}));
    const auto refreshed = refreshFeatureSet(set, identity, contrasts, log.book(), "");
    CHECK_OK(refreshed);
    CHECK(ids(*refreshed) == (Ids{5, 3}));  // 5 by hand stays, 0 thrown out by hand stays out
    CHECK(refreshed->members[0].byHand);
    CHECK(checkFeatureSet(*refreshed, identity, contrasts, log.book(), "").reason.empty());

    IndexIdentity other = identity;
    other.indexHash = std::string(64, 'c');
    contrasts[5].contrast = -0.9;
    const auto turned = state(RatingLog(log).book(), other);
    CHECK(turned.turned == features({5}));
    CHECK(turned.reason.find("made from another index") != std::string::npos);
    other.saeHash = std::string(64, 'd');
    CHECK(!state(log.book(), other).fresh);
    CHECK(state(log.book(), other).reason.find("another SAE") != std::string::npos);
}

TEST(another_judge_is_said) {
    const auto contrasts = contrastsOf({0.3, 0.2});
    RatingLog log;
    log.judge(0, 5);
    const FeatureSet set = build(asking("5"), contrasts, log.book()).set;
    log.judge(0, 5, "other");
    log.judge(1, 5, "other");
    const auto state = checkFeatureSet(set, identity, contrasts, log.book(), "");
    CHECK(!state.fresh);
    CHECK(state.reason.find("\"llm\" meant \"gpt\" and means \"other\" now") != std::string::npos);
    CHECK(checkFeatureSet(set, identity, contrasts, log.book(), "gpt").fresh);
    // A merge that removes nothing but replaces the log, as when a workspace was copied.
    RatingLog different;
    different.judge(0, 5, "gpt");
    different.person(0, "x", 1);
    CHECK(checkFeatureSet(set, identity, contrasts, different.book(), "").fresh);
}

TEST(sets_without_a_rule_hold_their_members) {
    const auto contrasts = contrastsOf({0.3, -0.2, 0.1});
    FeatureSet set;
    set.name = "mine";
    set.measure = "contrast";
    set.saeHash = identity.saeHash;
    set.indexHash = identity.indexHash;
    set = *editFeatureSet(set, features({1, 2}), {}, contrasts);
    CHECK(ids(set) == (Ids{1, 2}));
    RatingLog log;
    log.judge(0, 5);
    const auto state = checkFeatureSet(set, identity, contrasts, log.book(), "");
    CHECK(state.fresh && state.reason.empty());
    const auto shorter = contrastsOf({0.3, -0.2});
    CHECK(checkFeatureSet(set, identity, shorter, log.book(), "").dropped == features({2}));
}

TEST(sets_weigh_by_their_own_signs) {
    FeatureSet set;
    set.members = {{FeatureId(4), -0.5, false}, {FeatureId(1), 0.25, true}, {FeatureId(9), 0.0, true}};
    const auto signs = weightFeatureSet(set, ScoreWeighting::Sign);
    CHECK_EQ(signs.size(), 3u);
    CHECK_EQ(signs[0].feature.value(), 4u);
    CHECK_EQ(signs[0].weight, -1.0);
    CHECK_EQ(signs[1].weight, 1.0);
    CHECK_EQ(signs[2].weight, 0.0);
    const auto sizes = weightFeatureSet(set, ScoreWeighting::Magnitude);
    CHECK_EQ(sizes[0].weight, -0.5);
    CHECK_EQ(sizes[1].weight, 0.25);
    CHECK(weightFeatureSet({}, ScoreWeighting::Sign).empty());
}
