// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_check.h"
#include "core/text/tokenizer.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

#include <thread>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::vector<std::int32_t> idsOf(const Tokenizer& tokenizer, const std::string& text, bool addSpecial = false) {
    const auto encoding = tokenizer.encode(text, addSpecial);
    CHECK_OK(encoding);
    const std::size_t before = addSpecial ? 1 : 0;
    CHECK_EQ(encoding->ids.size() >= before, true);
    CHECK_EQ(rangeFault(*encoding, text.size()), "");
    return encoding->ids;
}

bool isAscii(const std::string& text) {
    return text.find_first_not_of(
               "\t\n\r "
               "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~") ==
           std::string::npos;
}

}  // namespace

TEST(encoding_equals_the_slow_reference) {
    const OrderedJson& json = smallTokenizerJson();
    const Tokenizer tokenizer = tokenizerFrom(json);
    Random random(1);
    std::vector<std::string> texts = trainingTexts();
    texts.insert(texts.end(), naughtyStrings().begin(), naughtyStrings().end());
    const std::string alphabet = " \n\r\t'stremvdlaeioTHE0129.,!?-<|>_(){}[]";
    for (int i = 0; i < 300; ++i) {
        std::string text;
        for (std::uint64_t n = random.below(90); n > 0; --n) {
            text += random.below(30) == 0 ? std::string("<|eot_id|>")
                                          : std::string(1, alphabet[random.below(alphabet.size())]);
        }
        texts.push_back(text);
    }
    std::size_t compared = 0;
    for (const std::string& text : texts) {
        if (isAscii(text)) {
            CHECK(idsOf(tokenizer, text) == referenceEncode(json, text));
            ++compared;
        }
    }
    CHECK(compared > 300);
}

TEST(long_pieces_equal_the_slow_reference) {
    // One piece of letters, long enough for the heap, with many ties and chains of merges.
    const OrderedJson& json = smallTokenizerJson();
    const Tokenizer tokenizer = tokenizerFrom(json);
    Random random(2);
    const std::vector<std::string> parts = {"the", "an", "swer", "he", "e", "a", "s", "ing", "question", "n", "o", "t"};
    for (int i = 0; i < 25; ++i) {
        std::string word;
        while (word.size() < 30 + static_cast<std::size_t>(i) * 12) {
            word += parts[random.below(parts.size())];
        }
        CHECK(idsOf(tokenizer, word) == referenceMerge(json, word));
    }
    CHECK(idsOf(tokenizer, std::string(200, 'e')) == referenceMerge(json, std::string(200, 'e')));
}

TEST(ranges_cover_any_bytes_and_decode_gives_the_text_back) {
    const Tokenizer tokenizer = tokenizerFrom(smallTokenizerJson());
    Random random(3);
    std::vector<std::string> texts = naughtyStrings();
    for (int i = 0; i < 400; ++i) {
        texts.push_back(randomText(random, random.below(60), i % 2 == 1));
    }
    for (const std::string& text : texts) {
        const auto encoding = tokenizer.encode(text, false);
        CHECK_OK(encoding);
        CHECK_EQ(rangeFault(*encoding, text.size()), "");
        CHECK_EQ(tokenizer.decode(encoding->ids), toValidUtf8(text));
        if (isValidUtf8(text)) {  // then every token covers exactly its own bytes
            for (std::size_t i = 0; i < encoding->ids.size(); ++i) {
                const ByteRange range = encoding->ranges[i];
                CHECK_EQ(tokenizer.tokenBytes(encoding->ids[i]), text.substr(range.begin, range.end - range.begin));
            }
        }
    }
}

TEST(nfc_keeps_ranges_sound_and_maps_changed_characters_whole) {
    OrderedJson json = smallTokenizerJson();
    json["normalizer"] = {{"type", "Sequence"}, {"normalizers", OrderedJson::array({{{"type", "NFC"}}})}};
    const Tokenizer tokenizer = tokenizerFrom(json);
    Random random(4);
    for (int i = 0; i < 300; ++i) {
        const std::string text = randomText(random, random.below(60), i % 3 == 2);
        const auto encoding = tokenizer.encode(text, false);
        CHECK_OK(encoding);
        CHECK_EQ(rangeFault(*encoding, text.size()), "");
    }
    const std::string decomposed =
        "caf"
        "e\xcc\x81"
        " caf"
        "e\xcc\x81";
    CHECK(idsOf(tokenizer, decomposed) == idsOf(tokenizer, "café café"));
    CHECK(tokenizer.idOf("Ã©").has_value());  // the fixture learnt é, so it is one token
    const auto single = tokenizer.encode("e\xcc\x81", false);
    CHECK_EQ(single->ids.size(), 1u);
    CHECK(single->ranges[0] == (ByteRange{0, 3}));
}

