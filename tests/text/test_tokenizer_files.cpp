// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/text/tokenizer.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

using namespace saferscope;
using namespace saferscope::check;

namespace {

/// The refusal's sentence; fails the test when the file is taken.
std::string refusal(const OrderedJson& json) {
    const auto tokenizer = Tokenizer::fromJson(json.dump(), "file");
    CHECK_EQ(tokenizer ? "taken" : "refused", std::string("refused"));
    CHECK(tokenizer.error().code == ErrorCode::InvalidInput);
    return tokenizer.error().message;
}

bool says(const OrderedJson& json, const std::string& word) {
    const std::string sentence = refusal(json);
    CHECK_EQ(sentence.find(word) == std::string::npos ? sentence : word, word);
    return true;
}

OrderedJson with(const char* pointer, OrderedJson value) {
    OrderedJson json = smallTokenizerJson();
    json[OrderedJson::json_pointer(pointer)] = std::move(value);
    return json;
}

}  // namespace

TEST(what_is_not_supported_is_refused_by_name) {
    for (const char* type : {"Unigram", "WordPiece", "WordLevel"}) {
        CHECK(says(with("/model/type", type), type));
    }
    OrderedJson fallback = with("/model/byte_fallback", true);  // with all bytes there it does nothing
    CHECK_OK(Tokenizer::fromJson(fallback.dump(), "file"));
    fallback["model"]["vocab"].erase("~");
    CHECK(says(fallback, "byte_fallback"));
    CHECK(says(with("/model/dropout", 0.1), "dropout"));
    CHECK(says(with("/model/continuing_subword_prefix", "##"), "continuing_subword_prefix"));
    CHECK(says(with("/model/end_of_word_suffix", "</w>"), "end_of_word_suffix"));
    for (const char* type : {"Precompiled", "BertNormalizer", "Nmt", "ByteLevel", "Prepend", "Replace"}) {
        CHECK(says(with("/normalizer", {{"type", type}}), type));  // the last two lack what they need
    }
    for (const char* type : {"BertPreTokenizer", "Whitespace", "WhitespaceSplit", "Punctuation", "UnicodeScripts"}) {
        CHECK(says(with("/pre_tokenizer", {{"type", type}}), type));
    }
    CHECK(says(with("/pre_tokenizer", nullptr), "ByteLevel"));
    CHECK(says(with("/pre_tokenizer/pretokenizers/0/behavior", "Removed"), "Removed"));
    CHECK(says(with("/post_processor", {{"type", "RobertaProcessing"}}), "RobertaProcessing"));
    CHECK(says(with("/decoder", {{"type", "WordPiece"}}), "WordPiece"));
    CHECK_OK(Tokenizer::fromJson(with("/model/continuing_subword_prefix", "").dump(), "file"));
}

TEST(contradictions_and_hostile_ids_are_refused) {
    CHECK(says(with("/model/vocab/a", -1), "out of bounds"));
    CHECK(says(with("/model/vocab/a", 2000000000), "out of bounds"));
    CHECK(says(with("/model/vocab/a", 18446744073709551615u), "no valid id"));
    CHECK(says(with("/model/vocab/a", 1.5), "no valid id"));
    CHECK(says(with("/model/vocab/a", "1"), "no valid id"));
    CHECK(says(with("/model/vocab/a", 5), "two tokens"));
    CHECK(says(with("/model/vocab", OrderedJson::object()), "no vocabulary"));
    CHECK(says(with("/model/vocab", OrderedJson::array({"a"})), "no vocabulary"));
    CHECK(says(with("/model/vocab", {{"漢", 0}}), "no byte tokens"));
    CHECK(says(with("/model/merges", nullptr), "merges"));
    CHECK(says(with("/model/merges/0", "a"), "not a pair"));
    CHECK(says(with("/model/merges/0", "a b c"), "not a pair"));
    CHECK(says(with("/model/merges/0", OrderedJson::array({"a"})), "not a pair"));
    CHECK(says(with("/model/merges/0", "q zzz"), "vocabulary lacks"));
    CHECK(says(with("/added_tokens/0/id", -3), "out of bounds"));
    CHECK(says(with("/added_tokens/0/id", 4000000000u), "out of bounds"));
    CHECK(says(with("/added_tokens/0/id", 3), "another token"));
    CHECK(says(with("/added_tokens/1/id", 595), "another token"));
    CHECK(says(with("/added_tokens/0/content", "a"), "another token"));
    CHECK(says(with("/added_tokens/0/content", std::string(300, 'x')), "longer than"));
    CHECK(says(with("/added_tokens/0/content", 7), "wrong type"));
    CHECK(says(with("/added_tokens", 7), "not a list"));
    CHECK(says(with("/post_processor/special_tokens/<|begin_of_text|>/ids/0", 77777), "no token"));
    CHECK(says(with("/post_processor/special_tokens/<|begin_of_text|>/ids/0", -1), "out of bounds"));
    CHECK(says(with("/post_processor/special_tokens", nullptr), "does not say"));
    CHECK(says(with("/post_processor/single", OrderedJson::array()), "leaves the text out"));
    CHECK(says(with("/model", 5), "model"));
}

