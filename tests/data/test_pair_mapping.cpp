// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/data/pair_mapping.h"
#include "core/data/pair_writer.h"
#include "tests/data/pair_files.h"

using namespace saferscope;
using check::readOut;
using check::TemporaryFolder;
using check::writeFile;

namespace {

PairReaderOptions mapped(const std::string& text) {
    auto mapping = parsePairMapping(text);
    CHECK_OK(mapping);
    PairReaderOptions options;
    options.mapping = *mapping;
    return options;
}

const FileColumn* columnOf(const FilePreview& preview, const std::string& path) {
    for (const auto& column : preview.columns) {
        if (column.path == path) {
            return &column;
        }
    }
    return nullptr;
}

}  // namespace

TEST(mappings_are_written_and_read_back) {
    PairMapping mapping;
    mapping.prompt = "a,b";
    mapping.chosen = "x=y\\z";
    mapping.rejected = "bad one";
    mapping.system = "s";
    mapping.preferred = "w.0";
    const auto back = parsePairMapping(pairMappingText(mapping));
    CHECK_OK(back);
    CHECK(*back == mapping);
    CHECK_EQ(pairMappingText(*parsePairMapping(" prompt=q , chosen=a,rejected=b")), "prompt=q ,chosen=a,rejected=b");
    for (const char* bad : {"", "prompt=q", "prompt=q,chosen=a,rejected=a", "prompt=q,chosen=a,rejected=b,",
                            "prompt=q,chosen=a,rejected=b,colour=c", "prompt=q,prompt=r,chosen=a,rejected=b",
                            "prompt,chosen=a,rejected=b", "prompt=,chosen=a,rejected=b"}) {
        const auto parsed = parsePairMapping(bad);
        CHECK(!parsed && parsed.error().code == ErrorCode::Usage && !parsed.error().hint.empty());
    }
}

TEST(paths_lead_into_objects_and_lists) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "deep.jsonl";
    writeFile(path, R"({"in":{"q":"p"},"out":[{"t":"a"},{"t":"b"}],"a.b":"dotted","n":7,"sys":"Be brief."})"
                    "\n"
                    R"({"in":{"q":[{"from":"human","value":"p2"}]},"out":[{"t":"a2"},{"t":"b2"}],"a":{"b":"x"},"n":8})"
                    "\n"
                    R"({"in":{"q":"p3"},"out":[{"t":"a3"}],"n":9})"
                    "\n"
                    R"({"in":{"q":3},"out":[{"t":"a4"},{"t":"b4"}]})"
                    "\n");
    const auto read = readOut(path, mapped("prompt=in.q,chosen=out.0.t,rejected=out.1.t,subset=a.b,id=n,system=sys"));
    CHECK(read.layout == PairLayout::Mapped);
    CHECK_EQ(read.pairs.size(), 2u);
    CHECK_EQ(read.pairs[0].id, "7");
    CHECK_EQ(read.pairs[0].subset, "dotted");
    CHECK((read.pairs[0].prompt == std::vector<Message>{{"system", "Be brief."}, {"user", "p"}}));
    CHECK_EQ(read.pairs[1].subset, "x");
    CHECK((read.pairs[1].prompt == std::vector<Message>{{"user", "p2"}}));
    CHECK(read.issues.at(0).reason.find("no \"out.1.t\"") != std::string::npos);
    CHECK(read.issues.at(1).reason.find("neither a text nor a list") != std::string::npos);
}

TEST(answers_may_be_message_lists_that_repeat_the_prompt) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "lists.jsonl";
    writeFile(path, R"({"q":"p","x":[{"role":"user","content":"p"},{"role":"assistant","content":"a"}],)"
                    R"("y":[{"role":"user","content":"p"},{"role":"assistant","content":"b"}]})"
                    "\n"
                    R"({"q":"p","x":{"from":"gpt","value":"a"},"y":"b"})"
                    "\n");
    const auto read = readOut(path, mapped("prompt=q,chosen=x,rejected=y"));
    CHECK_EQ(read.pairs.size(), 2u);
    for (const auto& pair : read.pairs) {
        CHECK((pair.prompt == std::vector<Message>{{"user", "p"}}));
        CHECK_EQ(pair.chosen + pair.rejected, "ab");
    }
}

TEST(the_preferred_member_turns_answers_round) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "judged.jsonl";
    const auto chosenOf = [&](const std::vector<std::string>& values) {
        std::string text;
        for (const auto& value : values) {
            text += R"({"q":"p","x":"1st","y":"2nd","w":)" + value + "}\n";
        }
        writeFile(path, text);
        auto reader = PairReader::open(path, mapped("prompt=q,chosen=x,rejected=y,preferred=w"));
        if (!reader) {
            return reader.error().message;
        }
        std::string chosen;
        while (auto pair = *reader->next()) {
            chosen += pair->chosen[0];
        }
        return chosen + (reader->issueCount() > 0 ? "!" + std::to_string(reader->issueCount()) : "");
    };
    CHECK_EQ(chosenOf({"1", "0", "1"}), "212");  // 0 and 1: known by the 0, also for what came before it
    CHECK_EQ(chosenOf({"1", "2", "1"}), "121");  // 1 and 2
    CHECK_EQ(chosenOf({"\"1\"", "\"2\""}), "12");
    CHECK_EQ(chosenOf({"1.0", "0.0"}), "21");
    CHECK_EQ(chosenOf({"true", "false"}), "12");
    CHECK_EQ(chosenOf({"\"A\"", "\"b\"", "\"model_b\""}), "122");
    CHECK_EQ(chosenOf({"\"x\"", "\"y\"", "\"rejected\""}), "122");
    CHECK_EQ(chosenOf({"\"A\"", "\"tie\"", "null", "7"}), "1!3");
    CHECK_EQ(chosenOf({"0", "2"}), "1!1");
    CHECK(chosenOf({"1", "1"}).find("may be the second of 0 and 1") != std::string::npos);
}

