// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_csv.h"
#include "core/data/rating_sheet.h"
#include "tests/data/rating_examples.h"
#include "tests/support/check.h"

#include <algorithm>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;

namespace {

RatingEvent labelled(int number, const std::string& text) {
    RatingEvent made = event(number, "ann", RatingAction::Label);
    made.text = text;
    return made;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    CHECK(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

RatingSheetEdits edits(const TemporaryFolder& folder, const std::string& sheet, const RatingBooks& books,
                       const std::string& sae = "sae") {
    std::ofstream(folder.path() / "s.csv", std::ios::binary) << sheet;
    auto read = readRatingSheet(folder.path() / "s.csv", books, sae);
    CHECK_OK(read);
    return std::move(*read);
}

}  // namespace

TEST(cells_that_look_like_formulas_are_harmless_and_come_back) {
    const std::string texts[] = {"=HYPERLINK(\"http://x\",\"y\")",
                                 "+1",
                                 "-1",
                                 "@SUM(A1)",
                                 "\tx",
                                 "\rx",
                                 "\nx",
                                 "'quoted",
                                 "''",
                                 "plain",
                                 "",
                                 "a,b",
                                 "a;b",
                                 "a \"b\" c",
                                 "two\nlines",
                                 "ümläut 🌷",
                                 "1-2",
                                 "'=x"};
    std::string csv = "heading,second\n";
    for (const auto& text : texts) {
        const std::string cell = csvText(text);
        const char first = cell.empty() ? 'x' : cell[cell[0] == '"' ? 1 : 0];
        CHECK(std::string("=+-@\t\r\n").find(first) == std::string::npos);
        csv += cell + ",z\n";
    }
    const auto rows = readCsv(csv, "it");
    CHECK_OK(rows);
    CHECK_EQ(rows->size(), std::size(texts) + 1);
    for (std::size_t i = 0; i < std::size(texts); ++i) {
        CHECK_EQ(rows->at(i + 1).cells.at(0), texts[i]);
        CHECK_EQ(rows->at(i + 1).cells.at(1), "z");
    }
}

TEST(sheets_of_other_programs_are_understood) {
    for (const std::string text : {"\xEF\xBB\xBF"
                                   "a;b;c\r\n1;\"2\r\n3\";4\r\n",
                                   "a\tb\tc\n1\t\"2\r\n3\"\t4"}) {
        const auto rows = readCsv(text, "it");
        CHECK_OK(rows);
        CHECK_EQ(rows->size(), 2u);
        CHECK((rows->at(0).cells == std::vector<std::string>{"a", "b", "c"}));
        CHECK((rows->at(1).cells == std::vector<std::string>{"1", "2\r\n3", "4"}));
        CHECK_EQ(rows->at(1).line, 2u);
    }
    CHECK(readCsv("", "it")->empty());
    CHECK(readCsv("a,b\n\"x", "it").error().message.find("Line 2") != std::string::npos);
    CHECK(!readCsv(std::string("\xFF\xFE"
                               "a\0",
                               4),
                   "it"));
    CHECK_EQ(readCsv("a\n\n\"q\nq\"\nz", "it")->back().line, 5u);
}

TEST(a_sheet_has_a_row_per_feature_and_rater) {
    RatingEvent explained = judged(3, "gpt", 5);
    explained.text = "=boom";
    const auto books =
        ratingBooks({rate(1, "ann", 4), rate(2, "ben", 2, FeatureId(9)), explained, labelled(4, "violence")});
    CHECK_EQ(
        ratingSheet(books, {"zoe"}, ""),
        "feature,label,rater,score,llm,llm_score,llm_explanation,blind,comment,flagged,skipped,adjudicated,rated_at,"
        "event,sae\n"
        "7,violence,ann,4,gpt,5,'=boom,,,,,," +
            ratingTime(1) + "," + ratingId(1) +
            ",sae\n"
            "7,violence,ben,,gpt,5,'=boom,,,,,,,,sae\n"
            "7,violence,zoe,,gpt,5,'=boom,,,,,,,,sae\n"
            "9,,ann,,gpt,,,,,,,,,,sae\n"
            "9,,ben,2,gpt,,,,,,,," +
            ratingTime(2) + "," + ratingId(2) +
            ",sae\n"
            "9,,zoe,,gpt,,,,,,,,,,sae\n");
}

TEST(an_unedited_sheet_changes_nothing) {
    Random random(4);
    const TemporaryFolder folder;
    for (int round = 0; round < 30; ++round) {
        auto log = randomLog(random, 60);
        log[0].saeHash = "second";
        const auto books = ratingBooks(log);
        const auto read = edits(folder, ratingSheet(books, {"zoe"}, ""), books);
        CHECK_EQ(read.events.size(), 0u);
        CHECK_EQ(read.problemCount, 0u);
        CHECK(read.unchanged > 0);
    }
}

TEST(changed_scores_become_events_and_nothing_else_does) {
    const TemporaryFolder folder;
    const std::vector<RatingEvent> log = {rate(1, "ann", 4), rate(2, "ben", 2), rate(3, "ann", 3, FeatureId(9))};
    const auto books = ratingBooks(log);
    const std::string sheet = ratingSheet(books, {}, "");
    auto read = edits(folder, replaced(sheet, "7,,ann,4", "7,other label,ann,5.0"), books);
    CHECK_EQ(read.events.size(), 1u);
    CHECK_EQ(read.events[0].rater, "ann");
    CHECK_EQ(*read.events[0].score, 5);
    CHECK_EQ(read.events[0].saeHash, "sae");
    CHECK(read.events[0].raterKind == RaterKind::Human);
    read = edits(folder, replaced(sheet, "9,,ben,", "9,,ben,1"), books);  // a score that was not there
    CHECK_EQ(read.events.size(), 1u);
    CHECK(read.events[0].feature == FeatureId(9));

    // Rated again meanwhile: the sheet must not win.
    auto newer = log;
    newer.push_back(rate(4, "ann", 1));
    read = edits(folder, replaced(sheet, "7,,ann,4", "7,,ann,5"), ratingBooks(newer));
    CHECK_EQ(read.events.size(), 0u);
    CHECK(read.problems.at(0).find("rated again") != std::string::npos);
    // But one that already says what was wanted is fine: importing twice is no error.
    newer.back().score = 5;
    read = edits(folder, replaced(sheet, "7,,ann,4", "7,,ann,5"), ratingBooks(newer));
    CHECK_EQ(read.problemCount, 0u);
}

TEST(bad_rows_are_named_and_the_others_taken) {
    const TemporaryFolder folder;
    const auto books = ratingBooks({rate(1, "ann", 4), rate(2, "ann", 4, FeatureId(8))});
    const auto read = edits(folder,
                            "score;rater;feature\n"
                            "5;ben;7\n"
                            "6;ben;8\n"
                            "viel;ben;8\n"
                            "4;;8\n"
                            ";ann;7\n"
                            "4;ben;-1\n"
                            "4;ben;4294967296\n"
                            "4;b\x1B"
                            "en;9\n"
                            "4;M\xFCller;9\n"
                            ";;\n"
                            "3;ben;7\n"
                            "2\n"
                            "4;ann;7\n",
                            books);
    CHECK_EQ(read.events.size(), 1u);
    CHECK_EQ(*read.events[0].score, 5);
    CHECK_EQ(read.unchanged, 1u);
    CHECK_EQ(read.problemCount, 10u);
    for (std::size_t i = 0; i < read.problems.size(); ++i) {
        CHECK(read.problems[i].starts_with("Line "));
    }
    CHECK(read.problems[0].starts_with("Line 3 of s.csv: \"6\" is not a score"));
    CHECK_EQ(edits(folder, "score,rater,feature\n5,ben,7\n", books, "").problemCount, 1u);  // of which SAE?
    std::ofstream(folder.path() / "s.csv") << "a,b\n1,2\n";
    CHECK(readRatingSheet(folder.path() / "s.csv", books, "sae").error().message.find("\"feature\"") !=
          std::string::npos);
    std::ofstream(folder.path() / "s.csv").close();
    CHECK(!readRatingSheet(folder.path() / "s.csv", books, "sae"));
    CHECK(!readRatingSheet(folder.path() / "absent", books, "sae"));
}
