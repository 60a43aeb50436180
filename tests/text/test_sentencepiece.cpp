// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/text/sentencepiece_model.h"
#include "core/text/tokenizer.h"
#include "tests/support/check.h"
#include "tests/text/sentencepiece_writer.h"
#include "tests/text/text_fixture.h"

using namespace saferscope;
using namespace saferscope::check;

namespace {

using Type = SentencePieceFile::Type;
using Ids = std::vector<std::int32_t>;

/// <unk> 0, <s> 1, </s> 2, then 256 bytes from 3 if wanted, then these.
SentencePieceFile modelOf(const std::vector<SentencePieceFile::Piece>& pieces, bool bytes) {
    SentencePieceFile file;
    file.algorithm = SentencePieceFile::Algorithm::Bpe;
    file.removeExtraWhitespaces = false;
    file.byteFallback = bytes;
    file.pieces = {{"<unk>", 0, Type::Unknown}, {"<s>", 0, Type::Control}, {"</s>", 0, Type::Control}};
    for (int byte = 0; byte < 256 && bytes; ++byte) {
        char text[8];
        std::snprintf(text, sizeof text, "<0x%02X>", static_cast<unsigned>(byte));
        file.pieces.push_back({text, 0, Type::Byte});
    }
    file.pieces.insert(file.pieces.end(), pieces.begin(), pieces.end());
    return file;
}

/// A folder's tokenizer, from the model and the members of its tokenizer_config.json.
Tokenizer load(const SentencePieceFile& file, const char* config = "{}") {
    const TemporaryFolder folder;
    CHECK_OK(writeFileAtomically(folder.path() / "tokenizer.model", sentencePieceBytes(file)));
    CHECK_OK(writeFileAtomically(folder.path() / "tokenizer_config.json", config));
    auto tokenizer = Tokenizer::load(folder.path());
    CHECK_OK(tokenizer);
    return std::move(*tokenizer);
}

Ids encode(const Tokenizer& tokenizer, const std::string& text, bool special = false) {
    const auto encoding = tokenizer.encode(text, special);
    CHECK_OK(encoding);
    if (!special) {
        CHECK_EQ(rangeFault(*encoding, text.size()), "");
    }
    return encoding->ids;
}

const std::vector<SentencePieceFile::Piece> small = {{"▁", -10}, {"a", -11}, {"b", -12},  {"c", -13},
                                                     {"ab", -1}, {"bc", -2}, {"▁ab", -3}, {"abc", -4}};

}  // namespace

TEST(bpe_takes_the_piece_of_highest_score_first) {
    const Tokenizer t = load(modelOf(small, false));
    // "▁abc": ab (-1) before bc (-2), then ▁ab (-3) before abc (-4), and "▁abc" is no piece.
    CHECK(encode(t, "abc") == (Ids{9, 6}));
    CHECK(encode(t, " abc") == (Ids{3, 9, 6}));    // a space of the dummy prefix and one of the text
    CHECK(encode(t, "bcabc") == (Ids{3, 8, 10}));  // ▁ bc abc
    CHECK(encode(t, "x") == (Ids{3, 0}));
    CHECK(encode(t, "xyz a") == (Ids{3, 0, 3, 4}));  // a run of unknown characters is one
    CHECK(encode(t, "").empty());
    CHECK(encode(t, "abc", true) == (Ids{1, 9, 6}));  // the class adds a BOS
    CHECK_EQ(t.tokenBytes(9), " ab");
    CHECK_EQ(t.decode({9, 6, 3, 4}), "abc a");
}

TEST(of_equal_scores_the_leftmost_is_first) {
    const Tokenizer t = load(modelOf({{"▁", -10}, {"a", -11}, {"aa", -1}}, false));
    CHECK(encode(t, "aaa") == (Ids{3, 5, 4}));
    CHECK(encode(t, "aaaaa") == (Ids{3, 5, 5, 4}));
}

