// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_book.h"
#include "tests/data/rating_examples.h"
#include "tests/support/check.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::check;

namespace {

const FeatureId seven(7);

FeatureOpinions of(std::vector<RatingEvent> events) { return RatingBook(std::move(events)).of(seven); }

std::string show(const CurrentRating& rating) {
    return rating.eventId + rating.createdAt + std::to_string(rating.score) + rating.text + (rating.blind ? "b" : "") +
           (rating.confirmed ? "c" : "") + (rating.suspicious ? "s" : "");
}

// Everything a book says of a feature.
std::string show(const FeatureOpinions& opinions) {
    std::string text = "label " + opinions.label + "\n";
    for (const auto& [name, rating] : opinions.humans) {
        text += "human " + name + show(rating) + "\n";
    }
    for (const auto& [name, rating] : opinions.judges) {
        text += "judge " + name + show(rating) + "\n";
    }
    for (const auto& [name, reason] : opinions.unrated) {
        text += "unrated " + name + reason + "\n";
    }
    text += opinions.adjudicated ? opinions.adjudicatedBy + show(*opinions.adjudicated) : "-";
    for (const auto& name : opinions.flaggedBy) {
        text += " flag " + name;
    }
    for (const auto& name : opinions.skippedBy) {
        text += " skip " + name;
    }
    for (const auto& comment : opinions.comments) {
        text += " comment " + comment.eventId + comment.rater + comment.createdAt + comment.text;
    }
    return text + (opinions.disputed() ? " disputed" : "");
}

std::string show(const RatingBook& book) {
    std::string text = book.digest() + book.mainJudge() + std::to_string(book.eventCount());
    for (std::uint32_t feature = 0; feature < 5; ++feature) {
        text += "\n# " + std::to_string(feature) + "\n" + show(book.of(FeatureId(feature)));
        for (const auto& past : book.history(FeatureId(feature))) {
            text += " " + past.id;
        }
    }
    for (const char* rater : {"ann", "ben", "chloé", "nobody"}) {
        const auto last = book.lastUndoable(rater);
        text += "\nlast " + (last ? last->id : "-");
    }
    return text;
}

// The rules once more, told slowly and without any state: is the event there and not taken back?
bool stands(const std::vector<RatingEvent>& log, const RatingEvent& event) {
    return std::ranges::none_of(log, [&](const RatingEvent& other) {
        return other.action == RatingAction::Undo && other.target == event.id && other.rater == event.rater &&
               other.raterKind == event.raterKind && other.feature == event.feature;
    });
}

// The newest standing event that fits.
template <class Fits>
const RatingEvent* newest(const std::vector<RatingEvent>& log, Fits fits) {
    const RatingEvent* found = nullptr;
    for (const auto& event : log) {
        if (fits(event) && stands(log, event) && (found == nullptr || ratingBefore(*found, event))) {
            found = &event;
        }
    }
    return found;
}

}  // namespace

TEST(the_newest_rating_of_each_rater_holds) {
    const auto opinions = of({rate(1, "ann", 2), rate(2, "ben", 5), rate(3, "ann", 4), judged(4, "gpt", 1)});
    CHECK_EQ(opinions.humans.size(), 2u);
    CHECK_EQ(opinions.humans.at("ann").score, 4);
    CHECK_EQ(opinions.humans.at("ann").eventId, ratingId(3));
    CHECK_EQ(*opinions.humanScore(), 4.5);
    CHECK_EQ(*opinions.judgeScore("gpt"), 1);
    CHECK(!opinions.judgeScore("ann"));
    CHECK(!of({}).humanScore());
    CHECK(!of({judged(1, "gpt", 3)}).humanScore());
    CHECK_EQ(*of({rate(1, "a", 1), rate(2, "b", 5), rate(3, "c", 2)}).humanScore(), 2.0);
    CHECK_EQ(*of({rate(1, "a", 1), rate(2, "b", 5), rate(3, "c", 2), adjudicate(4, "d", 3)}).humanScore(), 3.0);
    CHECK(RatingBook().of(seven).humans.empty());
}

TEST(judges_that_gave_no_answer_are_no_scores) {
    RatingEvent none = event(2, "gpt", RatingAction::Unrated);
    none.raterKind = RaterKind::Judge;
    none.text = "refused";
    auto opinions = of({none});
    CHECK(opinions.judges.empty());
    CHECK_EQ(opinions.unrated.at("gpt"), "refused");
    opinions = of({judged(1, "gpt", 3), none});  // asked again in vain: the score stays, and so does the reason
    CHECK_EQ(*opinions.judgeScore("gpt"), 3);
    CHECK_EQ(opinions.unrated.size(), 1u);
    opinions = of({none, judged(3, "gpt", 4)});
    CHECK_EQ(*opinions.judgeScore("gpt"), 4);
    CHECK(opinions.unrated.empty());
    const RatingBook book({none});
    CHECK_EQ(book.judges().size(), 1u);
    CHECK_EQ(book.mainJudge(), "");
}