TEST(a_preview_names_columns_kinds_and_a_guess) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "any.jsonl";
    std::string longText;
    for (int i = 0; i < 200; ++i) {
        longText += "é";
    }
    writeFile(path, R"({"Question":"q","response_a":"x","meta":{"uid":"u1","score":1.5},"response_b":"y","winner":"A",)"
                    R"("turns":[{"role":"user","content":"hi"}],"tags":["s","t"],"long":")" +
                        longText + "\"}\n{broken\n" + R"({"Question":"q2","response_a":"","extra":true})" + "\n");
    const auto preview = previewFile(path, 10);
    CHECK_OK(preview);
    CHECK_EQ(preview->records, 3u);
    CHECK_EQ(preview->broken, 1u);
    CHECK_EQ(preview->columns.at(0).path, "Question");  // the order of the file, not of the alphabet
    CHECK_EQ(preview->columns.at(1).path, "response_a");
    CHECK_EQ(preview->columns[0].filled, 2u);
    CHECK_EQ(preview->columns[1].filled, 1u);
    const std::pair<const char*, const char*> kinds[] = {
        {"Question", "text"},  {"meta", "object"}, {"meta.uid", "text"}, {"meta.score", "number"},
        {"turns", "messages"}, {"tags", "list"},   {"tags.1", "text"},   {"extra", "flag"}};
    for (const auto& [name, kind] : kinds) {
        const auto* column = columnOf(*preview, name);
        CHECK(column != nullptr);
        CHECK_EQ(column->kind, kind);
    }
    CHECK_EQ(columnOf(*preview, "long")->examples.at(0).size(), 300u);
    CHECK_EQ(pairMappingText(preview->guess),
             "prompt=Question,chosen=response_a,rejected=response_b,id=meta.uid,preferred=winner");
    writeFile(folder.path() / "t.csv", "prompt_text;best;worst\na;b;c\n");
    const auto table = previewFile(folder.path() / "t.csv");
    CHECK_OK(table);
    CHECK_EQ(table->columns.size(), 3u);
    CHECK_EQ(table->guess.chosen + table->guess.rejected + table->guess.prompt, "bestworst");
    CHECK(!previewFile(folder.path() / "absent.csv"));
}

TEST(a_file_of_many_columns_is_cut_off) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "wide.jsonl";
    Json record = Json::object();
    for (int i = 0; i < 5000; ++i) {
        record["k" + std::to_string(i)] = Json{{"a", {1, 2, 3}}};
    }
    writeFile(path, record.dump() + "\n");
    const auto preview = previewFile(path);
    CHECK_OK(preview);
    CHECK(preview->columns.size() <= 200);
}

// Hundreds of thousands of members must cost neither memory nor time.
TEST(hostile_records_of_many_members_are_cheap) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "members.jsonl";
    std::string text = R"({"prompt":"p","chosen":"a","rejected":"b")";
    for (int i = 0; i < 400'000; ++i) {
        text += ",\"k" + std::to_string(i) + "\":1";
    }
    writeFile(path, text + "}\n");
    CHECK_OK(previewFile(path));
    auto reader = PairReader::open(path);
    CHECK_OK(reader);
    CHECK((*reader->next()).has_value());
    CHECK_EQ(reader->notes().size(), 1u);
    CHECK(reader->notes()[0].ends_with("and further members."));
    CHECK(reader->notes()[0].size() < 1000);
}

TEST(a_preference_that_changes_nothing_is_said) {
    const TemporaryFolder folder;
    writeFile(folder.path() / "x.jsonl", R"({"prompt":"p","chosen":"a","rejected":"b"})");
    const auto reader = PairReader::open(folder.path() / "x.jsonl", {.preference = PairPreference::Safer});
    CHECK_OK(reader);
    CHECK(reader->notes().at(0).find("changed nothing") != std::string::npos);
}

TEST(single_answers_that_wait_are_bounded) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "many.jsonl";
    std::string text;
    for (int i = 0; i < 4000; ++i) {
        text += R"({"prompt":"p)" + std::to_string(i) + R"(","response":")" + std::string(500, 'x') +
                R"(","response_harm_label":"harmful"})" + "\n";
    }
    writeFile(path, text);
    auto bounded = PairReader::open(path, {.maxWaitingBytes = 1u << 20});
    CHECK_OK(bounded);
    const auto refused = bounded->next();
    CHECK(!refused && refused.error().hint.find("Sort the file by prompt") != std::string::npos);
    const auto none = readAllPairs(path);
    CHECK(!none && none.error().message.find("No two of the 4000 records") != std::string::npos);
    // Answers to one prompt lie together: hardly anything waits.
    text.clear();
    for (int i = 0; i < 4000; ++i) {
        for (const char* label : {"harmful", "unharmful"}) {
            text += R"({"prompt":"p)" + std::to_string(i) + R"(","response":")" + label + std::string(500, 'x') +
                    R"(","response_harm_label":")" + label + "\"}\n";
        }
    }
    writeFile(path, text);
    const auto pairs = readAllPairs(path, {.maxWaitingBytes = 4096});
    CHECK_OK(pairs);
    CHECK_EQ(pairs->size(), 4000u);
    CHECK(pairs->back().chosen.starts_with("unharmful"));
    CHECK_EQ(pairs->back().id, "pair_8000+pair_7999");
}
