// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"
#include "core/data/rating_csv.h"
#include "core/data/rating_file.h"
#include "core/exports/feature_table.h"
#include "core/features/contrast.h"
#include "core/workspace/index_context.h"
#include "tests/exports/event_reader.h"
#include "tests/exports/export_workspace.h"

#include <algorithm>
#include <map>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// The tables of features and ratings that `safer export` writes, through the real program.

TEST(features_have_the_numbers_of_safer_features) {
    const auto& ws = shared();
    const Json summary = ws.exported("features", "features.jsonl");
    CHECK_EQ(summary.at("rows").get<int>(), 6);
    CHECK_EQ(summary.at("files").get<int>(), 1);
    const auto rows = jsonLines(contentsOf(ws.path("features.jsonl")));
    const auto shown = ws.ok({"features", "--json"}).jsonLines();
    CHECK_EQ(rows.size(), shown.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto& [name, value] : shown[i].items()) {
            if (name != "normalised") {  // an older name of contrast_normalised
                CHECK(rows[i].at(name) == value);
            }
        }
    }
    CHECK_EQ(rows[0].at("label").get<std::string>(), std::string("=refusals"));
    CHECK_EQ(rows[0].at("human_score").get<double>(), 4.5);
    CHECK_EQ(rows[0].at("human_raters").get<int>(), 2);
    CHECK(rows[0].at("disputed").get<bool>());
    CHECK(rows[0].at("flagged").get<bool>());
    CHECK_EQ(rows[0].at("llm").get<std::string>(), std::string("gpt"));
    CHECK_EQ(rows[0].at("llm_score").get<int>(), 5);
    CHECK_EQ(rows[2].at("llm_explanation").get<std::string>(), std::string("It gives\nsteps, \"plainly\"."));
    CHECK(rows[2].at("human_score").is_null());
    CHECK(rows[3].at("llm_score").is_null());
    CHECK(rows[5].at("dead").get<bool>());
}

TEST(features_as_csv_say_the_same_and_start_no_formula) {
    const auto& ws = shared();
    ws.exported("features", "features.csv");
    const std::string text = contentsOf(ws.path("features.csv"));
    CHECK(text.find("\n0,'=refusals,") != std::string::npos);
    const auto csv = readCsv(text, "features.csv");
    CHECK_OK(csv);
    ws.exported("features", "same.jsonl");
    const auto rows = jsonLines(contentsOf(ws.path("same.jsonl")));
    CHECK_EQ(csv->size(), rows.size() + 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t c = 0; c < csv->at(0).cells.size(); ++c) {
            const Json& value = rows[i].at(csv->at(0).cells[c]);
            const std::string& cell = csv->at(i + 1).cells.at(c);
            if (value.is_number()) {
                CHECK_EQ(std::stod(cell), value.get<double>());
            } else {
                CHECK_EQ(cell, value.is_null()     ? std::string()
                               : value.is_string() ? value.get<std::string>()
                                                   : value.dump());
            }
        }
    }
}

TEST(features_of_a_set_or_the_strongest) {
    const auto& ws = shared();
    ws.ok({"sets", "make", "pair", "--rule", "human >= 4"});
    CHECK_EQ(ws.exported("features", "set.csv", {"--set", "pair"}).at("rows").get<int>(), 2);
    ws.exported("features", "top.jsonl", {"--top", "2", "--by", "effect"});
    const auto top = jsonLines(contentsOf(ws.path("top.jsonl")));
    const auto shown = ws.ok({"features", "--json", "--top", "2", "--by", "effect"}).jsonLines();
    CHECK_EQ(top.size(), std::size_t{2});
    CHECK(top[0].at("feature") == shown[0].at("feature"));
    CHECK(top[1].at("feature") == shown[1].at("feature"));
    CHECK_EQ(ws.run({"export", "features", "--output", ws.path("x.csv"), "--top", "2", "--set", "pair"}).exitCode, 2);
    CHECK_EQ(ws.run({"export", "features", "--output", ws.path("x.csv"), "--set", "nobody"}).exitCode, 3);
}

TEST(the_log_of_ratings_comes_back_complete) {
    const auto& ws = shared();
    const Json summary = ws.exported("ratings", "log.jsonl");
    const auto read = readRatingFile(ws.path("log.jsonl"));
    CHECK_OK(read);
    CHECK_EQ(read->problemCount, std::uint64_t{0});
    const auto events = ws.open()->ratings();
    CHECK_OK(events);
    CHECK(read->events == *events);
    CHECK_EQ(summary.at("rows").get<std::size_t>(), events->size());
    const TemporaryFolder other;
    CHECK_OK(Workspace::create(other.path() / "ws"));
    const auto merged =
        safer({"ratings", "import", ws.path("log.jsonl"), "--json", "--workspace", (other.path() / "ws").string()});
    CHECK_EQ(merged.exitCode, 0);
    CHECK_EQ(merged.json().at("added").get<std::size_t>(), events->size());
}

TEST(ratings_per_feature_and_as_a_sheet) {
    const auto& ws = shared();
    CHECK_EQ(ws.exported("ratings", "ratings.csv").at("rows").get<int>(), 4);
    const auto csv = readCsv(contentsOf(ws.path("ratings.csv")), "ratings.csv");
    CHECK_OK(csv);
    CHECK_EQ(csv->at(1).cells.at(3), std::string("ann 4, ben 5"));
    CHECK_EQ(csv->at(1).cells.at(4), std::string("ben"));
    const Json sheet = ws.exported("ratings", "sheet.csv", {"--sheet"});
    const auto rows = readCsv(contentsOf(ws.path("sheet.csv")), "sheet.csv");
    CHECK_OK(rows);
    CHECK_EQ(sheet.at("rows").get<std::size_t>(), rows->size() - 1);
    const auto back = ws.ok({"ratings", "import", ws.path("sheet.csv"), "--csv", "--json"}).json();
    CHECK_EQ(back.at("added").get<int>(), 0);
    CHECK_EQ(back.at("refused_count").get<int>(), 0);
}
