// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/hh_transcript.h"
#include "core/data/pair_writer.h"
#include "tests/data/pair_files.h"

#include <map>
#include <set>

using namespace saferscope;
using check::readOut;

namespace {

std::filesystem::path fixture(const char* name) { return check::sourceFolder() / "tests" / "fixtures" / "data" / name; }

const std::vector<Message> egg{{"user", "How long do I boil an egg?"}};

bool issueSays(const check::ReadOutcome& outcome, std::size_t index, std::uint64_t line, const std::string& words) {
    return index < outcome.issues.size() && outcome.issues[index].line == line &&
           outcome.issues[index].reason.find(words) != std::string::npos;
}

}  // namespace

TEST(saferscope_layout_keeps_everything) {
    const auto read = readOut(fixture("saferscope.jsonl"));
    CHECK(read.layout == PairLayout::Saferscope);
    CHECK_EQ(read.pairs.size(), 2u);
    PreferencePair first;
    first.id = "a1";
    first.subset = "kitchen";
    first.split = "train";
    first.prompt = {{"system", "Be brief."}, {"user", "How long do I boil an egg?"}};
    first.chosen = "Eight minutes.";
    first.rejected = "I cannot say.";
    first.meta = R"({"z":1,"a":[1.50,1e3],"s":"a b"})";  // order of keys and spelling of numbers untouched
    CHECK(read.pairs[0] == first);
    CHECK_EQ(read.pairs[1].prompt.size(), 3u);
    CHECK_EQ(read.pairs[1].prompt[2].content, "In Kiel 🌷");
    CHECK_EQ(read.pairs[1].meta, "{}");
}

TEST(hh_transcripts_are_split_at_the_turns) {
    const auto read = readOut(fixture("hh_strings.jsonl"), {.defaultSubset = "hh", .idPrefix = "row"});
    CHECK(read.layout == PairLayout::HhStrings);
    CHECK_EQ(read.records, 4u);
    CHECK_EQ(read.pairs.size(), 2u);
    const auto& whole = read.pairs[0];
    CHECK_EQ(whole.id, "row_1");
    CHECK_EQ(whole.subset, "hh");
    const std::vector<Message> prompt{egg[0], {"assistant", "Hard or soft?"}, {"user", "Hard."}};
    CHECK(whole.prompt == prompt);
    CHECK_EQ(whole.chosen, "Nine minutes.\n\nThen cool it.");
    CHECK_EQ(whole.rejected, "No idea.");
    // Of different length: they part at the first answer.
    CHECK_EQ(read.pairs[1].prompt.size(), 1u);
    CHECK_EQ(read.pairs[1].chosen, "Hi there!");
    CHECK_EQ(read.pairs[1].rejected, "Go away.");
    CHECK(issueSays(read, 0, 3, "share no prompt"));
    CHECK(issueSays(read, 1, 4, "\"rejected\" does not end with an answer"));
}

TEST(hh_transcript_round_trip) {
    const std::vector<Message> turns{
        {"user", "one\n\ntwo"}, {"assistant", "x Human: y"}, {"user", ""}, {"assistant", "z"}};
    std::string text;
    for (const auto& turn : turns) {
        text += (turn.role == "user" ? "\n\nHuman: " : "\n\nAssistant: ") + turn.content;
    }
    CHECK(parseHhTranscript(text) == turns);
    CHECK(parseHhTranscript("Human: a\n\nAssistant: b").size() == 2);
    CHECK(parseHhTranscript("Rules.\n\nHuman: a\n\nAssistant: b")[0] == (Message{"system", "Rules."}));
    CHECK(parseHhTranscript("no marker Human: here").empty());
    const std::vector<Message> other{
        {"user", "one\n\ntwo"}, {"assistant", "x Human: y"}, {"user", "?"}, {"assistant", "w"}};
    const auto different = splitSharedPrompt(turns, other);  // the same answer to different later questions
    CHECK(!different);
    CHECK(different.error().find("different prompts") != std::string::npos);
}

TEST(message_lists_with_and_without_prompt) {
    const auto read = readOut(fixture("messages.jsonl"));
    CHECK(read.layout == PairLayout::Messages);
    CHECK_EQ(read.pairs.size(), 4u);
    CHECK_EQ(read.pairs[0].id, "7");
    CHECK(read.pairs[0].prompt == egg);
    CHECK_EQ(read.pairs[0].chosen, "Eight minutes.");
    CHECK_EQ(read.pairs[0].rejected, "I cannot say.");
    CHECK((read.pairs[1].prompt == std::vector<Message>{{"system", "Be brief."}, {"user", "Hello"}}));
    CHECK((read.pairs[2].prompt == std::vector<Message>{{"user", "Sing"}}));
    CHECK((read.pairs[3].prompt == std::vector<Message>{{"user", "Sing louder"}}));
    CHECK(issueSays(read, 0, 5, "differ"));
    CHECK(issueSays(read, 1, 6, "\"chosen\" does not end"));
    CHECK(issueSays(read, 2, 7, "prompt is empty"));
}

TEST(plain_strings_and_prompts_in_hh_spelling) {
    const auto read = readOut(fixture("strings.jsonl"));
    CHECK(read.layout == PairLayout::Strings);
    CHECK_EQ(read.pairs.size(), 2u);
    CHECK(read.pairs[0].prompt == egg);
    CHECK((read.pairs[1].prompt == std::vector<Message>{{"user", "Hello"}, {"assistant", "Hi."}, {"user", "Sing"}}));
    CHECK(issueSays(read, 0, 3, "prompt is empty"));
}

