// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/added_tokens.h"
#include "core/text/pre_tokenizer.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

using namespace saferscope;
using namespace saferscope::check;

namespace {

/// The pieces of a pre-tokenizer, joined by '|'; a piece with a space put before it starts with '_'.
std::string pieces(const char* json, const std::string& text) {
    const auto tokenizer = PreTokenizer::fromJson(Json::parse(json), "test");
    CHECK_OK(tokenizer);
    std::vector<PreTokenizer::Piece> found;
    CHECK_OK(tokenizer->split(text, true, SearchTime(text.size()), found));
    std::string joined;
    std::uint32_t at = 0;
    for (const auto& piece : found) {
        CHECK_EQ(piece.begin, at);
        at = piece.end;
        joined += (joined.empty() ? "" : "|") + std::string(piece.spaceBefore ? "_" : "") +
                  text.substr(piece.begin, piece.end - piece.begin);
    }
    CHECK_EQ(at, text.size());
    return joined;
}

std::string splitBy(const std::string& behaviour, bool invert, const std::string& text) {
    const Json json = {
        {"type", "Sequence"},
        {"pretokenizers",
         {{{"type", "Split"}, {"pattern", {{"String", "-"}}}, {"behavior", behaviour}, {"invert", invert}},
          {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"use_regex", false}}}}};
    return pieces(json.dump().c_str(), text);
}

struct Flags {
    bool singleWord = false, leftStrip = false, rightStrip = false;
};

/// Splits by one added token "<x>" with these flags; tokens in brackets.
std::string parts(Flags flags, const std::string& text, const std::string& content = "<x>") {
    const Json entry = {{"id", 0},
                        {"content", content},
                        {"single_word", flags.singleWord},
                        {"lstrip", flags.leftStrip},
                        {"rstrip", flags.rightStrip},
                        {"normalized", false},
                        {"special", true}};
    const auto token = AddedTokens::readToken(entry, "test");
    CHECK_OK(token);
    const auto added = AddedTokens::make({*token}, Vocabulary(), Normalizer(), "test");
    CHECK_OK(added);
    std::vector<AddedTokens::Part> found;
    added->split(text, AddedTokens::Stage::Raw, found);
    std::string joined;
    std::uint32_t at = 0;
    for (const auto& part : found) {
        CHECK_EQ(part.begin, at);
        at = part.end;
        const std::string own = text.substr(part.begin, part.end - part.begin);
        joined += part.id >= 0 ? "[" + own + "]" : own;
    }
    CHECK_EQ(at, text.size());
    return joined;
}

}  // namespace

TEST(byte_level_uses_gpt2s_pattern) {
    const char* json = R"({"type": "ByteLevel", "add_prefix_space": false})";
    CHECK_EQ(pieces(json, "Hello world's 123abc!!  \n x"), "Hello| world|'s| 123|abc|!!|  \n| x");
    CHECK_EQ(pieces(json, "don'T"), "don|'|T");
    CHECK_EQ(pieces(json, ""), "");
}

TEST(prefix_space_is_added_where_the_reference_adds_it) {
    const char* json = R"({"type": "ByteLevel", "add_prefix_space": true, "use_regex": true})";
    CHECK_EQ(pieces(json, "Hello you"), "_Hello| you");
    CHECK_EQ(pieces(json, " Hello"), " Hello");
    CHECK_EQ(pieces(json, "\n"), "_\n");
    OrderedJson tokenizer = smallTokenizerJson();
    tokenizer["pre_tokenizer"] = OrderedJson::parse(json);
    const Tokenizer spaced = tokenizerFrom(tokenizer);
    const auto with = spaced.encode("the", false);
    CHECK_EQ(with->ids.size(), 1u);
    CHECK_EQ(spaced.tokenBytes(with->ids[0]), " the");
    CHECK(with->ranges[0] == (ByteRange{0, 3}));
    const auto many = spaced.encode("^q", false);  // the space becomes a token of its own, over no bytes
    CHECK_EQ(rangeFault(*many, 2), "");
}