TEST(bytes_stand_for_unknown_characters) {
    const Tokenizer t = load(modelOf(small, true));
    const auto encoding = t.encode("aé", false);
    CHECK(encoding->ids == (Ids{259, 260, 3 + 0xc3, 3 + 0xa9}));
    CHECK(encoding->ranges[2] == (ByteRange{1, 2}) && encoding->ranges[3] == (ByteRange{2, 3}));
    CHECK_EQ(t.tokenBytes(3 + 0xc3), "\xc3");
    CHECK_EQ(t.decode(encoding->ids), "aé");
}

TEST(special_tokens_are_cut_out_first) {
    const char* const config = R"({"tokenizer_class": "LlamaTokenizer", "bos_token": "<s>", "add_eos_token": true,
        "added_tokens_decoder": {"11": {"content": "<|x|>", "lstrip": true, "special": true}}})";
    const Tokenizer legacy = load(modelOf(small, false), config);
    CHECK(encode(legacy, "a</s>b") == (Ids{3, 4, 2, 3, 5}));  // every stretch begins with a space
    CHECK(encode(legacy, "a  <|x|>b") == (Ids{3, 4, 11, 3, 5}));
    CHECK(encode(legacy, "a", true) == (Ids{1, 3, 4, 2}));
    CHECK(legacy.isSpecial(11) && legacy.isSpecial(2) && !legacy.isSpecial(4));
    CHECK_EQ(legacy.vocabularySize(), 12u);
    const Tokenizer modern =
        load(modelOf(small, false), R"({"tokenizer_class": "LlamaTokenizer", "legacy": false, "bos_token": "<s>"})");
    CHECK(encode(modern, "a</s>b") == (Ids{3, 4, 2, 5}));
    CHECK(encode(modern, "<s>a b") == (Ids{1, 4, 3, 5}));
    CHECK(encode(modern, "▁a") == (Ids{3, 3, 4}));  // the symbol in a text is a space
    const Tokenizer never = load(
        modelOf(small, false), R"({"tokenizer_class": "LlamaTokenizer", "legacy": false, "add_prefix_space": false})");
    CHECK(encode(never, "a b") == (Ids{4, 3, 5}));
}

TEST(other_classes_and_missing_ids_are_refused_by_name) {
    const TemporaryFolder folder;
    CHECK_OK(writeFileAtomically(folder.path() / "tokenizer.model", sentencePieceBytes(modelOf(small, false))));
    const auto refusal = [&](const char* config) {
        CHECK_OK(writeFileAtomically(folder.path() / "tokenizer_config.json", config));
        const auto tokenizer = Tokenizer::load(folder.path());
        CHECK(!tokenizer);
        return tokenizer.error().message;
    };
    CHECK(refusal(R"({"tokenizer_class": "XLMRobertaTokenizer"})").find("XLMRobertaTokenizer") != std::string::npos);
    CHECK(refusal(R"({"pad_token": "[PAD]"})").find("[PAD]") != std::string::npos);
    CHECK(refusal(R"({"added_tokens_decoder": {"x": {"content": "y"}}})").find("map") != std::string::npos);
    CHECK(refusal(R"({"added_tokens_decoder": {"4": {"content": "y"}}})").find("another token") != std::string::npos);
}

TEST(a_unigram_model_takes_the_likeliest_path) {
    SentencePieceFile file = modelOf({{"▁", -2}, {"a", -3}, {"b", -3}, {"ab", -4}, {"aab", -8}, {"▁aa", -4}}, false);
    file.algorithm = SentencePieceFile::Algorithm::Unigram;
    const Tokenizer t = load(file);
    CHECK(encode(t, "ab") == (Ids{3, 6}));   // ▁ ab: -6; ▁ a b: -8
    CHECK(encode(t, "aab") == (Ids{8, 5}));  // ▁aa b: -7; ▁ a ab: -9; ▁ aab: -10
    CHECK(encode(t, "aQb") == (Ids{3, 4, 0, 5}));
    file.pieces[7].type = Type::UserDefined;  // "aab" beats every way round it
    CHECK(encode(load(file), "aab") == (Ids{3, 7}));
}

