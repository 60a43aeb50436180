// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/compare_rows.h"
#include "tests/support/check.h"

#include <fstream>
#include <limits>

using namespace saferscope;
using namespace saferscope::bench;

namespace {

RecordedRow row(const std::string& id, double value, Wanted wanted = {}, bool compare = true) {
    return {id, value, compare, wanted};
}

bool warns(Wanted wanted, double recorded, double fresh) {
    const auto comparison = compareRows({row("a", recorded, wanted)}, {row("a", fresh, wanted)});
    CHECK_EQ(comparison.rows.size(), 1u);
    CHECK_EQ(comparison.warnings(), comparison.rows[0].warn ? 1u : 0u);
    return comparison.rows[0].warn;
}

std::filesystem::path written(const check::TemporaryFolder& folder, const std::string& text) {
    const auto path = folder.path() / "rows.jsonl";
    std::ofstream(path) << text;
    return path;
}

}  // namespace

TEST(only_the_worse_side_warns) {
    CHECK(warns(atLeast(2.0), 4.0, 3.3));
    CHECK(!warns(atLeast(2.0), 4.0, 3.5));
    CHECK(!warns(atLeast(2.0), 4.0, 9.0));
    CHECK(warns(atMost(1.0), 0.5, 0.6));
    CHECK(!warns(atMost(1.0), 0.5, 0.55));
    CHECK(!warns(atMost(1.0), 0.5, 0.1));
    CHECK(warns({}, 1.0, 1.2));
    CHECK(warns({}, 1.0, 0.8));
    CHECK(!warns({}, 1.0, 1.1));
    CHECK(!warns({}, 1.0, 0.9));
}

TEST(a_row_that_was_nothing_is_compared_too) {
    CHECK(!warns({}, 0.0, 0.0));
    CHECK(warns(atMost(1.0), 0.0, 0.1));
    CHECK(!warns(atLeast(1.0), 0.0, 0.1));
    CHECK(warns(atLeast(1.0), -1.0, -2.0));  // lower is worse whatever the sign
}

TEST(rows_of_one_side_are_listed_and_absolute_ones_left_out) {
    const auto comparison =
        compareRows({row("gone", 1), row("ms", 5, {}, false), row("both", 2), row("now absolute", 1)},
                    {row("both", 2), row("ms", 50, {}, false), row("new", 1), row("now absolute", 1, {}, false)});
    CHECK_EQ(comparison.rows.size(), 1u);
    CHECK_EQ(comparison.rows[0].id, "both");
    CHECK(comparison.missing == std::vector<std::string>({"gone", "now absolute"}));
    CHECK(comparison.added == std::vector<std::string>({"new"}));
    const std::string text = report(comparison);
    CHECK(text.find("not measured now: gone, now absolute\n") != std::string::npos);
    CHECK(text.find("not recorded: new\n") != std::string::npos);
    CHECK(text.find("warning") == std::string::npos);
}

TEST(the_report_says_warning_and_how_much) {
    const std::string text = report(compareRows({row("slow", 4.0, atLeast(2.0)), row("fine", 4.0)},
                                                {row("slow", 2.0, atLeast(2.0)), row("fine", 4.1)}));
    CHECK(text.find("| slow | 4 | 2 | -50.0 % | **warning** |\n") != std::string::npos);
    CHECK(text.find("| fine | 4 | 4.1 | +2.5 % |  |\n") != std::string::npos);
    CHECK(text.find("warning: 1 row is") != std::string::npos);
}

TEST(rows_are_read_as_the_harness_writes_them) {
    const check::TemporaryFolder folder;
    const auto rows = readRows(written(
        folder,
        R"({"beside":"x","compare":true,"id":"a","limit":2.0,"ours":"y","result":"z","value":3.5,"wanted":"at_least","work":"w"})"
        "\n\n"
        R"({"compare":false,"id":"b","value":7,"wanted":"nothing"})"
        "\n"
        R"({"compare":true,"id":"a","value":4.5,"wanted":"at_most"})"));
    CHECK_OK(rows);
    CHECK_EQ(rows->size(), 2u);
    CHECK_EQ((*rows)[0].id, "b");
    CHECK(!(*rows)[0].compare);
    CHECK(rows->at(1).wanted.kind == Wanted::Kind::AtMost);
    CHECK_EQ(rows->at(1).value, 4.5);  // the later of two
}

TEST(what_is_no_row_is_refused_with_one_sentence) {
    const check::TemporaryFolder folder;
    CHECK(!readRows(folder.path() / "absent.jsonl"));
    CHECK(!readRows(folder.path()));
    for (const char* text : {"", "\n \n", "not json\n", "[1]\n", "3\n", R"({"id":"a"})",
                             R"({"compare":true,"id":7,"value":1,"wanted":"nothing"})",
                             R"({"compare":true,"id":"a","value":null,"wanted":"nothing"})",
                             R"({"compare":true,"id":"a","value":1,"wanted":"more"})", "{\"id\":\"a\",", "\xff\xfe"}) {
        const auto rows = readRows(written(folder, text));
        CHECK(!rows);
        CHECK(!rows.error().message.empty());
        CHECK(rows.error().message.find('\n') == std::string::npos);
        CHECK(rows.error().message.find("rows.jsonl") != std::string::npos);
    }
}