TEST(confirmed_blind_and_suspicious_are_told) {
    RatingEvent confirmed = rate(2, "ann", 3);
    confirmed.target = ratingId(1);
    RatingEvent blind = rate(3, "ben", 3);
    blind.blind = true;
    RatingEvent steered = judged(1, "gpt", 3);
    steered.details = {{"suspicious", true}};
    const auto opinions = of({steered, confirmed, blind, judged(4, "other", 2)});
    CHECK(opinions.humans.at("ann").confirmed);
    CHECK(!opinions.humans.at("ann").blind);
    CHECK(opinions.humans.at("ben").blind);
    CHECK(!opinions.humans.at("ben").confirmed);
    CHECK(opinions.judges.at("gpt").suspicious);
    CHECK(!opinions.judges.at("other").suspicious);
}

TEST(skips_flags_labels_and_comments) {
    RatingEvent label = event(1, "ann", RatingAction::Label);
    label.text = "violence";
    RatingEvent unlabel = event(9, "ben", RatingAction::Label);
    RatingEvent comment = event(2, "ann", RatingAction::Comment);
    comment.text = "sure?";
    std::vector<RatingEvent> log = {label,
                                    comment,
                                    event(3, "ann", RatingAction::Skip),
                                    event(4, "ben", RatingAction::Flag),
                                    event(5, "ann", RatingAction::Flag),
                                    event(6, "ann", RatingAction::Unflag)};
    auto opinions = of(log);
    CHECK_EQ(opinions.label, "violence");
    CHECK_EQ(opinions.comments.at(0).text, "sure?");
    CHECK((opinions.flaggedBy == std::set<std::string>{"ben"}));
    CHECK((opinions.skippedBy == std::set<std::string>{"ann"}));
    log.push_back(rate(7, "ann", 4));  // a rating ends the skip, and a skip leaves the rating
    CHECK(of(log).skippedBy.empty());
    log.push_back(event(8, "ann", RatingAction::Skip));
    CHECK_EQ(of(log).skippedBy.size(), 1u);
    CHECK_EQ(of(log).humans.at("ann").score, 4);
    log.push_back(unlabel);
    CHECK_EQ(of(log).label, "");
    log.push_back(undo(10, "ben", 9));
    CHECK_EQ(of(log).label, "violence");
}

TEST(undo_takes_back_ones_own_and_nothing_else) {
    const std::vector<RatingEvent> log = {rate(1, "ann", 2), rate(2, "ann", 4)};
    const auto with = [&](std::vector<RatingEvent> more) {
        more.insert(more.end(), log.begin(), log.end());
        return of(more);
    };
    CHECK_EQ(with({undo(3, "ann", 2)}).humans.at("ann").score, 2);
    CHECK(with({undo(3, "ann", 2), undo(4, "ann", 1)}).humans.empty());
    CHECK_EQ(with({undo(3, "ben", 2)}).humans.at("ann").score, 4);                     // somebody else's
    CHECK_EQ(with({undo(3, "ann", 99)}).humans.at("ann").score, 4);                    // of what is not there
    CHECK_EQ(with({undo(3, "ann", 2), undo(4, "ann", 3)}).humans.at("ann").score, 2);  // an undo stays undone
    CHECK_EQ(with({undo(3, "ann", 2, FeatureId(8))}).humans.at("ann").score, 4);       // another feature's
    RatingEvent judgeUndo = undo(3, "ann", 2);
    judgeUndo.raterKind = RaterKind::Judge;  // a judge that calls itself ann
    CHECK_EQ(with({judgeUndo}).humans.at("ann").score, 4);
    CHECK_EQ(of({undo(1, "ann", 2), rate(2, "ann", 4)}).humans.size(), 0u);  // clocks differ: the set decides

    RatingEvent none = event(2, "gpt", RatingAction::Unrated);
    RatingEvent noneUndone = undo(3, "gpt", 2);
    none.raterKind = noneUndone.raterKind = RaterKind::Judge;
    CHECK_EQ(of({none, noneUndone}).unrated.size(), 1u);
}

TEST(the_last_event_that_can_be_undone_is_found) {
    RatingBook book;
    CHECK(!book.lastUndoable("ann"));
    book.apply(rate(1, "ann", 2, FeatureId(1)));
    book.apply(event(2, "ann", RatingAction::Flag, FeatureId(2)));
    book.apply(rate(3, "ben", 5, FeatureId(1)));
    CHECK_EQ(book.lastUndoable("ann")->id, ratingId(2));
    book.apply(undo(4, "ann", 2, FeatureId(2)));
    CHECK_EQ(book.lastUndoable("ann")->id, ratingId(1));
    book.apply(undo(5, "ann", 1, FeatureId(1)));
    CHECK(!book.lastUndoable("ann"));
    CHECK_EQ(book.lastUndoable("ben")->id, ratingId(3));
    book.apply(rate(6, "ann", 3, FeatureId(3)));
    CHECK_EQ(book.lastUndoable("ann")->id, ratingId(6));
}

