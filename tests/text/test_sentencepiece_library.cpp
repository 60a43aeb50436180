// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_check.h"
#include "core/text/sentencepiece_model.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

#include <fstream>
#include <sentencepiece_processor.h>
#include <sentencepiece_trainer.h>

/// Our reading of tokenizer.model against libsentencepiece, on models that the library trains here. Only this test is
/// linked with it: beside libtorch its own copy of protobuf and the one that libtorch loads clash.
using namespace saferscope;
using namespace saferscope::check;

namespace {

void compare(const std::string& options) {
    const TemporaryFolder folder;
    const auto corpus = folder.path() / "corpus.txt";
    {
        std::ofstream file(corpus, std::ios::binary);
        for (const std::string& text : trainingTexts()) {
            file << text << (text.ends_with('\n') ? "" : "\n");
        }
        for (int line = 0; line < 40; ++line) {  // pieces that overlap themselves, so that ties are decided too
            file << "aaaa hahaha lalalala ........ ---- oooo " << std::string(static_cast<std::size_t>(line % 9), 'a')
                 << '\n';
        }
    }
    const auto trained = sentencepiece::SentencePieceTrainer::Train(
        "--input=" + corpus.string() + " --model_prefix=" + (folder.path() / "m").string() +
        " --vocab_size=420 --hard_vocab_limit=false --minloglevel=2 --num_threads=1 " + options);
    CHECK_EQ(trained.ToString(), "OK");
    sentencepiece::SentencePieceProcessor library;
    CHECK_EQ(library.Load((folder.path() / "m.model").string()).ToString(), "OK");
    const auto file = SentencePieceFile::read(folder.path() / "m.model");
    CHECK_OK(file);
    const auto ours = SentencePieceModel::make(*file, SentencePieceModel::Prefix::EveryStretch, "m.model");
    CHECK_OK(ours);

    std::vector<std::string> texts = naughtyStrings();
    texts.insert(texts.end(), trainingTexts().begin(), trainingTexts().end());
    Random random(3);
    for (int i = 0; i < 1500; ++i) {
        texts.push_back(randomText(random, 1 + random.below(25), false) + (i % 7 == 0 ? " ▁x ①ﬁＡ<user>  " : ""));
    }
    for (int i = 0; i < 300; ++i) {
        std::string text;
        for (std::uint64_t n = 1 + random.below(6); n > 0; --n) {
            const std::string unit = std::vector<std::string>{"a", "ha", "la", ".", "-", "o", " "}[random.below(7)];
            for (std::uint64_t times = random.below(12); times > 0; --times) {
                text += unit;
            }
        }
        texts.push_back(text);
    }
    SentencePieceModel::Scratch scratch;
    for (const std::string& given : texts) {
        const std::string text = toValidUtf8(given);
        std::vector<std::int32_t> ids;
        std::vector<std::uint32_t> ends;
        CHECK_OK(ours->encode(text, true, scratch, ids, ends));
        const auto expected = library.EncodeAsImmutableProto(text);
        std::vector<std::int32_t> expectedIds;
        std::vector<std::uint32_t> expectedEnds;
        for (const auto& piece : expected.pieces()) {
            expectedIds.push_back(static_cast<std::int32_t>(piece.id()));
            expectedEnds.push_back(piece.end());
        }
        CHECK(ids == expectedIds);
        if (!file->byteFallback) {  // there the library gives all bytes of a character the same span
            CHECK(ends == expectedEnds);
        }
    }
}

}  // namespace

TEST(bpe) { compare("--model_type=bpe --normalization_rule_name=identity --remove_extra_whitespaces=false"); }
TEST(bpe_with_bytes) { compare("--model_type=bpe --byte_fallback=true --character_coverage=0.99"); }
TEST(bpe_with_rules_and_symbols) {
    compare("--model_type=bpe --normalization_rule_name=nmt_nfkc_cf --user_defined_symbols=<user>,ing,(,the");
}
TEST(bpe_without_a_dummy_prefix) {
    compare("--model_type=bpe --add_dummy_prefix=false --byte_fallback=true --split_digits=true");
}
TEST(unigram) { compare("--model_type=unigram"); }
TEST(unigram_with_bytes_and_symbols) {
    compare("--model_type=unigram --byte_fallback=true --user_defined_symbols=<user>,ing --character_coverage=0.99");
}
TEST(unigram_with_the_space_behind) {
    compare("--model_type=unigram --treat_whitespace_as_suffix=true --normalization_rule_name=nfkc");
}
