// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/normalizer.h"
#include "core/text/tokenizer.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

using namespace saferscope;
using namespace saferscope::check;

namespace {

using Ids = std::vector<std::int32_t>;

/// A tokenizer.json in the style of Llama 2, small enough to merge by hand: <unk> 0, <s> 1, </s> 2, the 256 bytes from
/// 3 if wanted, then ▁ a b c ab ▁ab from 259 (or from 3).
OrderedJson styleJson(bool bytes = true) {
    OrderedJson vocab = {{"<unk>", 0}, {"<s>", 1}, {"</s>", 2}};
    for (int byte = 0; byte < 256 && bytes; ++byte) {
        char text[8];
        std::snprintf(text, sizeof text, "<0x%02X>", static_cast<unsigned>(byte));
        vocab[text] = vocab.size();
    }
    for (const char* token : {"▁", "a", "b", "c", "ab", "▁ab"}) {
        vocab[token] = vocab.size();
    }
    OrderedJson json;
    json["added_tokens"] = OrderedJson::array();
    for (int id = 0; id < 3; ++id) {
        json["added_tokens"].push_back({{"id", id},
                                        {"content", id == 0   ? "<unk>"
                                                    : id == 1 ? "<s>"
                                                              : "</s>"},
                                        {"normalized", false},
                                        {"special", true}});
    }
    json["normalizer"] = OrderedJson::parse(R"({"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"},
        {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]})");
    json["pre_tokenizer"] = nullptr;
    json["post_processor"] = OrderedJson::parse(R"({"type": "TemplateProcessing", "single": [{"SpecialToken":
        {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}], "special_tokens":
        {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}})");
    json["decoder"] = OrderedJson::parse(R"({"type": "Sequence", "decoders": [{"type": "Replace", "pattern":
        {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
        {"type": "Strip", "content": " ", "start": 1, "stop": 0}]})");
    json["model"] = {{"type", "BPE"},          {"unk_token", "<unk>"}, {"fuse_unk", true},
                     {"byte_fallback", bytes}, {"vocab", vocab},       {"merges", {"a b", "▁ ab"}}};
    return json;
}

Ids ids(const OrderedJson& json, const std::string& text) {
    const auto encoding = tokenizerFrom(json).encode(text, false);
    CHECK_OK(encoding);
    CHECK_EQ(rangeFault(*encoding, text.size()), "");
    return encoding->ids;
}

OrderedJson metaspace(const char* scheme, bool split) {
    OrderedJson json = styleJson(false);
    json["normalizer"] = nullptr;
    json["pre_tokenizer"] = {{"type", "Metaspace"}, {"replacement", "▁"}, {"prepend_scheme", scheme}, {"split", split}};
    return json;
}

std::string refusal(const OrderedJson& json) {
    const auto tokenizer = Tokenizer::fromJson(json.dump(), "file");
    CHECK(!tokenizer);
    return tokenizer.error().message + tokenizer.error().hint;
}

std::string normalized(const char* json, const std::string& text) {
    const auto normalizer = Normalizer::fromJson(Json::parse(json), "test");
    CHECK_OK(normalizer);
    NormalizedText result;
    CHECK_OK(normalizer->apply(text, SearchTime(text.size()), result));
    return std::string(result.text());
}

}  // namespace

TEST(llama_2_in_small) {
    const Tokenizer t = tokenizerFrom(styleJson());
    const auto encoding = t.encode("ab cé", false);
    CHECK(encoding->ids == (Ids{264, 259, 262, 3 + 0xc3, 3 + 0xa9}));
    CHECK(encoding->ranges == (std::vector<ByteRange>{{0, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}}));
    CHECK_EQ(t.tokenBytes(264), " ab");
    CHECK_EQ(t.tokenBytes(3 + 0xc3), "\xc3");
    CHECK_EQ(t.decode(encoding->ids), "ab cé");
    CHECK(t.encode("ab", true)->ids == (Ids{1, 264}));
    CHECK(ids(styleJson(), "ab</s>ab") == (Ids{264, 2, 264}));  // every stretch gets its space
    CHECK(ids(styleJson(), "a</s>") == (Ids{259, 260, 2}));
    CHECK(ids(styleJson(), "") == Ids{});
    CHECK_EQ(*t.idOf("▁ab"), 264);
}