TEST(merges_may_be_texts_or_pairs) {
    OrderedJson json = smallTokenizerJson();
    for (auto& merge : json["model"]["merges"]) {
        const std::string text = merge;
        merge = OrderedJson::array({text.substr(0, text.find(' ')), text.substr(text.find(' ') + 1)});
    }
    const Tokenizer pairs = tokenizerFrom(json);
    const Tokenizer texts = tokenizerFrom(smallTokenizerJson());
    for (const std::string& text : trainingTexts()) {
        CHECK(pairs.encode(text, false)->ids == texts.encode(text, false)->ids);
    }
}

TEST(broken_files_are_refused) {
    const std::string good = smallTokenizerJson().dump();
    CHECK(!Tokenizer::fromJson("", "file"));
    CHECK(!Tokenizer::fromJson("[]", "file"));
    CHECK(!Tokenizer::fromJson("null", "file"));
    CHECK(!Tokenizer::fromJson(std::string(100'000, '['), "file"));
    for (std::size_t cut = 1; cut < good.size(); cut += good.size() / 40) {
        CHECK(!Tokenizer::fromJson(good.substr(0, cut), "file"));
    }
}

TEST(hostile_patterns_are_refused_or_stopped) {
    const char* const place = "/pre_tokenizer/pretokenizers/0/pattern/Regex";
    CHECK(says(with(place, "(unclosed"), "regular expression"));
    CHECK(says(with(place, ""), "empty"));
    CHECK(says(with(place, "[a-z&&[^b]]"), "intersection"));
    CHECK(says(with(place, "\\h+"), "\\h"));
    CHECK(says(with(place, "(?im:a.b)"), "(?m"));
    CHECK_OK(Tokenizer::fromJson(with(place, "(?i:moms)|(?=m)|.").dump(), "file"));
    CHECK(says(with(place, std::string(20'000, 'a')), "longer than"));
    CHECK(says(with(place, std::string(400, '(') + std::string(400, ')')), "regular expression"));
    const Tokenizer slow = tokenizerFrom(with(place, "(a+)+$|(x+x+)+y|(?:a|a)*b"));
    for (const std::string& text : {std::string(5000, 'a') + "!", std::string(5000, 'x')}) {
        const double taken = seconds([&] {
            const auto encoding = slow.encode(text, false);  // an error or a result, in time
            CHECK(encoding || encoding.error().message.find("gave up") != std::string::npos);
        });
        CHECK(taken < 2.0);
    }
    const auto gaveUp = slow.encode(std::string(5000, 'x'), false);
    CHECK(!gaveUp && !gaveUp.error().hint.empty());
}

TEST(files_and_folders) {
    const TemporaryFolder folder;
    CHECK(!Tokenizer::load(folder.path()));
    CHECK(Tokenizer::load(folder.path()).error().code == ErrorCode::NotFound);
    CHECK_OK(writeFileAtomically(folder.path() / "tokenizer.model", "x"));
    CHECK(Tokenizer::load(folder.path()).error().message.find("no SentencePiece model") != std::string::npos);
    CHECK_OK(writeFileAtomically(folder.path() / "tokenizer.json", smallTokenizerJson().dump()));
    CHECK_OK(Tokenizer::load(folder.path()));
    CHECK_OK(Tokenizer::load(folder.path() / "tokenizer.json"));
    CHECK(!Tokenizer::load("/dev/zero"));
    CHECK(!Tokenizer::load(folder.path() / "none.json"));
}