TEST(split_behaviours_follow_the_reference) {
    // The examples of the Hugging Face documentation of SplitDelimiterBehavior.
    const std::string text = "the-final--countdown";
    CHECK_EQ(splitBy("Isolated", false, text), "the|-|final|-|-|countdown");
    CHECK_EQ(splitBy("MergedWithPrevious", false, text), "the-|final-|-|countdown");
    CHECK_EQ(splitBy("MergedWithNext", false, text), "the|-final|-|-countdown");
    CHECK_EQ(splitBy("Contiguous", false, text), "the|-|final|--|countdown");
    CHECK_EQ(splitBy("Isolated", true, text), "the|-|final|-|-|countdown");
    CHECK_EQ(splitBy("Contiguous", true, text), "the|-|final|--|countdown");
    CHECK(!PreTokenizer::fromJson(Json{{"type", "Split"}, {"pattern", {{"String", "-"}}}, {"behavior", "Removed"}},
                                  "test"));
}

TEST(digits_are_split_off) {
    const char* json = R"({"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": true},
                           {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}]})";
    CHECK_EQ(pieces(json, "a12b"), "a|1|2|b");
}

TEST(empty_matches_split_as_in_the_reference) {
    const Json split = {
        {"type", "Split"}, {"pattern", {{"Regex", "(?=\\d{2})"}}}, {"behavior", "Isolated"}, {"invert", false}};
    const Json byteLevel = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"use_regex", false}};
    const Json json = {{"type", "Sequence"}, {"pretokenizers", {split, byteLevel}}};
    CHECK_EQ(pieces(json.dump().c_str(), "a123b"), "a|1|23b");
}

TEST(added_tokens_honour_their_flags) {
    CHECK_EQ(parts({}, "a<x> b<x>"), "a[<x>] b[<x>]");
    CHECK_EQ(parts({}, "<x"), "<x");
    CHECK_EQ(parts({false, true, false}, "a  \t<x> b"), "a[  \t<x>] b");
    CHECK_EQ(parts({false, false, true}, "a <x>\u3000\n b"), "a [<x>\u3000\n ]b");
    CHECK_EQ(parts({false, true, true}, " <x> <x> "), "[ <x> ][<x> ]");
    CHECK_EQ(parts({true, false, false}, "yes no yesno noé (yes) yes", "yes"), "[yes] no yesno noé ([yes]) [yes]");
}

TEST(the_longest_added_token_wins) {
    OrderedJson json = smallTokenizerJson();
    const std::int32_t first = 600;
    for (const char* content : {"<a", "<a><b", "<a>"}) {
        json["added_tokens"].push_back({{"id", json["added_tokens"].size() + 595},
                                        {"content", content},
                                        {"single_word", false},
                                        {"lstrip", false},
                                        {"rstrip", false},
                                        {"normalized", content == std::string("<a>")},
                                        {"special", false}});
    }
    const Tokenizer tokenizer = tokenizerFrom(json);
    CHECK_EQ(tokenizer.encode("<a><b", false)->ids.front(), first + 1);
    CHECK_EQ(tokenizer.encode("<a> ", false)->ids.front(), first);  // raw ones go before normalized ones
    CHECK_EQ(tokenizer.vocabularySize(), 603u);
    CHECK(!tokenizer.isSpecial(first));
}

TEST(ignore_merges_takes_whole_pieces_from_the_vocabulary) {
    OrderedJson json = smallTokenizerJson();
    json["model"]["vocab"]["zqz"] = 600;
    CHECK_EQ(tokenizerFrom(json).encode("zqz", false)->ids.size(), 3u);
    json["model"]["ignore_merges"] = true;
    CHECK(tokenizerFrom(json).encode("zqz", false)->ids == std::vector<std::int32_t>{600});
}

TEST(bytes_without_a_token_are_passed_over) {
    OrderedJson json = smallTokenizerJson();
    json["model"]["vocab"].erase("~");
    const Tokenizer tokenizer = tokenizerFrom(json);
    for (const std::string text : {"~a~", "a~~b", "~"}) {
        const auto encoding = tokenizer.encode(text, false);
        CHECK_OK(encoding);
        CHECK_EQ(rangeFault(*encoding, text.size()), "");
        CHECK(tokenizer.decode(encoding->ids).find('~') == std::string::npos);
    }
    json["model"]["unk_token"] = "a";
    CHECK(!Tokenizer::fromJson(json.dump(), "test"));
}
