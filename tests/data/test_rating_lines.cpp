// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/data/rating_file.h"
#include "tests/data/rating_examples.h"
#include "tests/support/check.h"

#include <algorithm>
#include <fstream>
#include <set>

using namespace saferscope;
using namespace saferscope::check;
using namespace std::string_literals;

namespace {

RatingEvent everything() {
    RatingEvent made = judged(3, "gpt-4o", 4);
    made.saeHash = std::string(64, 'a');
    made.text = "quote \" back \\ tab \t nul \0 line\n del \x7F sep \u2028 \u2029 flower 🌷"s;
    made.details = {
        {"model", "gpt-4o"}, {"tokens", 812}, {"cost", 0.1}, {"suspicious", false}, {"answer", "a\u2028b\x7F"}};
    return made;
}

std::string without(std::string line, const std::string& part, const std::string& instead = {}) {
    const auto at = line.find(part);
    CHECK(at != std::string::npos);
    return line.replace(at, part.size(), instead);
}

void refused(const std::string& line, const std::string& words) {
    const auto event = ratingFromLine(line, "Line 1");
    if (event || event.error().message.find(words) == std::string::npos ||
        event.error().message.find("Line 1") == std::string::npos) {
        throw Failure((event ? "was accepted: " : event.error().message + " for: ") + line.substr(0, 300), __FILE__,
                      __LINE__);
    }
}

// The line of an event without its hash, with one member's text replaced: what somebody might write by hand.
std::string edited(const std::string& from, const std::string& to) {
    std::string line = ratingLine(rate(1, "ann", 4));
    line = line.substr(0, line.find(",\"hash\"")) + "}";
    return without(line, from, to);
}

}  // namespace

TEST(a_line_has_fixed_members_and_comes_back_the_same) {
    CHECK_EQ(ratingLine(rate(1, "ann", 4)),
             R"({"id":"00000000000000000000000000000001","created_at":"2026-07-26T09:00:01.000Z","sae":"sae",)"
             R"("feature":7,"rater":"ann","kind":"human","action":"rate","score":4,"text":"","target":"",)"
             R"("blind":false,"details":{},"hash":)"
             R"("ca3321ad20cfe6d493125b4d51cdf90945666083705061d77d0a20348475e3b5"})");
}

TEST(every_event_survives_its_line) {
    Random random(11);
    std::vector<RatingEvent> events = randomLog(random, 2000);
    events.push_back(everything());
    for (const auto& made : events) {
        CHECK_OK(checkRatingEvent(made, "it"));
        const std::string line = ratingLine(made);
        for (const std::string_view breaks : {"\n", "\r", "\x7F", "\u2028", "\u2029"}) {
            CHECK(line.find(breaks) == std::string::npos);
        }
        const auto back = ratingFromLine(line, "it");
        CHECK_OK(back);
        CHECK(*back == made);
        CHECK_EQ(ratingLine(*back), line);
        const auto at = line.find(",\"hash\":\"");
        CHECK_EQ(ratingHash(made), line.substr(at + 9, 64));
        CHECK_EQ(sha256Hex(line.substr(0, at) + "}"), ratingHash(made));  // what FORMAT.md promises to other programs
    }
    CHECK_EQ(std::string(ratingActionName(RatingAction::Adjudicate)), "adjudicate");
    CHECK(!ratingActionFromName("delete"));
    CHECK(!raterKindFromName("dog"));
}

TEST(any_changed_byte_of_a_line_is_noticed) {
    const RatingEvent made = everything();
    const std::string line = ratingLine(made);
    int noticed = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = line;
            flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
            const auto read = ratingFromLine(flipped, "it");
            CHECK(!read || *read == made);  // white space or the case of an escape's digits may differ
            noticed += read ? 0 : 1;
        }
    }
    CHECK(noticed > static_cast<int>(line.size()) * 7);
}

TEST(lines_written_by_hand_go_without_a_hash_and_without_the_obvious) {
    const auto event =
        ratingFromLine(R"({"id":"000000000000000000000000000000aa","created_at":"2026-07-26T09:00:01.000Z",
        "sae":"s","feature":0,"rater":"ann","action":"skip"})",
                       "it");
    CHECK_OK(event);
    CHECK(event->raterKind == RaterKind::Human);
    CHECK(event->action == RatingAction::Skip);
    CHECK(!event->score);
    CHECK_OK(ratingFromLine(edited("\"ann\"", "\"安娜 Müller\""), "it"));
    CHECK_OK(ratingFromLine(edited(":7", ":4294967295"), "it"));
}

