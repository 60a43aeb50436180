// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/data/json_slice.h"
#include "tests/data/pair_files.h"

using namespace saferscope;
using check::readOut;
using check::writeFile;

TEST(every_kind_of_dirt_is_reported_with_its_line) {
    PairReaderOptions options;
    options.maxLineBytes = 4096;
    const auto read = readOut(check::sourceFolder() / "tests" / "fixtures" / "data" / "dirty.jsonl", options);
    std::vector<std::string> ids;
    for (const auto& pair : read.pairs) {
        ids.push_back(pair.id);
    }
    CHECK((ids == std::vector<std::string>{"g1", "g2", "g3", "g4"}));
    CHECK_EQ(read.pairs[1].subset, "with\u2028separator\u2029inside");
    CHECK_EQ(read.pairs[2].chosen, std::string("bell\a nul\0 tab\t", 15));
    const std::vector<std::pair<std::uint64_t, std::string>> expected{
        {5, "not valid JSON"},     {6, "not valid UTF-8"},    {7, "\"prompt\" is not a list"},
        {8, "no \"rejected\""},    {9, "are the same"},       {10, "same \"id\""},
        {11, "not a JSON object"}, {12, "not a JSON object"}, {13, "longer than 4096 bytes"},
        {15, "nested deeper"},     {16, "not valid JSON"},    {17, "lacks a role or a text"},
        {18, "\"id\" is not"},     {19, "prompt is empty"},   {20, "\"meta\" is not an object"},
    };
    CHECK_EQ(read.issues.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK_EQ(read.issues[i].line, expected[i].first);
        CHECK(read.issues[i].reason.find(expected[i].second) != std::string::npos);
    }
}

namespace {

// What a generator that knows the truth put into a file.
struct DirtyFile {
    std::string text;
    std::vector<PreferencePair> good;
    std::vector<std::uint64_t> badLines;
};

std::string randomText(Random& random) {
    static const std::vector<std::string> pieces{"a",  "Zoë",  " ",    "\n",   "\r\n",    "\t",     "\"",
                                                 "\\", "{",    "]",    ",",    "\u2028",  "\u0085", "日本",
                                                 "🌷",  "\x01", "\x7f", "</b>", "\\u0041", "null"};
    std::string text = "t";
    for (std::uint64_t left = random.below(12); left > 0; --left) {
        text += pieces[random.below(pieces.size())];
    }
    return text;
}

DirtyFile makeDirtyFile(std::uint64_t seed) {
    Random random(seed);
    DirtyFile file;
    if (random.below(2) == 0) {
        file.text = "\xef\xbb\xbf";
    }
    std::uint64_t line = 0;
    const std::uint64_t lines = 1 + random.below(60);
    for (std::uint64_t i = 0; i < lines; ++i) {
        ++line;
        PreferencePair pair;
        pair.id = "id" + std::to_string(i);
        pair.subset = randomText(random);
        pair.prompt = {{"user", randomText(random)}};
        pair.chosen = randomText(random);
        pair.rejected = pair.chosen + randomText(random);
        Json record{{"id", pair.id}, {"subset", pair.subset}, {"chosen", pair.chosen}, {"rejected", pair.rejected}};
        record["prompt"] = Json::array({{{"role", "user"}, {"content", pair.prompt[0].content}}});
        std::string text = record.dump(-1, ' ', random.below(2) == 0);
        // The first record is good, so that the layout is known; half of the others are.
        const std::uint64_t kind = i == 0 ? 100 : random.below(20);
        bool bad = true;
        switch (kind) {
            case 0:
                text.resize(1 + random.below(text.size() - 1));  // cut off anywhere
                break;
            case 1:
                text = text + "\xff";
                break;
            case 2:
                record.erase("chosen");
                text = record.dump();
                break;
            case 3:
                record["rejected"] = 3.5;
                text = record.dump();
                break;
            case 4:
                record["rejected"] = record["chosen"];
                text = record.dump();
                break;
            case 5:
                record["id"] = file.good.front().id;
                text = record.dump();
                break;
            case 6:
                record["subset"] = std::string(3000, 'x');
                text = record.dump();
                break;
            case 7:
                text = "\"just text\"";
                break;
            case 8:
                text = std::string(random.below(3), ' ');  // blank: no record at all
                break;
            default:
                bad = false;
        }
        if (kind == 8) {
            // neither good nor bad
        } else if (bad) {
            file.badLines.push_back(line);
        } else {
            file.good.push_back(pair);
        }
        const bool last = i + 1 == lines;
        file.text += text + (last && random.below(2) == 0 ? "" : random.below(2) == 0 ? "\n" : "\r\n");
    }
    return file;
}

}  // namespace