TEST(a_dispute_ends_with_an_adjudication_and_begins_again_with_a_changed_score) {
    std::vector<RatingEvent> log = {rate(1, "ann", 5)};
    const auto disputed = [&](const RatingEvent& next) {
        log.push_back(next);
        return of(log).disputed();
    };
    CHECK(!of(log).disputed());
    CHECK(disputed(rate(2, "ben", 3)));
    CHECK(!disputed(adjudicate(3, "chief", 4)));
    CHECK(!disputed(rate(4, "ben", 3)));  // says the same again
    CHECK(!disputed(judged(5, "gpt", 1)));
    CHECK(disputed(rate(6, "ben", 2)));
    CHECK_EQ(*of(log).humanScore(), 4.0);  // the last word so far
    CHECK(!disputed(undo(7, "ben", 6)));
    CHECK(disputed(rate(8, "chloé", 1)));
    CHECK(!disputed(adjudicate(9, "chief", 2)));
    CHECK(disputed(undo(10, "chief", 9)));
    CHECK_EQ(of(log).adjudicated->score, 4);
    CHECK(!of({rate(1, "ann", 3), rate(2, "ben", 3)}).disputed());
    CHECK(of({adjudicate(1, "chief", 4), rate(2, "ann", 1), rate(3, "ben", 3)}).disputed());
}

TEST(the_main_judge_is_the_preferred_or_the_busiest) {
    const RatingBook book({judged(1, "b", 1, FeatureId(1)), judged(2, "b", 2, FeatureId(2)),
                           judged(3, "a", 1, FeatureId(1)), judged(4, "a", 1, FeatureId(2)),
                           judged(5, "c", 1, FeatureId(1)), rate(6, "ann", 1, FeatureId(3))});
    CHECK_EQ(book.mainJudge(), "a");
    CHECK_EQ(book.mainJudge("c"), "c");
    CHECK_EQ(book.mainJudge("ann"), "a");
    CHECK((book.judges() == std::vector<std::string>{"a", "b", "c"}));
    CHECK((book.humans() == std::vector<std::string>{"ann"}));
    CHECK((book.features() == std::vector<FeatureId>{FeatureId(1), FeatureId(2), FeatureId(3)}));
    CHECK(RatingBook({rate(1, "ann", 2)}).digest() != RatingBook({rate(1, "ann", 3)}).digest());
}

TEST(the_order_in_which_events_come_does_not_matter) {
    Random random(2026);
    for (int round = 0; round < 300; ++round) {
        std::vector<RatingEvent> log = randomLog(random, 5 + static_cast<int>(random.below(60)));
        const std::string expected = show(RatingBook(log));
        std::vector<RatingEvent> twice = log;
        twice.insert(twice.end(), log.begin(), log.begin() + static_cast<std::ptrdiff_t>(log.size() / 2));
        for (int shuffle = 0; shuffle < 4; ++shuffle) {
            random.shuffle(std::span(log));
            random.shuffle(std::span(twice));
            CHECK_EQ(show(RatingBook(log)), expected);
            RatingBook grown;
            for (const auto& event : twice) {
                grown.apply(event);
            }
            CHECK_EQ(show(grown), expected);
        }
    }
}

TEST(the_fold_says_what_the_rules_say) {
    Random random(7);
    for (int round = 0; round < 300; ++round) {
        const auto log = randomLog(random, 40);
        const RatingBook book(log);
        for (std::uint32_t number = 0; number < 4; ++number) {
            const FeatureId feature(number);
            const FeatureOpinions& opinions = book.of(feature);
            for (const char* rater : {"ann", "ben", "chloé"}) {
                const auto* rated = newest(log, [&](const RatingEvent& event) {
                    return event.feature == feature && event.rater == rater && event.action == RatingAction::Rate;
                });
                const auto* spoke = newest(log, [&](const RatingEvent& event) {
                    return event.feature == feature && event.rater == rater &&
                           (event.action == RatingAction::Rate || event.action == RatingAction::Skip);
                });
                const auto it = opinions.humans.find(rater);
                CHECK_EQ(it == opinions.humans.end() ? "" : it->second.eventId, rated ? rated->id : "");
                CHECK_EQ(opinions.skippedBy.contains(rater), spoke && spoke->action == RatingAction::Skip);
            }
            for (const char* judge : {"gpt-4o", "lexical"}) {
                const auto* rated = newest(log, [&](const RatingEvent& event) {
                    return event.feature == feature && event.rater == judge && event.action == RatingAction::Rate;
                });
                CHECK_EQ(opinions.judges.contains(judge), rated != nullptr);
                CHECK(!rated || opinions.judgeScore(judge) == rated->score);
            }
            const auto* label = newest(log, [&](const RatingEvent& event) {
                return event.feature == feature && event.action == RatingAction::Label;
            });
            CHECK_EQ(opinions.label, label ? label->text : "");
            const auto* last = newest(log, [&](const RatingEvent& event) {
                return event.feature == feature && event.action == RatingAction::Adjudicate;
            });
            CHECK_EQ(opinions.adjudicated ? opinions.adjudicated->eventId : "", last ? last->id : "");
        }
    }
}
