// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of strangers through sound tokenizers. Input: a byte for the tokenizer, then the text. Ranges cover the text in
// order; a byte-level tokenizer gives every byte back.
#include "core/base/text_check.h"
#include "core/text/bpe_trainer.h"
#include "core/text/sentence_ends.h"
#include "core/text/tokenizer.h"
#include "tests/fuzz/fuzz_target.h"

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

struct Loaded {
    Tokenizer tokenizer;
    bool bytesSurvive;  ///< byte-level, all bytes have tokens, nothing is rewritten
};

Tokenizer parsed(const std::string& json) {
    auto tokenizer = Tokenizer::fromJson(json, "a tokenizer of the target");
    MUST(tokenizer.has_value());
    return std::move(*tokenizer);
}

std::string trained() {
    BpeTrainerOptions options;
    options.vocabularySize = 400;
    const auto json = trainBpeTokenizer(
        {"I can't help with that, but I'll gladly explain why it isn't safe. 12345 things, you're asking about.",
         "How do I pick a lock?  I'm sorry, I cannot help with breaking into someone else's house.\r\n\r\n",
         "the thing that they thought, this and that and the other; na\u00efve caf\u00e9"},
        options);
    MUST(json.has_value());
    return *json;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    MUST(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

const std::vector<Loaded>& tokenizers() {
    static const std::vector<Loaded> all = [] {
        std::vector<Loaded> made;
        const std::string json = trained();
        made.push_back({parsed(json), true});
        made.push_back({parsed(replaced(json, "\"normalizer\": null", "\"normalizer\": {\"type\": \"NFC\"}")), false});
        made.push_back({parsed(sourceFile("tests/fixtures/formats/tokenizer-byte-level/tokenizer.json")), false});
        made.push_back(
            {parsed(sourceFile("tests/fixtures/formats/tokenizer-sentencepiece-json/tokenizer.json")), false});
        auto model = Tokenizer::load(scratchFile(
            "tokenizer.model", sourceFile("tests/fixtures/formats/tokenizer-sentencepiece-model/tokenizer.model")));
        MUST(model.has_value());
        made.push_back({std::move(*model), false});
        return made;
    }();
    return all;
}

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < 5; ++i) {
        all.push_back(chosen(i,
                             "I can't help  with <|eot_id|> 12345\r\n\n caf\u00e9 e\u0301\u0323 \u65e5\u672c\u8a9e "
                             "\U0001f468\u200d\U0001f469 <s>x</s>"));
        all.push_back(chosen(i, std::string("\xff\xc3 \xe2\x82 \0 \xed\xa0\x80 aaaa", 17)));
    }
    return all;
}

}  // namespace

FUZZ_TARGET(tokenizer_text, seeds) {
    Input parts(input);
    const Loaded& loaded = tokenizers()[parts.choice(tokenizers().size())];
    const std::string_view text = parts.rest();
    const auto encoding = loaded.tokenizer.encode(text, false);
    if (!encoding) {
        MUST_BE_A_SENTENCE(encoding.error());
        return;
    }
    MUST_EQUAL(encoding->ids.size(), encoding->ranges.size());
    const bool exact = loaded.bytesSurvive && isValidUtf8(text);
    std::vector<std::string> tokenTexts;
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < encoding->ids.size(); ++i) {
        const ByteRange range = encoding->ranges[i];
        MUST(encoding->ids[i] >= 0 && static_cast<std::size_t>(encoding->ids[i]) < loaded.tokenizer.vocabularySize());
        MUST_EQUAL(range.begin, at);
        MUST(range.end >= at && range.end <= text.size());
        at = range.end;
        tokenTexts.push_back(loaded.tokenizer.tokenBytes(encoding->ids[i]));
        if (exact) {
            MUST_EQUAL(tokenTexts.back(), std::string(text.substr(range.begin, range.end - range.begin)));
        }
    }
    MUST(encoding->ids.empty() || at == text.size());
    const std::string back = loaded.tokenizer.decode(encoding->ids);
    MUST(isValidUtf8(back));
    if (loaded.bytesSurvive) {
        MUST_EQUAL(back, toValidUtf8(text));
    }
    MUST_EQUAL(sentenceEnds(tokenTexts).size(), tokenTexts.size());
    const auto special = loaded.tokenizer.encode(text, true);
    MUST(special.has_value() && special->ids.size() >= encoding->ids.size());
}
