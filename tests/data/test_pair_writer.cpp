// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/data/pair_writer.h"
#include "tests/data/pair_files.h"

using namespace saferscope;
using check::TemporaryFolder;

TEST(what_is_written_reads_back_equal) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "out.jsonl";
    Random random(5);
    std::vector<PreferencePair> pairs;
    for (int i = 0; i < 200; ++i) {
        PreferencePair pair;
        pair.id = "p" + std::to_string(i);
        pair.subset = i % 2 == 0 ? "" : "s\u2028\"";
        pair.split = i % 3 == 0 ? "eval" : "";
        for (std::uint64_t turn = 0; turn <= random.below(4); ++turn) {
            pair.prompt.push_back({turn % 2 == 0 ? "user" : "assistant", std::string("line\nline\r\0\x7f", 12)});
        }
        pair.chosen = "c" + std::string(random.below(2000), 'x');
        pair.rejected = "\n\nHuman: r \\ / 🌷";
        pair.meta = i % 2 == 0 ? "{}" : R"({"b":1.0,"a":[1,{"x":"y z"}],"big":123456789012345678901234567890})";
        pairs.push_back(pair);
    }
    auto writer = PairWriter::create(path);
    CHECK_OK(writer);
    for (const auto& pair : pairs) {
        CHECK_OK(writer->write(pair));
        CHECK(Json::accept(pairToJsonLine(pair)));
    }
    CHECK(!std::filesystem::exists(path));  // not before commit
    CHECK_OK(writer->commit());
    const auto read = check::readOut(path);
    CHECK(read.layout == PairLayout::Saferscope);
    CHECK(read.pairs == pairs);
}

TEST(bad_values_never_break_a_line) {
    const TemporaryFolder folder;
    PreferencePair pair;
    pair.id = "bad\xff";
    pair.prompt = {{"user", "q"}};
    pair.chosen = "a";
    pair.rejected = "b";
    CHECK_EQ(Json::parse(pairToJsonLine(pair)).at("id").get<std::string>(), "bad\uFFFD");
    auto writer = PairWriter::create(folder.path() / "out.jsonl");
    CHECK_OK(writer);
    for (const char* meta : {"", "[1]", "{", "{}{}", "text", "{\"a\":\n1"}) {
        pair.meta = meta;
        CHECK(!writer->write(pair));
        CHECK(Json::parse(pairToJsonLine(pair)).at("meta") == Json::object());
    }
    pair.meta = "{\n  \"a\": \"x\\ny\"\n}";
    CHECK_OK(writer->write(pair));
    CHECK(pairToJsonLine(pair).find('\n') == std::string::npos);
}
