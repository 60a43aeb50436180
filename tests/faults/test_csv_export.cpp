// SPDX-License-Identifier: GPL-3.0-or-later
// Number 23: no table that is written starts a formula, and every text comes back as it was. The window's tables go
// through the same rule (core/base/csv_text.h); tests/ui checks that they do.
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/data/pair_export.h"
#include "core/data/rating_csv.h"
#include "core/data/rating_sheet.h"
#include "core/experiments/sweep_results.h"
#include "core/exports/table_writer.h"
#include "tests/data/pair_files.h"
#include "tests/data/rating_examples.h"
#include "tests/faults/opened_file.h"

#include <cmath>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;

namespace {

/// What spreadsheets run: the sign alone, after what they pass over, and in full width.
std::vector<std::string> formulas() {
    std::vector<std::string> all;
    for (const char* before :
         {"", " ", "  ", "\"", "'", "\"'", "\t", "\r", "\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "''"}) {
        for (const char* sign : {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}) {
            for (const char* rest :
                 {"1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://a\",\"b\")", "SUM(A1;B1)", "", "x\ny,z"}) {
                all.push_back(std::string(before) + sign + rest);
            }
        }
    }
    for (const char* other : {"\t", "\r", "\n", "\tx", "\x01=", "'", "''", "'x", "' =1"}) {
        all.emplace_back(other);
    }
    return all;
}

std::string randomText(Random& random) {
    static const std::vector<std::string> pieces{"=",      "+",  "-",  "@",  "'",      "\"",     ",",
                                                 ";",      "\t", "\r", "\n", "\uff1d", "\u00a0", "\ufeff",
                                                 "\u3000", "a",  "1",  " ",  ".",      "é"};
    std::string text;
    for (std::uint64_t left = random.below(8); left > 0; --left) {
        text += pieces[random.below(pieces.size())];
    }
    return text;
}

/// Whether a spreadsheet could run a cell, by a rule of its own: the first thing that is no space, quote or invisible
/// character is a sign or a control character.
bool runs(std::string_view cell) {
    for (;;) {
        bool passed = false;
        for (const std::string_view over : {" ", "\"", "\u00a0", "\u3000", "\u200b", "\ufeff"}) {
            if (cell.starts_with(over)) {
                cell.remove_prefix(over.size());
                passed = true;
            }
        }
        if (!passed) {
            break;
        }
    }
    const bool control = !cell.empty() && static_cast<unsigned char>(cell.front()) < 0x20;
    const auto begins = [&](std::string_view sign) { return cell.starts_with(sign); };
    return control || begins("=") || begins("+") || begins("-") || begins("@") || begins("\uff1d") ||
           begins("\uff0b") || begins("\uff0d") || begins("\uff20");
}

/// Cells as another program reads them: readCsv() without taking apostrophes off is what Python's csv does.
std::vector<std::vector<std::string>> pythonRows(const std::filesystem::path& file, const char* separator) {
    const std::string script =
        "import csv,json,sys\n"
        "for row in csv.reader(open(sys.argv[1],newline='',encoding='utf-8'),delimiter=sys.argv[2]):\n"
        " print(json.dumps(row))\n";
    check::BoundedCall call;
    call.arguments = {"/usr/bin/python3", "-c", script, file.string(), separator};
    const auto result = check::runBounded(call);
    CHECK_EQ(std::to_string(result.exitCode) + result.err.substr(0, 300), std::string("0"));
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);) {
        rows.push_back(Json::parse(line).get<std::vector<std::string>>());
    }
    return rows;
}

}  // namespace

TEST(no_table_starts_a_formula_and_every_text_comes_back) {
    std::vector<std::string> texts = formulas();
    Random random(23);
    for (int i = 0, count = times(2'000, 100'000); i < count; ++i) {
        texts.push_back(randomText(random));
    }
    const TemporaryFolder folder;
    long lost = 0;
    for (const char* ending : {".csv", ".tsv"}) {
        const auto path = folder.path() / (std::string("table") + ending);
        auto writer = TableWriter::create(path, {"=name", "number", "text"});
        CHECK_OK(writer);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            CHECK_OK(writer->row({std::string("row"), -1.5 - static_cast<double>(i), texts[i]}));
        }
        CHECK_OK(writer->commit());
        const auto rows = readCsv(check::readFile(path), "the table");
        CHECK_OK(rows);
        CHECK_EQ(rows->size(), texts.size() + 1);
        CHECK_EQ((*rows)[0].cells[0], "=name");
        for (std::size_t i = 0; i < texts.size(); ++i) {
            lost += (*rows)[i + 1].cells[2] == texts[i] ? 0 : 1;
            CHECK_EQ(std::stod((*rows)[i + 1].cells[1]), -1.5 - static_cast<double>(i));  // a number stays a number
        }
        if (!std::filesystem::exists("/usr/bin/python3")) {
            continue;
        }
        const auto seen = pythonRows(path, std::string_view(ending) == ".csv" ? "," : "\t");
        CHECK_EQ(seen.size(), texts.size() + 1);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            CHECK_EQ(seen[i + 1].size(), 3u);
            CHECK_EQ((runs(seen[i + 1][2]) ? "runs: " : "") + texts[i], texts[i]);
            CHECK_EQ(withoutApostrophe(seen[i + 1][2]), texts[i]);
        }
    }
    report({23, "tables (CSV, TSV) of hostile texts", 2 * static_cast<long>(texts.size()), lost, 0,
            "cells, read back by us and by Python's csv; lost = came back otherwise"});
    CHECK_EQ(lost, 0);
}