TEST(spaces_are_removed_and_escaped_as_the_file_says) {
    SentencePieceFile file = modelOf(small, false);
    file.removeExtraWhitespaces = true;
    CHECK(encode(load(file), "  a   b  ") == (Ids{3, 4, 3, 5}));
    file.addDummyPrefix = false;
    CHECK(encode(load(file), "  a   b  ") == (Ids{4, 3, 5}));
    CHECK(encode(load(file), "   ").empty());
    file.removeExtraWhitespaces = false;
    CHECK(encode(load(file), " a") == (Ids{3, 4}));
    file.addDummyPrefix = file.whitespaceAsSuffix = true;
    CHECK(encode(load(file), "a") == (Ids{4, 3}));
}

TEST(ranges_cover_random_texts) {
    SentencePieceFile file = modelOf(small, true);
    Random random(5);
    for (const bool extra : {false, true}) {
        for (const auto algorithm : {SentencePieceFile::Algorithm::Bpe, SentencePieceFile::Algorithm::Unigram}) {
            file.removeExtraWhitespaces = extra;
            file.algorithm = algorithm;
            const Tokenizer t = load(file);
            for (int i = 0; i < 300; ++i) {
                encode(t, randomText(random, 1 + random.below(20), true));  // checks the ranges
            }
        }
    }
}

TEST(long_texts_without_spaces_take_no_quadratic_time) {
    for (const auto algorithm : {SentencePieceFile::Algorithm::Bpe, SentencePieceFile::Algorithm::Unigram}) {
        SentencePieceFile file = modelOf(small, true);
        file.algorithm = algorithm;
        const Tokenizer t = load(file);
        for (const char* unit : {"a", "ab", "abcx", "漢"}) {
            std::string text;
            while (text.size() < 1'000'000) {
                text += unit;
            }
            CHECK(seconds([&] { CHECK_OK(t.encode(text, false)); }) < 5.0);
        }
    }
}

TEST(hostile_files_are_refused_or_harmless) {
    SentencePieceFile file = modelOf(small, true);
    file.charsMap = std::string("\x08\0\0\0\x01\x02\x03\x04\xff\xff\xff\xff\0", 13);
    const std::string good = sentencePieceBytes(file);
    CHECK_OK(SentencePieceFile::parse(good, "file"));
    for (std::size_t cut = 0; cut < good.size(); cut += 7) {
        const auto parsed = SentencePieceFile::parse(std::string_view(good).substr(0, cut), "file");
        if (parsed) {  // cut between two pieces: a shorter file
            SentencePieceModel::make(*parsed, SentencePieceModel::Prefix::EveryStretch, "file");
        }
    }
    Random random(9);
    for (int i = 0; i < 3000; ++i) {
        std::string bad = good;
        for (std::uint64_t n = 1 + random.below(6); n > 0; --n) {
            bad[random.below(bad.size())] = static_cast<char>(random.below(256));
        }
        const auto parsed = SentencePieceFile::parse(bad, "file");
        if (!parsed) {
            continue;
        }
        const auto model = SentencePieceModel::make(*parsed, SentencePieceModel::Prefix::EveryStretch, "file");
        if (model) {
            SentencePieceModel::Scratch scratch;
            Ids ids;
            std::vector<std::uint32_t> ends;
            (void)model->encode("ab abc é漢 \x01", true, scratch, ids, ends);
            CHECK_EQ(ids.size(), ends.size());
        }
    }
    CHECK(!SentencePieceFile::parse("", "file"));
    const auto ranks = SentencePieceFile::parse("IQ== 0\nIg== 1\n", "file");
    CHECK(!ranks && ranks.error().message.find("tiktoken") != std::string::npos);
    file = modelOf(small, false);
    file.pieces.push_back(file.pieces.back());
    CHECK(!SentencePieceModel::make(file, SentencePieceModel::Prefix::EveryStretch, "file"));
    file = modelOf(small, false);
    file.algorithm = SentencePieceFile::Algorithm::Word;
    CHECK(!SentencePieceModel::make(file, SentencePieceModel::Prefix::EveryStretch, "file"));
    file = modelOf(small, false);
    file.byteFallback = true;
    CHECK(!SentencePieceModel::make(file, SentencePieceModel::Prefix::EveryStretch, "file"));
}
