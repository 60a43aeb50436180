// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check.h"
#include "ui/pages/rating_history.h"
#include "ui/pages/rating_queue.h"
#include "ui/pages/rating_words.h"

#include <algorithm>
#include <set>

using namespace saferscope;

namespace {

using Ids = std::vector<std::uint32_t>;

/// Features 0..count-1, strongest first.
std::vector<QueueFeature> features(std::uint32_t count) {
    std::vector<QueueFeature> list;
    for (std::uint32_t i = 0; i < count; ++i) {
        QueueFeature one;
        one.feature = FeatureId(i);
        list.push_back(one);
    }
    return list;
}

class Log {
public:
    std::string say(const std::string& rater, std::uint32_t feature, RatingAction action, std::optional<int> score = {},
                    const std::string& target = {}, const std::string& text = {}) {
        RatingEvent event;
        event.id = newRatingId();
        event.createdAt = m_newest = ratingTimestamp(m_newest);
        event.saeHash = "sae";
        event.feature = FeatureId(feature);
        event.rater = rater;
        event.raterKind = rater == "gpt" ? RaterKind::Judge : RaterKind::Human;
        event.action = action;
        event.score = score;
        event.target = target;
        event.text = text;
        book.apply(event);
        return event.id;
    }
    std::string rate(const std::string& rater, std::uint32_t feature, int score) {
        return say(rater, feature, RatingAction::Rate, score);
    }
    RatingBook book;

private:
    std::string m_newest;
};

QueueRequest request(QueueOrder order = QueueOrder::Contrast, const std::string& rater = "ann") {
    QueueRequest request;
    request.order = order;
    request.rater = rater;
    request.judge = "gpt";
    request.candidates = 8;
    request.overlap = 4;
    request.sampleSeed = "sae";
    return request;
}

Ids cards(const RatingQueue& queue) {
    Ids ids;
    for (const FeatureId feature : queue.cards()) {
        ids.push_back(feature.value());
    }
    return ids;
}

}  // namespace

TEST(candidates_come_strongest_first_and_end) {
    Log log;
    RatingQueue queue(request(), features(20), log.book);
    CHECK_EQ(cards(queue), (Ids{0, 1, 2, 3, 4, 5, 6, 7}));
    for (std::uint32_t i = 0; i < 8; ++i) {
        CHECK_EQ(queue.current()->value(), i);
        CHECK_EQ(queue.upcoming().has_value(), i < 7);
        log.rate("ann", i, 3);
        queue.update(FeatureId(i), log.book);
        CHECK_EQ(queue.progress().rated, i + 1u);
        queue.advance();
    }
    CHECK(!queue.current().has_value());
    CHECK_EQ(queue.progress().total, 8u);
    CHECK(queue.move(-1));  // back from behind the end
    CHECK_EQ(queue.current()->value(), 7u);
    CHECK(!queue.move(1));
}

TEST(what_i_rated_is_left_out_but_counted) {
    Log log;
    log.rate("ann", 0, 5);
    log.rate("ann", 2, 5);
    log.rate("bob", 1, 5);
    const RatingQueue queue(request(), features(20), log.book);
    CHECK_EQ(cards(queue), (Ids{1, 3, 4, 5, 6, 7}));
    CHECK(queue.progress() == (RatingQueue::Progress{2, 0, 8}));
    QueueRequest all = request();
    all.onlyOpen = false;
    const RatingQueue everything(all, features(20), log.book);
    CHECK_EQ(cards(everything).size(), 8u);
    CHECK_EQ(everything.current()->value(), 0u);
}

TEST(rating_reshuffles_nothing) {
    Log log;
    RatingQueue queue(request(QueueOrder::Uncertain), features(20), log.book);
    const Ids before = cards(queue);
    log.rate("gpt", before[5], 3);
    log.rate("ann", before[0], 1);
    queue.updateAll(log.book);
    CHECK_EQ(cards(queue), before);
    CHECK_EQ(queue.current()->value(), before[0]);
}

TEST(going_on_passes_over_what_is_done_and_comes_back_for_the_rest) {
    Log log;
    RatingQueue queue(request(), features(20), log.book);
    queue.goTo(FeatureId(5), log.book);
    for (const std::uint32_t done : {6u, 7u, 0u}) {
        log.rate("ann", done, 2);
        queue.update(FeatureId(done), log.book);
    }
    log.say("ann", 1, RatingAction::Skip);
    queue.update(FeatureId(1), log.book);
    CHECK_EQ(queue.upcoming()->value(), 2u);  // from the start again, past what is rated and skipped
    queue.advance();
    CHECK_EQ(queue.current()->value(), 2u);
    CHECK(queue.progress() == (RatingQueue::Progress{3, 1, 8}));
}