TEST(unknown_characters) {
    OrderedJson json = styleJson(false);
    CHECK(ids(json, "axyzb") == (Ids{3, 4, 0, 5}));  // fused
    json["model"]["fuse_unk"] = false;
    CHECK(ids(json, "axyb") == (Ids{3, 4, 0, 0, 5}));
    json["model"]["unk_token"] = nullptr;
    CHECK(ids(json, "axyb") == (Ids{8}));  // passed over, so that ▁, a and b meet
    json["model"]["unk_token"] = "<none>";
    CHECK(refusal(json).find("<none>") != std::string::npos);
}

TEST(metaspace_puts_its_prefix_where_its_scheme_says) {
    CHECK(ids(metaspace("always", true), "ab ab</s>ab") == (Ids{8, 8, 2, 8}));
    CHECK(ids(metaspace("first", false), "ab ab</s>ab") == (Ids{8, 8, 2, 7}));
    CHECK(ids(metaspace("first", true), "</s>ab") == (Ids{2, 7}));
    CHECK(ids(metaspace("never", false), "ab ab") == (Ids{7, 8}));
    CHECK(ids(metaspace("always", true), " ab▁ab") == (Ids{8, 8}));
    CHECK(ids(metaspace("always", true), "  ab") == (Ids{3, 8}));
    OrderedJson old = metaspace("never", true);
    old["pre_tokenizer"] = {{"type", "Metaspace"}, {"replacement", "▁"}, {"add_prefix_space", true}};
    CHECK(ids(old, "ab") == (Ids{8}));
    old["pre_tokenizer"]["add_prefix_space"] = false;
    CHECK(ids(old, "ab") == (Ids{7}));
    old["pre_tokenizer"]["prepend_scheme"] = "sometimes";
    CHECK(refusal(old).find("sometimes") != std::string::npos);
    old["decoder"] = {{"type", "Metaspace"}, {"replacement", "▁"}, {"prepend_scheme", "first"}};
    old["pre_tokenizer"] = metaspace("first", false)["pre_tokenizer"];
    CHECK_EQ(tokenizerFrom(old).decode({8, 8}), "ab ab");
}

