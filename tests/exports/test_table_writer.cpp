// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/data/rating_csv.h"
#include "core/exports/table_writer.h"
#include "tests/exports/event_reader.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string written(const std::string& name, const std::vector<std::string>& columns,
                    const std::vector<std::vector<TableCell>>& rows) {
    const TemporaryFolder folder;
    auto writer = TableWriter::create(folder.path() / name, columns);
    CHECK_OK(writer);
    for (const auto& row : rows) {
        CHECK_OK(writer->row(row));
    }
    CHECK_EQ(writer->rows(), rows.size());
    CHECK_OK(writer->commit());
    return contentsOf(folder.path() / name);
}

const std::vector<std::vector<TableCell>> mixed = {
    {std::uint64_t{7}, 0.1, true, "=1+2"},
    {std::uint64_t{18446744073709551615u}, std::numeric_limits<double>::quiet_NaN(), false, "a,\"b\"\nc"},
    {{}, -1e-300, {}, {}}};

}  // namespace

TEST(csv_is_what_spreadsheets_and_pandas_read) {
    CHECK_EQ(written("t.csv", {"id", "x", "flag", "text"}, mixed),
             std::string("id,x,flag,text\n"
                         "7,0.1,true,'=1+2\n"
                         "18446744073709551615,,false,\"a,\"\"b\"\"\nc\"\n"
                         ",-1e-300,,\n"));
}

TEST(tabs_separate_the_same_cells) {
    CHECK_EQ(written("t.TSV", {"id", "x"}, {{std::uint64_t{1}, std::string("a\tb")}}),
             std::string("id\tx\n1\t\"a\tb\"\n"));
}

TEST(json_lines_keep_types_and_order) {
    CHECK_EQ(written("t.jsonl", {"id", "x", "flag", "text"}, mixed),
             std::string("{\"id\":7,\"x\":0.1,\"flag\":true,\"text\":\"=1+2\"}\n"
                         "{\"id\":18446744073709551615,\"x\":null,\"flag\":false,\"text\":\"a,\\\"b\\\"\\nc\"}\n"
                         "{\"id\":null,\"x\":-1e-300,\"flag\":null,\"text\":null}\n"));
}

TEST(numbers_come_back_bit_by_bit) {
    Random random(3);
    std::vector<std::vector<TableCell>> rows;
    std::vector<double> numbers;
    while (numbers.size() < 2000) {
        const auto number = std::bit_cast<double>(random.next());
        if (std::isfinite(number)) {
            numbers.push_back(number);
            rows.push_back({number});
        }
    }
    std::istringstream csv(written("t.csv", {"x"}, rows));
    std::istringstream lines(written("t.jsonl", {"x"}, rows));
    std::string line;
    std::getline(csv, line);
    for (const double number : numbers) {
        CHECK(std::getline(csv, line));
        double back = 0.0;
        CHECK(std::from_chars(line.data(), line.data() + line.size(), back).ec == std::errc());
        CHECK_EQ(std::bit_cast<std::uint64_t>(back), std::bit_cast<std::uint64_t>(number));
        CHECK(std::getline(lines, line));
        const auto json = parseJson(line, "line");
        CHECK_OK(json);
        CHECK_EQ(std::bit_cast<std::uint64_t>(json->at("x").get<double>()), std::bit_cast<std::uint64_t>(number));
    }
}

// Whatever a label says, no cell begins with what a spreadsheet runs, and the text comes back.
TEST(no_text_becomes_a_formula) {
    Random random(9);
    const std::string letters = "=+-@'\",;\t\n\r a";
    for (const char* name : {"t.csv", "t.tsv"}) {
        std::vector<std::vector<TableCell>> rows;
        std::vector<std::string> texts;
        for (int i = 0; i < 500; ++i) {
            std::string text;
            for (std::uint64_t n = random.below(6) + 1; n > 0; --n) {
                text += letters[random.below(letters.size())];
            }
            texts.push_back(text);
            rows.push_back({text, std::uint64_t{1}});
        }
        const auto read = readCsv(written(name, {"text", "n"}, rows), name);
        CHECK_OK(read);
        CHECK_EQ(read->size(), texts.size() + 1);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            CHECK_EQ(read->at(i + 1).cells.at(0), texts[i]);
            if (i % 10 != 0) {
                continue;  // a file each, flushed to the disk
            }
            const std::string alone = written(name, {"text", "n"}, {rows[i]}).substr(std::string("text,n\n").size());
            const char first = alone[0] == '"' ? alone[1] : alone[0];
            CHECK(first != '=' && first != '+' && first != '-' && first != '@' &&
                  static_cast<unsigned char>(first) >= 0x20);
        }
    }
}

TEST(bytes_that_are_no_text_do_no_harm) {
    CHECK_EQ(written("t.jsonl", {"x"}, {{std::string("a\xff")}}), std::string("{\"x\":\"a\xef\xbf\xbd\"}\n"));
    CHECK_EQ(written("t.csv", {"x"}, {{std::string("a\xff")}}), std::string("x\na\xef\xbf\xbd\n"));
}

TEST(a_table_appears_whole_or_not_at_all) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "t.csv";
    {
        auto writer = TableWriter::create(path, {"x"});
        CHECK_OK(writer);
        CHECK_OK(writer->row({1.0}));
        CHECK(!writer->row({1.0, 2.0}));  // a cell too many
        CHECK(!std::filesystem::exists(path));
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST(other_endings_are_refused_by_name) {
    for (const char* name : {"t.xlsx", "t", "t.json", "csv"}) {
        const auto form = tableFormOf(name);
        CHECK(!form);
        CHECK(form.error().code == ErrorCode::Usage);
        CHECK(form.error().message.find(name) != std::string::npos);
    }
}