TEST(undo_opens_a_card_again) {
    Log log;
    RatingQueue queue(request(), features(20), log.book);
    const std::string id = log.rate("ann", 0, 4);
    queue.update(FeatureId(0), log.book);
    queue.advance();
    log.say("ann", 0, RatingAction::Undo, {}, id);
    queue.update(FeatureId(0), log.book);
    queue.goTo(FeatureId(0), log.book);
    CHECK_EQ(queue.position(), 0u);
    CHECK_EQ(queue.progress().rated, 0u);
}

TEST(a_feature_from_elsewhere_gets_a_card_without_being_counted) {
    Log log;
    RatingQueue queue(request(), features(20), log.book);
    queue.move(1);
    queue.goTo(FeatureId(15), log.book);
    CHECK_EQ(cards(queue), (Ids{0, 15, 1, 2, 3, 4, 5, 6, 7}));
    CHECK_EQ(queue.current()->value(), 15u);
    log.rate("ann", 15, 1);
    queue.update(FeatureId(15), log.book);
    CHECK(queue.progress() == (RatingQueue::Progress{0, 0, 8}));
    queue.advance();
    CHECK_EQ(queue.current()->value(), 1u);
    RatingQueue empty;
    empty.goTo(FeatureId(3), log.book);
    CHECK_EQ(empty.current()->value(), 3u);
}

TEST(uncertain_means_the_judge_first_then_the_sign) {
    Log log;
    auto list = features(8);
    list[4].signUnsure = true;
    list[6].signUnsure = true;
    list[6].stability = 0.5;
    for (const std::uint32_t feature : {0u, 2u, 4u, 5u, 6u, 7u}) {
        log.rate("gpt", feature, feature == 5 ? 3 : 5);
    }
    log.say("gpt", 3, RatingAction::Unrated, {}, {}, "no answer");
    list[7].stability = 0.6;
    const RatingQueue queue(request(QueueOrder::Uncertain), list, log.book);
    // 1 never asked, 3 unrated, 5 rated 3; then unsure signs, the least stable first; then stability; then strength.
    CHECK_EQ(cards(queue), (Ids{1, 3, 5, 6, 4, 7, 0, 2}));
}

TEST(disagreement_is_widest_first_and_knows_last_words) {
    Log log;
    log.rate("gpt", 1, 5);
    log.rate("bob", 1, 4);
    log.rate("gpt", 2, 5);
    log.rate("ann", 2, 1);
    log.rate("ann", 3, 2);
    log.rate("bob", 3, 4);
    log.rate("gpt", 4, 5);  // nobody else has rated it
    log.rate("ann", 5, 1);
    log.rate("bob", 5, 5);
    log.say("bob", 5, RatingAction::Adjudicate, 5);
    log.rate("ann", 6, 3);
    log.rate("gpt", 6, 3);
    log.rate("ann", 15, 1);  // not a candidate, but a disagreement
    log.rate("bob", 15, 3);
    const RatingQueue queue(request(QueueOrder::Disagreement), features(20), log.book);
    CHECK_EQ(cards(queue), (Ids{2, 3, 15, 1}));
    CHECK_EQ(RatingQueue::distance(log.book.of(FeatureId(2)), "gpt"), 4);
    CHECK_EQ(RatingQueue::distance(log.book.of(FeatureId(2)), ""), 0);
}

TEST(the_overlap_sample_is_the_same_for_everybody) {
    Log log;
    log.rate("ann", 3, 1);
    const auto list = features(1000);
    QueueRequest mine = request(QueueOrder::Overlap);
    mine.candidates = 256;
    mine.overlap = 40;
    mine.onlyOpen = false;
    QueueRequest theirs = mine;
    theirs.rater = "bob";
    const Ids sample = cards(RatingQueue(mine, list, log.book));
    CHECK_EQ(sample.size(), 40u);
    CHECK_EQ(cards(RatingQueue(theirs, list, log.book)), sample);
    CHECK(std::all_of(sample.begin(), sample.end(), [](std::uint32_t id) { return id < 256; }));
    CHECK_EQ(std::set<std::uint32_t>(sample.begin(), sample.end()).size(), 40u);
    CHECK(!std::is_sorted(sample.begin(), sample.end()));  // no favour to the strongest
    // Half of the candidates gone: what is left of the sample stays in it.
    QueueRequest fewer = mine;
    fewer.candidates = 128;
    const Ids smaller = cards(RatingQueue(fewer, list, log.book));
    for (const std::uint32_t id : sample) {
        CHECK(id >= 128 || std::find(smaller.begin(), smaller.end(), id) != smaller.end());
    }
    QueueRequest other = mine;
    other.sampleSeed = "another sae";
    CHECK(cards(RatingQueue(other, list, log.book)) != sample);
}