TEST(special_tokens_and_the_post_processor) {
    const Tokenizer tokenizer = tokenizerFrom(smallTokenizerJson());
    const std::int32_t bos = *tokenizer.idOf("<|begin_of_text|>");
    const std::int32_t eot = *tokenizer.idOf("<|eot_id|>");
    CHECK_EQ(tokenizer.vocabularySize(), 600u);
    CHECK_EQ(bos, 595);
    CHECK(tokenizer.isSpecial(bos) && !tokenizer.isSpecial(0) && !tokenizer.isSpecial(-1) && !tokenizer.isSpecial(600));
    CHECK(idsOf(tokenizer, "<|begin_of_text|><|eot_id|><|eot_id|>") == (std::vector<std::int32_t>{bos, eot, eot}));
    const auto encoding = tokenizer.encode("a", true);
    CHECK_EQ(encoding->ids.size(), 2u);
    CHECK_EQ(encoding->ids[0], bos);
    CHECK(encoding->ranges[0] == (ByteRange{0, 0}) && encoding->ranges[1] == (ByteRange{0, 1}));
    CHECK(idsOf(tokenizer, "", true) == std::vector<std::int32_t>{bos});
    CHECK_EQ(tokenizer.decode({bos, *tokenizer.idOf("a"), eot}), "<|begin_of_text|>a<|eot_id|>");
    CHECK_EQ(tokenizer.tokenBytes(*tokenizer.idOf("Ġthe")), " the");
    CHECK_EQ(tokenizer.tokenBytes(600), "");
    CHECK_EQ(tokenizer.tokenBytes(-5), "");
    CHECK(!tokenizer.idOf("no such token") && !tokenizer.idOf(" the"));
    CHECK_EQ(tokenizer.decode({*tokenizer.idOf("ð"), 9999}), "\xef\xbf\xbd");
}

TEST(a_million_characters_of_one_kind_end_soon) {
    OrderedJson json = smallTokenizerJson();
    const Tokenizer plain = tokenizerFrom(json);
    json["normalizer"] = {{"type", "NFC"}};
    const Tokenizer normalizing = tokenizerFrom(json);
    std::string marks = "a";
    while (marks.size() < 1'000'000) {
        marks += "\xcc\x81\xcc\xa3";  // out of canonical order, so that all of them must move
    }
    std::string eot;
    while (eot.size() < 1'000'000) {
        eot += "<|eot_id|";  // almost a special token
    }
    for (const std::string& text :
         {std::string(1'000'000, '^'), std::string(1'000'000, 'e'), std::string(1'000'000, ' '),
          std::string(1'000'000, '\n'), std::string(1'000'000, '\xff'), marks, eot}) {
        for (const Tokenizer* const tokenizer : {&plain, &normalizing}) {
            const double taken = seconds([&] {
                const auto encoding = tokenizer->encode(text, false);
                CHECK_OK(encoding);
                CHECK_EQ(rangeFault(*encoding, text.size()), "");
            });
            CHECK(taken < 2.0);
        }
    }
}

TEST(threads_agree) {
    const Tokenizer tokenizer = tokenizerFrom(smallTokenizerJson());
    std::vector<std::vector<std::int32_t>> expected;
    for (const std::string& text : trainingTexts()) {
        expected.push_back(idsOf(tokenizer, text));
    }
    std::vector<int> wrong(4, 0);
    {
        std::vector<std::jthread> threads;
        for (int& count : wrong) {
            threads.emplace_back([&] {
                for (std::size_t i = 0; i < 10 * expected.size(); ++i) {
                    const auto encoding = tokenizer.encode(trainingTexts()[i % expected.size()], false);
                    count += !encoding || encoding->ids != expected[i % expected.size()] ? 1 : 0;
                }
            });
        }
    }
    CHECK(wrong == std::vector<int>(4, 0));
}