TEST(hostile_lines_are_refused_with_a_sentence) {
    refused("", "JSON");
    refused("{", "JSON");
    refused("[]", "object");
    refused("null", "object");
    refused(std::string(100, '[') + std::string(100, ']'), "nested");
    refused(std::string(100'000, '['), "nested");
    refused(edited("\"id\":", "\"identity\":"), "member that no rating has");
    refused(edited(R"("id":"00000000000000000000000000000001",)", ""), "\"id\"");
    refused(edited("00000000000000000000000000000001", "1"), "32 hexadecimal");
    refused(edited("00000000000000000000000000000001", "0000000000000000000000000000000G"), "32 hexadecimal");
    refused(edited("00000000000000000000000000000001", "../../../../../../etc/passwd//////"), "32 hexadecimal");
    refused(edited(":7", ":-1"), "negative");
    refused(edited(":7", ":4294967296"), "whole number");
    refused(edited(":7", ":18446744073709551615"), "whole number");
    refused(edited(":7", ":1e400"), "JSON");
    refused(edited(":7", ":7.5"), "whole number");
    refused(edited(":7", ":\"7\""), "whole number");
    refused(edited(":7", ":[7]"), "whole number");
    refused(edited(":4", ":0"), "from 1 to 5");
    refused(edited(":4", ":6"), "from 1 to 5");
    refused(edited(":4", ":4294967300"), "whole number");
    refused(edited(":4", ":4.7"), "whole number");
    refused(edited(":4", ":true"), "whole number");
    refused(edited(":4", ":null"), "no score");
    refused(edited("\"rate\"", "\"skip\""), "score");
    refused(edited("\"rate\"", "\"delete\""), "delete");
    refused(edited("\"rate\"", "5"), "wrong type");
    refused(edited("\"human\"", "\"robot\""), "robot");
    refused(edited("\"text\":\"\"", "\"text\":7"), "wrong type");
    refused(edited("\"text\":\"\"", "\"text\":\"" + std::string(maxRatingTextBytes + 1, 'x') + "\""),
            "text of more than");
    refused(edited("\"text\":\"\"", "\"text\":\"\xFF\""), "JSON");
    refused(edited("false", "\"no\""), "wrong type");
    refused(edited("{}", "[]"), "details");
    refused(edited("{}", "7"), "details");
    refused(edited("{}", "{\"a\":\"" + std::string(maxRatingDetailBytes, 'x') + "\"}"), "details of more than");
    std::string deep = "{}";
    for (int i = 0; i < 30; ++i) {
        deep = "{\"a\":" + deep + "}";
    }
    refused(edited("{}", deep), "nested");
    refused(without(ratingLine(rate(1, "ann", 4)), ":4,", ":5,"), "damaged");
    refused(without(ratingLine(rate(1, "ann", 4)), "\"hash\":\"", "\"hash\":\"0"), "damaged");
}

TEST(names_times_and_targets_are_checked) {
    for (const char* name : {"", " ann", "ann ", "a\nb", "a\x1B[2Jb",
                             "a\xE2\x80\xAE"
                             "b",
                             "a\xE2\x81\xA6", "a\xC2\x9B", "a\xFF"}) {
        CHECK(!checkRaterName(name, "it"));
    }
    CHECK(!checkRaterName(std::string(maxRaterBytes + 1, 'a'), "it"));
    CHECK_OK(checkRaterName(std::string(maxRaterBytes, 'a'), "it"));
    CHECK_OK(checkRaterName("=Ann-Marie O'Neil", "it"));

    for (const char* time : {"", "2026-07-26", "2026-07-26T09:30:12Z", "2026-07-26T09:30:12.345",
                             "2026-07-26 09:30:12.345Z", "2026-02-30T09:30:12.345Z", "2026-13-01T09:30:12.345Z",
                             "2026-07-26T24:00:00.000Z", "2026-07-26T09:60:00.000Z", "1969-12-31T23:59:59.999Z",
                             "2200-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2026-07-26T09:30:1x.345Z"}) {
        RatingEvent made = rate(1, "ann", 4);
        made.createdAt = time;
        CHECK(!checkRatingEvent(made, "it"));
        CHECK(!ratingMilliseconds(time));
    }
    CHECK_EQ(*ratingMilliseconds("1970-01-01T00:00:00.000Z"), 0);
    CHECK_EQ(*ratingMilliseconds("2026-07-26T09:30:12.345Z"), 1785058212345);

    const auto wrong = [](RatingEvent made) { return !checkRatingEvent(made, "it"); };
    RatingEvent made = undo(2, "ann", 1);
    CHECK(!wrong(made));
    made.target.clear();
    CHECK(wrong(made));
    made.target = made.id;
    CHECK(wrong(made));
    made = rate(1, "ann", 4);
    made.target = ratingId(9);  // confirms a judge
    CHECK(!wrong(made));
    made.raterKind = RaterKind::Judge;
    CHECK(wrong(made));
    made = event(1, "ann", RatingAction::Flag);
    made.target = ratingId(9);
    CHECK(wrong(made));
    CHECK(wrong(event(1, "ann", RatingAction::Unrated)));
    CHECK(wrong(event(1, "ann", RatingAction::Comment)));
    CHECK(!wrong(event(1, "ann", RatingAction::Label)));  // takes the name away
    made = adjudicate(1, "gpt-4o", 4);
    made.raterKind = RaterKind::Judge;
    CHECK(wrong(made));
    made = event(1, "ann", RatingAction::Skip);
    made.blind = true;
    CHECK(wrong(made));
    made = rate(1, "ann", 4);
    made.details = {{"a", "\xFF"}};
    CHECK(wrong(made));
    made = rate(1, "ann", 4);
    made.text = "\xC0\x80";
    CHECK(wrong(made));
    made = rate(1, "ann", 4);
    made.saeHash = "";
    CHECK(wrong(made));
    made.saeHash = "two words";
    CHECK(wrong(made));
}

TEST(ids_do_not_repeat_and_times_rise_whatever_the_clock_does) {
    std::set<std::string> ids;
    for (int i = 0; i < 20'000; ++i) {
        ids.insert(newRatingId());
    }
    CHECK_EQ(ids.size(), 20'000u);
    CHECK_EQ(ids.begin()->size(), 32u);

    std::string last;
    for (int i = 0; i < 5000; ++i) {
        const std::string next = ratingTimestamp(last);
        CHECK(ratingMilliseconds(next).has_value());
        CHECK(next > last);
        last = next;
    }
    CHECK_EQ(ratingTimestamp("2150-12-31T23:59:59.999Z"), "2151-01-01T00:00:00.000Z");
    CHECK_EQ(ratingTimestamp("2024-02-28T23:59:59.999Z").substr(0, 2), "20");
    // An event dated to the end of time must not stop everybody else.
    CHECK(ratingTimestamp("2199-12-31T23:59:59.999Z") < "2199");
    CHECK(ratingTimestamp("9999-12-31T23:59:59.999Z") < "2199");
    CHECK(ratingTimestamp("rubbish") < "2199");
}

TEST(a_file_of_ratings_is_read_past_its_bad_lines) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "r.jsonl";
    const std::string good = ratingLine(rate(1, "ann", 4));
    const std::string other = ratingLine(rate(2, "ben", 2));
    std::ofstream(path, std::ios::binary) << "\xEF\xBB\xBF" << good << "\r\n\n"
                                          << "{\n"
                                          << other << "\n"
                                          << good.substr(0, 90);
    auto file = readRatingFile(path);
    CHECK_OK(file);
    CHECK_EQ(file->events.size(), 2u);
    CHECK_EQ(file->problemCount, 2u);
    CHECK(file->problems[0].find("Line 3") != std::string::npos);
    CHECK(file->problems[1].find("Line 5") != std::string::npos);
    CHECK(!file->torn);
    file = readRatingFile(path, true);
    CHECK_EQ(file->events.size(), 2u);
    CHECK_EQ(file->problemCount, 1u);
    CHECK(file->torn);
    // A whole last line without its newline counts; a bad one with its newline is bad.
    std::ofstream(path, std::ios::binary) << good << "\n" << other;
    file = readRatingFile(path, true);
    CHECK_EQ(file->events.size(), 2u);
    CHECK(!file->torn);
    std::ofstream(path, std::ios::binary) << good << "\nxx\n";
    file = readRatingFile(path, true);
    CHECK_EQ(file->problemCount, 1u);
    CHECK(!file->torn);
    std::ofstream(path, std::ios::binary) << good << "\n" << std::string(2u << 20, 'x') << "\n" << other << "\n";
    file = readRatingFile(path);
    CHECK_EQ(file->events.size(), 2u);
    CHECK_EQ(file->problemCount, 1u);
    std::ofstream many(path, std::ios::binary);
    for (int i = 0; i < 3000; ++i) {
        many << "bad\n";
    }
    many.close();
    file = readRatingFile(path);
    CHECK_EQ(file->problemCount, 3000u);
    CHECK_EQ(file->problems.size(), 1000u);
    CHECK(!readRatingFile(folder.path() / "absent"));
    CHECK(!readRatingFile(folder.path()));
}

TEST(merging_loses_nothing_and_knows_no_order) {
    Random random(5);
    const TemporaryFolder folder;
    for (int round = 0; round < 50; ++round) {
        std::vector<RatingEvent> all = randomLog(random, 60);
        std::vector<RatingEvent> both;
        for (const auto& made : all) {  // each in one file, in the other, or in both
            for (std::uint64_t copies = 1 + random.below(2); copies > 0; --copies) {
                both.push_back(made);
            }
        }
        RatingEvent clash = all.front();
        clash.text += "!";
        const bool clashing = round % 2 == 1;
        if (clashing) {
            both.push_back(clash);
        }
        std::vector<std::string> conflicts;
        const auto merged = mergedRatings(both, conflicts);
        CHECK_EQ(merged.size(), all.size());
        CHECK_EQ(conflicts.size(), clashing ? 1u : 0u);
        random.shuffle(std::span(both));
        CHECK(mergedRatings(both, conflicts) == merged);
        random.shuffle(std::span(all));
        if (!clashing) {
            CHECK_OK(writeRatingFile(folder.path() / "a", all));
            CHECK_OK(writeRatingFile(folder.path() / "b", merged));
            CHECK_EQ(*sha256File(folder.path() / "a"), *sha256File(folder.path() / "b"));
            CHECK(readRatingFile(folder.path() / "a")->events == merged);
        }
    }
}