TEST(sharegpt_arrays) {
    const auto read = readOut(fixture("sharegpt.json"));
    CHECK(read.layout == PairLayout::ShareGpt);
    CHECK_EQ(read.pairs.size(), 2u);
    CHECK((read.pairs[0].prompt == std::vector<Message>{{"user", "Hello [you] {there}, \"friend\""}}));
    CHECK((read.pairs[1].prompt == std::vector<Message>{{"system", "Be brief."}, {"user", "Sing"}}));
    CHECK_EQ(read.pairs[1].chosen, "La \\ la");
    CHECK_EQ(read.pairs[1].rejected, "]");
}

TEST(a_forced_layout_is_used) {
    const auto read = readOut(fixture("strings.jsonl"), {.layout = PairLayout::HhStrings});
    CHECK_EQ(read.pairs.size(), 0u);
    CHECK(issueSays(read, 0, 1, "not a Human/Assistant transcript"));
    const auto all = readAllPairs(fixture("strings.jsonl"), {.layout = PairLayout::HhStrings});
    CHECK(!all);
    CHECK(all.error().code == ErrorCode::InvalidInput);
}

TEST(real_files_have_the_counts_of_their_description) {
    const auto shared = check::sharedFolder();
    if (shared.empty()) {
        SKIP("no shared data beside the checkout");
    }
    const std::map<std::string, std::size_t> expected{
        {"hh_harmless/pairs_train.jsonl", 1822},    {"hh_harmless/pairs_eval.jsonl", 245},
        {"hh_helpful/pairs_train.jsonl", 1559},     {"hh_helpful/pairs_eval.jsonl", 202},
        {"rm_bench/pairs_eval.jsonl", 1420},        {"llmbar/pairs_eval.jsonl", 419},
        {"llamafactory_dpo/dpo_en_demo.json", 300}, {"hh_harmless/raw_sample.jsonl.gz", 300},
    };
    for (const auto& [name, count] : expected) {
        const auto read = readOut(shared / "data" / name);
        CHECK_EQ(name + " " + std::to_string(read.pairs.size()), name + " " + std::to_string(count));
        CHECK_EQ(read.issues.size(), 0u);
    }
}

TEST(real_hh_strings_equal_their_normalised_copy) {
    const auto shared = check::sharedFolder();
    if (shared.empty()) {
        SKIP("no shared data beside the checkout");
    }
    std::set<std::string> normalised;
    const auto key = [](PreferencePair pair) {
        pair.id = pair.subset = pair.split = "";
        pair.meta = "{}";
        return pairToJsonLine(pair);
    };
    for (const char* name : {"pairs_train.jsonl", "pairs_eval.jsonl"}) {
        for (auto& pair : readOut(shared / "data" / "hh_harmless" / name).pairs) {
            normalised.insert(key(std::move(pair)));
        }
    }
    for (auto& pair : readOut(shared / "data" / "hh_harmless" / "raw_sample.jsonl.gz").pairs) {
        CHECK(normalised.contains(key(std::move(pair))));
    }
}

TEST(files_of_other_layouts_are_refused_with_what_is_accepted) {
    const check::TemporaryFolder folder;
    std::vector<std::filesystem::path> files{folder.path() / "other.jsonl"};
    check::writeFile(files[0], "{\"question\":\"p\",\"good\":\"a\",\"bad\":\"b\"}\n");
    if (const auto shared = check::sharedFolder(); !shared.empty()) {
        files.push_back(shared / "data" / "nemo_fixtures" / "test-rm.jsonl");  // ratings by attribute, no preference
        files.push_back(shared / "data" / "safety_rbr" / "train.jsonl");       // single answers
    }
    for (const auto& file : files) {
        const auto reader = PairReader::open(file);
        CHECK(!reader);
        CHECK(reader.error().code == ErrorCode::InvalidInput);
        CHECK(reader.error().message.find(file.string()) != std::string::npos);
        CHECK(reader.error().message.find("its records have the keys \"") != std::string::npos);
        CHECK(reader.error().hint.find("Each record needs \"chosen\" and \"rejected\"") != std::string::npos);
        CHECK(reader.error().hint.find("--map") != std::string::npos);
    }
}

TEST(real_nemo_files_are_taken_apart) {
    const auto shared = check::sharedFolder();
    if (shared.empty()) {
        SKIP("no shared data beside the checkout");
    }
    const auto read = readOut(shared / "data" / "nemo_fixtures" / "dummy-dpo.jsonl");
    CHECK(read.layout == PairLayout::Nemo);
    CHECK_EQ(read.pairs.size(), 100u);
    CHECK((read.pairs[0].prompt == std::vector<Message>{{"user", "This is a test question?"}}));
    CHECK_EQ(read.pairs[0].chosen, "This is the chosen response.");
    CHECK_EQ(read.pairs[0].rejected, "This is the rejected response.");
    for (const auto& pair : read.pairs) {
        CHECK_EQ(pair.prompt.size(), 1u);
        CHECK((pair.chosen + pair.rejected + pair.prompt[0].content).find("<extra_id") == std::string::npos);
    }
}
