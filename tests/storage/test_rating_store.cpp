// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rating_store.h"
#include "core/storage/sqlite_guard.h"
#include "tests/data/rating_examples.h"
#include "tests/support/check.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::check;
using namespace std::string_literals;

namespace {

Result<RatingInsert> insertOne(Database& database, const RatingEvent& event) {
    auto transaction = Transaction::begin(database);
    CHECK_OK(transaction);
    auto inserted = insertRating(*transaction, event);
    if (inserted) {
        CHECK_OK(transaction->commit());
    }
    return inserted;
}

// What SQLite says to a statement that does not come from our code; empty when it has nothing against it.
std::string refusal(Database& database, const std::string& sql) {
    try {
        database.handle().exec(sql);
        return {};
    } catch (const SQLite::Exception& exception) {
        return exception.what();
    }
}

// Somebody with a hex editor: past the triggers, which are as they were afterwards.
void damage(const std::filesystem::path& path, const std::string& sql) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
    std::string triggers;
    SQLite::Statement query(raw,
                            "SELECT sql FROM sqlite_master WHERE name IN ('rating_event_never_changes', "
                            "'rating_event_never_goes')");
    while (query.executeStep()) {
        triggers += query.getColumn(0).getString() + ";";
    }
    query.reset();
    raw.exec("DROP TRIGGER rating_event_never_changes; DROP TRIGGER rating_event_never_goes;" + sql);
    raw.exec(triggers);
}

}  // namespace

TEST(ratings_come_back_as_they_went_in) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    CHECK(readRatings(*database, {})->events.empty());
    CHECK_EQ(*newestRatingTime(*database), "");
    Random random(3);
    auto log = randomLog(random, 300);
    log[5].text = "nul \0 quote ' \" \n \u2028 🌷"s;
    log[5].action = RatingAction::Comment;
    log[5].score.reset();
    log[5].target.clear();
    log[5].blind = false;
    log[5].raterKind = RaterKind::Human;
    log[6].details = {{"model", "m"}, {"tokens", 3}, {"cost", 0.1}, {"list", {1, 2.5, nullptr}}};
    log[7].saeHash = "other";
    log[8].feature = FeatureId(4294967295u);
    {
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        for (const auto& event : log) {
            CHECK(*insertRating(*transaction, event) == RatingInsert::Added);
        }
        CHECK(*insertRating(*transaction, log[9]) == RatingInsert::Known);
        CHECK_OK(transaction->commit());
    }
    std::ranges::sort(log, ratingBefore);
    const auto read = readRatings(*database, {});
    CHECK_OK(read);
    CHECK(read->events == log);
    CHECK(read->damaged.empty());
    CHECK_EQ(readRatings(*database, "other")->events.size(), 1u);
    CHECK_EQ(readRatings(*database, "sae")->events.size(), 299u);
    CHECK(readRatings(*database, "absent")->events.empty());
    CHECK_EQ(*newestRatingTime(*database), log.back().createdAt);
    CHECK((*readRatersOfLog(*database) == std::vector<std::string>{"ann", "ben", "chloé"}));
    CHECK_OK(database->verify());
}

TEST(an_id_means_one_event_for_ever) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    CHECK(*insertOne(*database, rate(1, "ann", 4)) == RatingInsert::Added);
    CHECK(*insertOne(*database, rate(1, "ann", 4)) == RatingInsert::Known);
    CHECK(*insertOne(*database, rate(1, "ann", 5)) == RatingInsert::Conflict);
    RatingEvent wrong = rate(2, "ann", 4);
    wrong.score = 6;
    CHECK(insertOne(*database, wrong).error().code == ErrorCode::InvalidInput);
    const auto log = readRatings(*database, {});
    CHECK(log->events == std::vector<RatingEvent>{rate(1, "ann", 4)});
}

TEST(the_log_cannot_be_changed_or_shortened) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    CHECK_OK(insertOne(*database, rate(1, "ann", 4)));
    CHECK_OK(insertOne(*database, rate(2, "ben", 2)));
    const std::string columns =
        "(id, created_at, sae_hash, feature, rater, kind, action, score, text, target, blind, details, hash) VALUES ";
    const std::string values =
        "'" + ratingId(1) + "', '" + ratingTime(1) + "', 'sae', 7, 'ann', 'human', 'rate', 1, '', '', 0, '{}', 'h')";
    CHECK(refusal(*database, "UPDATE rating_event SET score = 1").find("never changed") != std::string::npos);
    CHECK(refusal(*database, "UPDATE rating_event SET score = 4").find("never changed") != std::string::npos);
    CHECK(refusal(*database, "DELETE FROM rating_event").find("never shortened") != std::string::npos);
    CHECK(refusal(*database, "DELETE FROM rating_event WHERE position = 2").find("never shortened") !=
          std::string::npos);
    CHECK(
        refusal(*database, "INSERT OR REPLACE INTO rating_event " + columns + "(" + values).find("never overwritten") !=
        std::string::npos);
    CHECK(refusal(*database,
                  "REPLACE INTO rating_event (position, copy, id, created_at, sae_hash, feature, rater, kind, "
                  "action, score, text, target, blind, details, hash) VALUES (1, 7, " +
                      values)
              .find("never overwritten") != std::string::npos);
    CHECK(refusal(*database, "INSERT INTO rating_event " + columns + "(" + values +
                                 " ON CONFLICT (id, copy) DO UPDATE SET score = 1") != "");
    const auto log = readRatings(*database, {});
    CHECK(log->events == (std::vector<RatingEvent>{rate(1, "ann", 4), rate(2, "ben", 2)}));
    CHECK(log->damaged.empty());
}