TEST(split_keeps_merges_within_its_pieces) {
    OrderedJson json = styleJson(false);
    json["normalizer"] = {{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", "▁"}};
    json["pre_tokenizer"] = {
        {"type", "Split"}, {"pattern", {{"String", "a"}}}, {"behavior", "MergedWithPrevious"}, {"invert", false}};
    CHECK(ids(json, "ab ab") == (Ids{4, 5, 3, 4, 5}));
    json["model"]["ignore_merges"] = true;
    json["pre_tokenizer"] = nullptr;
    CHECK(ids(json, " ab") == (Ids{8}));
    CHECK(ids(json, " abc") == (Ids{8, 6}));
}

TEST(added_tokens_of_the_normalized_text) {
    OrderedJson json = styleJson(false);
    json["normalizer"] = OrderedJson::parse(R"({"type": "Lowercase"})");
    json["added_tokens"].push_back({{"id", 9}, {"content", "[X]"}, {"normalized", true}, {"rstrip", true}});
    json["added_tokens"].push_back({{"id", 10}, {"content", "ca"}, {"normalized", false}, {"single_word", true}});
    CHECK(ids(json, "A[X]  b[x]") == (Ids{4, 9, 5, 9}));
    CHECK(ids(json, "ca cab") == (Ids{10, 0, 6, 7}));
}

TEST(normalizers_follow_their_definitions) {
    CHECK_EQ(normalized(R"({"type": "NFKC"})", "ﬁ ① Ａ ｶﾞ \u00a0"), "fi 1 A ガ  ");
    CHECK_EQ(normalized(R"({"type": "NFD"})", "é Å"), "e\xcc\x81 A\xcc\x8a");
    CHECK_EQ(normalized(R"({"type": "NFKD"})", "ﬁé"), "fie\xcc\x81");
    CHECK_EQ(normalized(R"({"type": "NFC"})", "e\xcc\x81 ﬁ"), "é ﬁ");
    CHECK_EQ(normalized(R"({"type": "Lowercase"})", "ÀÉ İ ΑΣ"), "àé i\xcc\x87 ασ");
    CHECK_EQ(normalized(R"({"type": "Strip", "strip_left": true, "strip_right": true})", " \u3000a b\n "), "a b");
    CHECK_EQ(normalized(R"({"type": "Strip", "strip_left": false, "strip_right": true})", "  "), "");
    CHECK_EQ(normalized(R"({"type": "StripAccents"})", "e\xcc\x81x\xcc\xa3"), "ex");
    CHECK_EQ(normalized(R"({"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": "_"})", "a \n b"), "a_b");
    CHECK_EQ(normalized(R"({"type": "Replace", "pattern": {"String": "aa"}, "content": ""})", "aaab"), "ab");
    CHECK_EQ(normalized(R"({"type": "Prepend", "prepend": "▁"})", ""), "");
    CHECK(!Normalizer::fromJson(Json::parse(R"({"type": "Replace", "pattern": {"String": ""}, "content": "x"})"), "t"));
}

TEST(ranges_cover_random_texts_through_every_normalizer) {
    const char* const all[] = {R"({"type": "NFC"})",
                               R"({"type": "NFD"})",
                               R"({"type": "NFKC"})",
                               R"({"type": "NFKD"})",
                               R"({"type": "Lowercase"})",
                               R"({"type": "Strip"})",
                               R"({"type": "StripAccents"})",
                               R"({"type": "Prepend", "prepend": "▁▁"})",
                               R"({"type": "Replace", "pattern": {"Regex": "[a-z]+|\\s"}, "content": ""})",
                               R"({"type": "Replace", "pattern": {"String": " "}, "content": "▁"})",
                               R"x({"type": "Replace", "pattern": {"Regex": "(?=a)"}, "content": "漢字"})x"};
    Random random(17);
    for (int round = 0; round < 300; ++round) {
        OrderedJson json = round % 2 == 0 ? styleJson(round % 4 == 0) : metaspace("always", round % 3 == 0);
        json["normalizer"] = {{"type", "Sequence"}, {"normalizers", OrderedJson::array()}};
        for (std::uint64_t n = random.below(4); n > 0; --n) {
            json["normalizer"]["normalizers"].push_back(OrderedJson::parse(all[random.below(std::size(all))]));
        }
        const Tokenizer tokenizer = tokenizerFrom(json);
        for (int i = 0; i < 8; ++i) {
            const std::string text = randomText(random, 1 + random.below(30), true);
            const auto encoding = tokenizer.encode(text, false);
            CHECK_OK(encoding);
            CHECK_EQ(rangeFault(*encoding, text.size()), "");
        }
    }
}

TEST(decoders_that_would_decode_wrongly_are_refused) {
    OrderedJson json = styleJson();
    json["decoder"] = {{"type", "ByteLevel"}};
    CHECK(refusal(json).find("ByteLevel") != std::string::npos);
    json["decoder"] = {{"type", "WordPiece"}};
    CHECK(refusal(json).find("WordPiece") != std::string::npos);
    json["decoder"] = {{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}};
    CHECK(refusal(json).find("before Fuse") != std::string::npos);
}

TEST(a_long_text_without_spaces_takes_no_quadratic_time) {
    const Tokenizer tokenizer = tokenizerFrom(styleJson());
    for (const char* unit : {"a", "ab", "abc ", "漢"}) {
        std::string text;
        while (text.size() < 1'000'000) {
            text += unit;
        }
        CHECK(seconds([&] { CHECK_OK(tokenizer.encode(text, false)); }) < 3.0);
    }
}