TEST(flagged_and_skipped_are_my_own_and_walked_one_by_one) {
    Log log;
    log.say("ann", 9, RatingAction::Flag);
    log.say("ann", 2, RatingAction::Flag);
    log.say("bob", 3, RatingAction::Flag);
    log.rate("ann", 2, 5);
    log.say("ann", 4, RatingAction::Skip);
    log.say("ann", 6, RatingAction::Skip);
    log.say("ann", 7, RatingAction::Skip);
    log.rate("ann", 6, 1);  // skipped no more
    RatingQueue flagged(request(QueueOrder::Flagged), features(20), log.book);
    CHECK_EQ(cards(flagged), (Ids{2, 9}));  // rated or not
    RatingQueue skipped(request(QueueOrder::Skipped), features(20), log.book);
    CHECK_EQ(cards(skipped), (Ids{4, 7}));
    log.say("ann", 4, RatingAction::Skip);
    skipped.update(FeatureId(4), log.book);
    skipped.advance();
    CHECK_EQ(skipped.current()->value(), 7u);
    skipped.advance();
    CHECK(!skipped.current().has_value());
}

TEST(everything_goes_beyond_the_candidates) {
    Log log;
    log.rate("ann", 0, 1);
    const RatingQueue queue(request(QueueOrder::Everything), features(20), log.book);
    CHECK_EQ(cards(queue).size(), 19u);
    CHECK_EQ(queue.current()->value(), 1u);
    CHECK(queue.progress() == (RatingQueue::Progress{1, 0, 20}));
}

TEST(an_empty_queue_is_no_trouble) {
    const RatingBook book;
    for (int i = 0; i < queueOrders; ++i) {
        RatingQueue queue(request(static_cast<QueueOrder>(i)), {}, book);
        CHECK(queue.empty());
        CHECK(!queue.current().has_value() && !queue.upcoming().has_value());
        queue.advance();
        CHECK(!queue.move(1) && !queue.move(-1));
        queue.updateAll(book);
    }
}

TEST(unknown_features_are_left_out_and_contrasts_give_their_signs) {
    std::vector<FeatureContrast> contrasts(3);
    for (std::uint32_t i = 0; i < 3; ++i) {
        contrasts[i].feature = FeatureId(i);
    }
    contrasts[2].contrastLow = 0.1;
    contrasts[2].contrastHigh = 0.2;
    contrasts[2].normalisedLow = -0.1;
    contrasts[2].normalisedHigh = 0.2;
    contrasts[2].splitHalf = 0.75;
    const std::vector<FeatureId> order = {FeatureId(2), FeatureId(7), FeatureId(0)};
    const auto list = queueFeatures(contrasts, order, ContrastMeasure::Paper);
    CHECK_EQ(list.size(), 2u);
    CHECK_EQ(list[0].feature.value(), 2u);
    CHECK_EQ(list[1].feature.value(), 0u);
    CHECK(!list[0].signUnsure && list[0].stability == 0.75);
    CHECK(queueFeatures(contrasts, order, ContrastMeasure::Normalised)[0].signUnsure);
}

TEST(history_tells_what_was_taken_back_and_hides_others) {
    Log log;
    const std::string first = log.rate("ann", 1, 2);
    log.rate("gpt", 1, 5);
    log.rate("bob", 1, 4);
    log.say("bob", 1, RatingAction::Undo, {}, first);  // not his to take back
    log.say("ann", 1, RatingAction::Undo, {}, first);
    log.say("ann", 1, RatingAction::Comment, {}, {}, "see <b>this</b>\nand that");
    const auto events = log.book.history(FeatureId(1));
    const HistoryLines open = historyLines(events, "ann", false);
    CHECK_EQ(open.lines.size(), 4u);
    CHECK_EQ(open.hidden, 0);
    CHECK(open.lines[0].what.contains(QStringLiteral("see <b>this</b> and that")));
    CHECK(open.lines[0].own && !open.lines[0].takenBack);
    CHECK(open.lines[3].takenBack && open.lines[3].what.contains(QLatin1Char('2')));
    CHECK(!open.lines[1].takenBack && !open.lines[1].own);
    const HistoryLines blind = historyLines(events, "ann", true);
    CHECK_EQ(blind.lines.size(), 2u);
    CHECK_EQ(blind.hidden, 2);
}

TEST(shown_text_is_literal_short_and_steers_nothing) {
    CHECK(shownText("a <b>x</b>") == QStringLiteral("a <b>x</b>"));
    const QString steering = shownLine("safe \xE2\x80\xAE evil");
    CHECK(!steering.contains(QChar(0x202E)) && steering.contains(QStringLiteral("202E")));
    CHECK(shownText("a\nb") == QStringLiteral("a\nb") && shownLine("a\nb") == QStringLiteral("a b"));
    const QString cut = shownText(std::string(1'000'000, 'x'));
    CHECK_EQ(cut.size(), 4001);
    CHECK(cut.endsWith(QChar(0x2026)));
    CHECK(shownText("\xFF\xFEz").endsWith(QLatin1Char('z')));  // not UTF-8
    CHECK(shownTime("no time") == QStringLiteral("no time"));
    for (int score = 1; score <= 5; ++score) {
        CHECK(!scoreTitle(score).isEmpty() && !scoreMeaning(score).isEmpty());
    }
}