TEST(generated_dirty_files_give_exactly_the_good_pairs) {
    const check::TemporaryFolder folder;
    const auto path = folder.path() / "dirty.jsonl";
    std::uint64_t bad = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const auto file = makeDirtyFile(seed);
        writeFile(path, file.text);
        const auto read = readOut(path, {.maxLineBytes = 2000});
        CHECK(read.pairs == file.good);
        std::vector<std::uint64_t> lines;
        for (const auto& issue : read.issues) {
            CHECK(!issue.reason.empty());
            lines.push_back(issue.line);
        }
        CHECK(lines == file.badLines);
        bad += lines.size();
    }
    CHECK(bad > 1000);  // the generator does make dirt
}

TEST(generated_arrays_split_like_their_parser) {
    const check::TemporaryFolder folder;
    const auto path = folder.path() / "array.json";
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        Random random(seed);
        Json array = Json::array();
        std::vector<bool> good;
        const auto count = 1 + random.below(20);
        for (std::uint64_t i = 0; i < count; ++i) {
            const bool isGood = i == 0 || random.below(4) != 0;
            good.push_back(isGood);
            Json record{{"prompt", randomText(random)}, {"chosen", "c"}, {"rejected", "r" + randomText(random)}};
            record["nested"] = {{"list", {1, {2, {randomText(random)}}}}, {"text", "}],[{"}};
            array.push_back(isGood ? record : Json(random.below(2) == 0 ? Json(17) : Json("],")));
        }
        writeFile(path, array.dump(random.below(2) == 0 ? 2 : -1));
        const auto read = readOut(path);
        CHECK_EQ(read.records, good.size());
        std::size_t next = 0;
        for (std::size_t i = 0; i < good.size(); ++i) {
            if (good[i]) {
                CHECK_EQ(read.pairs[next].id, "pair_" + std::to_string(i + 1));
                CHECK_EQ(read.pairs[next].prompt[0].content, array[i]["prompt"].get<std::string>());
                ++next;
            }
        }
        CHECK_EQ(next, read.pairs.size());
    }
}

TEST(broken_arrays_are_reported_and_add_up) {
    const check::TemporaryFolder folder;
    const auto path = folder.path() / "array.json";
    const std::string one = R"({"prompt":"p","chosen":"a","rejected":"b"})";
    const struct {
        std::string text;
        std::size_t pairs;
        std::size_t issues;
    } cases[] = {
        {"[" + one + "," + one + "]", 2, 0},
        {"[" + one + ",]", 1, 1},
        {"[" + one + ",," + one + "]", 2, 1},
        {"[" + one + "," + one.substr(0, 20), 1, 1},

        {"[" + one + "," + one + " " + one + "]", 1, 1},
        {"[" + one + "] trailing", 1, 1},
        {" \n[" + one + "]\n\n", 1, 0},
        {"[" + one + ",\"unclosed string]", 1, 1},
    };
    for (const auto& test : cases) {
        writeFile(path, test.text);
        auto reader = PairReader::open(path, {.layout = PairLayout::Strings});
        CHECK_OK(reader);
        std::size_t pairs = 0;
        while (*reader->next()) {
            ++pairs;
        }
        CHECK_EQ(test.text + std::to_string(pairs), test.text + std::to_string(test.pairs));
        CHECK_EQ(test.text + std::to_string(reader->issueCount()), test.text + std::to_string(test.issues));
        CHECK_EQ(reader->records(), test.pairs + test.issues);
    }
    writeFile(path, "[" + one);  // nothing but a cut-off element
    CHECK(!PairReader::open(path));
}

TEST(member_text_agrees_with_the_parser) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random(seed);
        Json object = Json::object();
        object[randomText(random)] = randomText(random);
        object["meta"] = {{"a", randomText(random)}, {"list", {1, 2.5, nullptr, true, Json::object()}}};
        object["zz"] = {{"meta", "not this one"}};
        const std::string text = object.dump(random.below(2) == 0 ? 3 : -1);
        CHECK(Json::parse(jsonMemberText(text, "meta")) == object["meta"]);
        CHECK_EQ(jsonMemberText(text, "meta"), object["meta"].dump());
        CHECK_EQ(jsonMemberText(text, "absent"), "");
        std::string literal;
        const auto any = randomText(random);
        appendJsonString(literal, any);
        CHECK_EQ(Json::parse(literal).get<std::string>(), any);
        CHECK(literal.find('\n') == std::string::npos && literal.find("\u2028") == std::string::npos);
    }
    CHECK_EQ(jsonDepth(R"({"a":["[[[[",{"b":1}]})"), 3u);
    CHECK_EQ(jsonDepth(std::string(1000000, '[')), 1000000u);
}

TEST(a_million_brackets_do_not_overflow_the_stack) {
    const check::TemporaryFolder folder;
    const auto path = folder.path() / "deep.jsonl";
    writeFile(path,
              R"({"prompt":"p","chosen":"a","rejected":"b"})" + std::string("\n") + std::string(1000000, '[') + "\n");
    const auto read = readOut(path);
    CHECK_EQ(read.pairs.size(), 1u);
    CHECK(read.issues.at(0).reason.find("nested deeper") != std::string::npos);
}
