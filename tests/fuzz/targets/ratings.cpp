// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings: files of lines, spreadsheets, CSV. Input: a byte for the form, then the file.
#include "core/base/text_check.h"
#include "core/data/rating_csv.h"
#include "core/data/rating_file.h"
#include "core/data/rating_sheet.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

const std::string saeHash(64, 'a');

RatingEvent event(RatingAction action, std::uint32_t number) {
    RatingEvent made;
    made.id = std::string(31, '0') + static_cast<char>('0' + number);
    made.createdAt = "2026-07-26T09:30:12.34" + std::to_string(number) + "Z";
    made.saeHash = saeHash;
    made.feature = FeatureId(number % 3);
    made.rater = number % 2 == 0 ? "Ada" : "gpt-4o";
    made.raterKind = number % 2 == 0 ? RaterKind::Human : RaterKind::Judge;
    made.action = action;
    if (action == RatingAction::Rate) {
        made.score = 1 + static_cast<int>(number % 5);
    }
    made.text = action == RatingAction::Skip ? "" : "=because, \"it\"\nfires";
    return made;
}

std::vector<RatingEvent> sound() {
    return {event(RatingAction::Rate, 0),    event(RatingAction::Rate, 1),  event(RatingAction::Rate, 2),
            event(RatingAction::Comment, 4), event(RatingAction::Label, 6), event(RatingAction::Rate, 8)};
}

std::vector<std::string> seeds() {
    std::string lines;
    for (const RatingEvent& one : sound()) {
        lines += ratingLine(one) + '\n';
    }
    const std::string sheet = ratingSheet(ratingBooks(sound()), {"Ada", "Bob"}, "gpt-4o");
    return {
        chosen(0, lines),
        chosen(
            0,
            R"({"id":"00000000000000000000000000000007","created_at":"2026-07-26T09:30:12.345Z","sae":"x","feature":3,"rater":"Ada","action":"rate","score":4})"),
        chosen(1, sheet),
        chosen(1, "feature;rater;score\n1;Ada;3\n2;Bob;5\n"),
        chosen(2, "a,b\r\n\"x\"\"y\n\",'=1+1\n"),
        chosen(2, "a\tb\n1\t2\n")};
}

void checkLines(std::string_view bytes, bool torn) {
    const auto file = readRatingFile(scratchFile("ratings.jsonl", bytes), torn);
    if (!file) {
        MUST_BE_A_SENTENCE(file.error());
        return;
    }
    MUST(file->problems.size() <= file->problemCount);
    for (const std::string& problem : file->problems) {
        MUST(!problem.empty() && problem.size() < 4000);
    }
    for (const RatingEvent& one : file->events) {
        MUST(checkRatingEvent(one, "the event").has_value());
        const std::string line = ratingLine(one);
        MUST(line.find('\n') == std::string::npos && isValidUtf8(line));
        const auto again = ratingFromLine(line, "the line");
        MUST(again.has_value());
        MUST(*again == one);
        MUST_EQUAL(ratingLine(*again), line);
    }
    // A log is a set: the order in which events come changes nothing.
    std::vector<std::string> conflicts;
    auto merged = mergedRatings(file->events, conflicts);
    auto reversed = file->events;
    std::ranges::reverse(reversed);
    std::vector<std::string> otherConflicts;
    MUST(mergedRatings(reversed, otherConflicts) == merged);
    MUST_EQUAL(conflicts.size(), otherConflicts.size());
    const auto path = scratchFolder() / "copy.jsonl";
    MUST(writeRatingFile(path, merged).has_value());
    if (!merged.empty()) {
        const auto again = readRatingFile(path);
        MUST(again.has_value() && again->problemCount == 0 && again->events == merged);
    }
    RatingBooks books = ratingBooks(merged);
    reversed = merged;
    std::ranges::reverse(reversed);
    RatingBooks others = ratingBooks(reversed);
    MUST_EQUAL(books.size(), others.size());
    for (const auto& [sae, book] : books) {
        MUST_EQUAL(book.digest(), others[sae].digest());
    }
    const std::string sheet = ratingSheet(books, {}, "");
    MUST_EQUAL(sheet, ratingSheet(others, {}, ""));
    const auto edits = readRatingSheet(scratchFile("copy.csv", sheet), books, saeHash);
    MUST(edits.has_value());
    MUST_EQUAL(edits->events.size(), std::size_t{0});
    MUST_EQUAL(edits->problemCount, std::uint64_t{0});
}

void checkSheet(std::string_view bytes) {
    const auto edits = readRatingSheet(scratchFile("sheet.csv", bytes), ratingBooks(sound()), saeHash);
    if (!edits) {
        MUST_BE_A_SENTENCE(edits.error());
        return;
    }
    for (RatingEvent one : edits->events) {
        one.id = newRatingId();
        one.createdAt = ratingTimestamp("");
        MUST(checkRatingEvent(one, "the event").has_value());
    }
}

void checkCsv(std::string_view bytes) {
    const auto rows = readCsv(bytes, "the file");
    if (!rows) {
        MUST_BE_A_SENTENCE(rows.error());
        return;
    }
    std::string written;
    std::uint64_t line = 0;
    std::size_t count = 0;
    for (const CsvRow& row : *rows) {
        MUST(row.line > line);
        line = row.line;
        const bool blank = row.cells.size() == 1 && row.cells[0].empty();
        if (blank || row.cells.empty()) {
            continue;
        }
        ++count;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            written += (i == 0 ? "" : ",") + csvText(row.cells[i]);
        }
        written += '\n';
    }
    // Our own CSV is read back cell by cell. (The separator is found from the first row: one of a single cell has
    // none.)
    const auto again = readCsv("a,b,c,d,e,f,g,h,i,j,k,l,m\n" + written, "the copy");
    MUST(again.has_value());
    MUST_EQUAL(again->size(), count + 1);
    std::size_t at = 1;
    for (const CsvRow& row : *rows) {
        if (row.cells.empty() || (row.cells.size() == 1 && row.cells[0].empty())) {
            continue;
        }
        MUST((*again)[at++].cells == row.cells);
    }
}

}  // namespace

FUZZ_TARGET(ratings, seeds) {
    Input parts(input);
    const std::size_t form = parts.choice(4);
    const std::string_view bytes = parts.rest();
    if (form == 1) {
        checkSheet(bytes);
    } else if (form == 2) {
        checkCsv(bytes);
    } else {
        checkLines(bytes, form == 3);
    }
}