TEST(whatever_is_changed_in_a_row_is_noticed_and_healed_by_a_copy) {
    const char* changes[] = {"id = 'ffffffffffffffffffffffffffffffff'",
                             "id = 'rubbish'",
                             "created_at = '2026-07-26T09:00:02.001Z'",
                             "sae_hash = 'other'",
                             "feature = 8",
                             "rater = 'eve'",
                             "kind = 'judge'",
                             "action = 'skip'",
                             "action = 'nonsense'",
                             "score = 5",
                             "score = NULL",
                             "text = 'x'",
                             "text = CAST(x'FF' AS TEXT)",
                             "target = '"
                             "00000000000000000000000000000009'",
                             "blind = 1",
                             "details = '{\"a\":1}'",
                             "details = '{'",
                             "hash = 'x'"};
    for (const char* change : changes) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "workspace.db";
        {
            auto database = Database::create(path);
            for (int i = 1; i <= 3; ++i) {
                CHECK_OK(insertOne(*database, rate(i, "ann", i)));
            }
        }
        damage(path, std::string("UPDATE rating_event SET ") + change + " WHERE position = 2");
        auto database = Database::open(path);
        CHECK_OK(database);
        auto log = readRatings(*database, "sae");
        CHECK_OK(log);
        CHECK(log->events == (std::vector<RatingEvent>{rate(1, "ann", 1), rate(3, "ann", 3)}));
        CHECK_EQ(log->damaged.size(), 1u);
        CHECK(*insertOne(*database, rate(2, "ann", 2)) == RatingInsert::Added);
        CHECK(*insertOne(*database, rate(2, "ann", 2)) == RatingInsert::Known);
        log = readRatings(*database, "sae");
        CHECK_EQ(log->events.size(), 3u);
        const bool idLost = std::string(change).starts_with("id =");  // then nobody can tell that it was this one
        CHECK_EQ(log->damaged.size(), idLost ? 1u : 0u);
    }
}

TEST(a_row_that_vanished_is_noticed) {
    for (const int gone : {1, 2, 3}) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "workspace.db";
        {
            auto database = Database::create(path);
            for (int i = 1; i <= 3; ++i) {
                CHECK_OK(insertOne(*database, rate(i, "ann", i)));
            }
        }
        damage(path, "DELETE FROM rating_event WHERE position = " + std::to_string(gone));
        const auto log = readRatings(*Database::open(path), {});
        CHECK_EQ(log->events.size(), 2u);
        // The last one deleted properly leaves no trace; torn off by damage it does (test_rating_bits.cpp).
        CHECK_EQ(log->damaged.size(), gone == 3 ? 0u : 1u);
        CHECK(gone == 3 || log->damaged.front() == "row " + std::to_string(gone));
    }
}

TEST(raters_and_feature_sets_are_kept) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    FeatureSet set;
    set.name = "b";
    set.saeHash = "sae";
    set.members = {{FeatureId(3), 0.5, true}};
    {
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        for (const char* name : {"zoe", "ann", "zoe"}) {
            CHECK_OK(addRater(*transaction, name));
        }
        CHECK(!addRater(*transaction, ""));
        CHECK(!addRater(*transaction, "a\nb"));
        CHECK_OK(putFeatureSet(*transaction, set));
        set.name = "a";
        CHECK_OK(putFeatureSet(*transaction, set));
        set.members.clear();
        CHECK_OK(putFeatureSet(*transaction, set));
        CHECK_OK(putRatingSource(*transaction, "run", {5, 6}));
        CHECK_OK(putRatingSource(*transaction, "run", {7, 8}));
        CHECK_OK(transaction->commit());
    }
    CHECK((*readRaters(*database) == std::vector<std::string>{"zoe", "ann"}));
    const auto sets = readFeatureSets(*database);
    CHECK_EQ(sets->size(), 2u);
    CHECK_EQ(sets->at(0).name, "a");
    CHECK(sets->at(0).members.empty());
    CHECK(sets->at(1).members.at(0).byHand);
    CHECK(*hasFeatureSet(*database, "b"));
    CHECK(!*hasFeatureSet(*database, "c"));
    CHECK((readRatingSources(*database)->at("run") == RatingSource{7, 8}));
    database->handle().exec("UPDATE feature_set SET content = '{}' WHERE name = 'a'");
    CHECK_EQ(readFeatureSets(*database)->size(), 1u);
    auto transaction = Transaction::begin(*database);
    CHECK(*deleteFeatureSet(*transaction, "b"));
    CHECK(!*deleteFeatureSet(*transaction, "b"));
}