TEST(the_sheet_of_ratings_is_read_back_whatever_people_are_called_and_say) {
    std::vector<RatingEvent> events;
    int number = 1;
    for (const std::string& text : formulas()) {
        RatingEvent judgement =
            check::judged(number, "llm", 1 + number % 5, FeatureId(static_cast<std::uint32_t>(number)));
        judgement.text = text;
        events.push_back(judgement);
        ++number;
        events.push_back(
            check::rate(number, "=Anna", 1 + number % 5, FeatureId(static_cast<std::uint32_t>(number - 1))));
        ++number;
    }
    const TemporaryFolder folder;
    const auto path = folder.path() / "ratings.csv";
    const RatingBooks books = ratingBooks(events);
    const std::string sheet = ratingSheet(books, {"@Ben", "-Carl"}, "llm");
    check::writeFile(path, sheet);
    const auto rows = readCsv(sheet, "the sheet");
    CHECK_OK(rows);
    const CsvRow& heading = rows->front();
    const auto column = [&](const char* name) {
        return static_cast<std::size_t>(std::ranges::find(heading.cells, name) - heading.cells.begin());
    };
    long lost = 0;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const auto feature = static_cast<std::uint32_t>(std::stoul((*rows)[i].cells[column("feature")]));
        lost += (*rows)[i].cells[column("llm_explanation")] == formulas()[(feature - 1) / 2] ? 0 : 1;
    }
    const auto edits = readRatingSheet(path, books, "sae");
    CHECK_OK(edits);
    CHECK_EQ(edits->problemCount, 0u);
    CHECK(edits->events.empty());  // nothing was edited, so nothing is said anew
    report({23, "the sheet of ratings", static_cast<long>(rows->size()) - 1, lost, 0,
            "rows, read back by the importer; lost = a text came back otherwise"});
    CHECK_EQ(lost, 0);
}

TEST(results_of_sweeps_start_no_formula) {
    SweepResults results;
    for (const std::string& text : formulas()) {
        SweepPoint point;
        point.section = text;
        point.accuracy = 0.5;
        point.difference = -0.25;
        point.compared = true;
        results.points.push_back(point);
    }
    const auto rows = readCsv(sweepCsv(results), "the sweep");
    CHECK_OK(rows);
    CHECK_EQ(rows->size(), results.points.size() + 1);
    for (std::size_t i = 0; i < results.points.size(); ++i) {
        CHECK_EQ((*rows)[i + 1].cells[0], results.points[i].section);
        CHECK_EQ((*rows)[i + 1].cells[10], "-0.25");
    }
    report({23, "results of sweeps as CSV", static_cast<long>(results.points.size()), 0, 0, "rows"});
}

// Training data is the one exception, on purpose: whoever trains on it has to get the texts as they are.
TEST(pairs_as_csv_are_what_they_are) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "pairs.csv";
    std::vector<PreferencePair> pairs;
    auto exporter = PairExporter::create(path, PairOutput::Csv);
    CHECK_OK(exporter);
    for (const std::string& text : formulas()) {
        PreferencePair pair;
        pair.id = "id" + std::to_string(pairs.size());
        pair.prompt = {{"user", "q" + text}};
        pair.chosen = text;
        pair.rejected = text + " no";
        CHECK_OK(exporter->write(pair));
        pairs.push_back(std::move(pair));
    }
    CHECK_OK(exporter->commit());
    const auto read = check::readOut(path);
    CHECK(read.pairs == pairs);
    report({23, "pairs as CSV come back equal", static_cast<long>(pairs.size()), 0, 0,
            "pairs; training data, which gets no apostrophes"});
}
