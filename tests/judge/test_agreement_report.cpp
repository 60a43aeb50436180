// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/agreement_report.h"
#include "tests/scoring/rating_log.h"
#include "tests/support/check.h"

using namespace saferscope;

using Log = fixture::RatingLog;

TEST(blind_ratings_are_told_from_those_that_saw_the_judge) {
    Log log;
    for (std::uint32_t feature = 0; feature < 10; ++feature) {
        log.judge(feature, feature % 2 == 0 ? 5 : 1);
        log.person(feature, "ann", feature % 2 == 0 ? 5 : 1, false);  // always with the judge
        log.person(feature, "bob", feature < 5 ? 5 : 1, true);        // on his own
    }
    const std::string judgeEvent = std::string(31, '0') + "1";
    log.person(0, "cat", 5, false).target = judgeEvent;  // confirms the judge's first event
    const auto report = measureAgreement(log.book(), {200, 1});
    CHECK_EQ(report.humans.size(), 3u);
    CHECK_EQ(report.people.size(), 3u);
    CHECK_EQ(report.judges.size(), 1u);
    const JudgeAgreement& judge = report.judges.front();
    CHECK_EQ(judge.judge, std::string("gpt"));
    CHECK_EQ(judge.everybody.statistics.features, 10u);
    CHECK_EQ(judge.everybody.statistics.ratings, 21u);
    CHECK_EQ(judge.seen.statistics.ratings, 11u);
    CHECK_EQ(*judge.seen.statistics.kappa.value, 1.0);
    CHECK_EQ(judge.blind.statistics.ratings, 10u);
    CHECK_NEAR(*judge.blind.statistics.percent.value, 0.5 + 0.1, 1e-12);  // 0,2,4 and 5,7,9 of ten
    CHECK(*judge.blind.statistics.kappa.value < 0.5);
    CHECK_EQ(judge.confirmed, 1u);
    CHECK_EQ(judge.people.size(), 3u);
    CHECK_EQ(judge.people[1].first, std::string("bob"));
    // Rows are the person, columns the judge: bob said 5 where the judge said 1 for features 1 and 3.
    CHECK_EQ(judge.people[1].statistics.confusion.counts[4][0], 2u);
    CHECK_EQ(report.alphaBlind.features, 0u);  // one blind rater has nobody to be compared with
    CHECK_EQ(report.alphaPeople.features, 10u);
    CHECK_EQ(report.alphaEverybody.ratings, 31u);
}

TEST(what_is_no_score_never_counts) {
    Log log;
    log.judge(0, 5);
    log.add(1, "gpt", RaterKind::Judge, RatingAction::Unrated).text = "no number in the answer";
    log.judge(2, 4);
    log.person(0, "ann", 5, true);
    log.person(1, "ann", 5, true);
    log.add(2, "ann", RaterKind::Human, RatingAction::Skip);
    const auto report = measureAgreement(log.book(), {100, 1});
    CHECK_EQ(report.judges.size(), 1u);
    CHECK_EQ(report.judges[0].everybody.statistics.features, 1u);
    CHECK_EQ(report.judges[0].consensus.statistics.features, 1u);
    CHECK(!report.judges[0].everybody.statistics.kappa.value);  // one category only
}

TEST(an_even_split_is_no_consensus_and_the_adjudicator_has_the_last_word) {
    Log log;
    for (std::uint32_t feature = 0; feature < 3; ++feature) {
        log.judge(feature, 5);
        log.person(feature, "ann", 4, true);
        log.person(feature, "bob", feature == 2 ? 4 : 5, true);
    }
    log.add(1, "ann", RaterKind::Human, RatingAction::Adjudicate, 5);
    const auto report = measureAgreement(log.book(), {100, 1});
    const JudgeAgreement& judge = report.judges.front();
    CHECK_EQ(judge.splitConsensus, 1u);  // feature 0: 4 and 5
    CHECK_EQ(judge.consensus.statistics.features, 2u);
    CHECK_EQ(judge.consensus.statistics.confusion.counts[4][4], 1u);
    CHECK_EQ(judge.consensus.statistics.confusion.counts[3][4], 1u);
    CHECK_EQ(report.people.front().statistics.confusion.counts[3][4], 2u);  // ann's 4 against bob's 5
}

TEST(an_empty_book_gives_an_empty_report_and_valid_json) {
    const auto report = measureAgreement(RatingBook{});
    CHECK(report.humans.empty() && report.people.empty() && report.judges.empty());
    const Json json = toJson(report);
    CHECK(json.at("alpha_people").at("nominal").at("value").is_null());
    Log log;
    log.judge(0, 5);
    log.person(0, "ann", 5, true);
    const Json one = toJson(measureAgreement(log.book(), {50, 1}));
    CHECK_EQ(one.at("judges")[0].at("people")[0].at("confusion")[4][4].get<int>(), 1);
    CHECK(one.at("judges")[0].at("blind").at("kappa").at("value").is_null());
    CHECK_EQ(one.at("judges")[0].at("blind").at("percent").at("value").get<double>(), 1.0);
}
