// SPDX-License-Identifier: GPL-3.0-or-later
// Loading a tokenizer.json of a stranger, and using it. Input: a text to encode up to the first line break, then the
// JSON.
#include "core/base/text_check.h"
#include "core/text/bpe_trainer.h"
#include "core/text/tokenizer.h"
#include "tests/fuzz/fuzz_target.h"

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    for (const char* name : {"byte-level", "sentencepiece-json"}) {
        all.push_back("I can't say it's a caf\u00e9 12345\n" +
                      sourceFile("tests/fixtures/formats/tokenizer-" + std::string(name) + "/tokenizer.json"));
    }
    BpeTrainerOptions options;
    options.vocabularySize = 270;
    if (const auto trained = trainBpeTokenizer({"the thing that they thought", "this and that"}, options)) {
        all.push_back("<|eot_id|>that thing\n" + *trained);
    }
    // Small ones, with every part that is read in some form or other.
    all.emplace_back(
        "a b\n"
        R"({"added_tokens":[{"id":4,"content":"<s>","special":true,"lstrip":true,"rstrip":true,"single_word":false,"normalized":false},)"
        R"({"id":5,"content":"zz","special":false,"lstrip":false,"rstrip":false,"single_word":true,"normalized":true}],)"
        R"("normalizer":{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Lowercase"},{"type":"Replace","pattern":{"String":" "},"content":"▁"},{"type":"Prepend","prepend":"▁"}]},)"
        R"("pre_tokenizer":null,"post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],"pair":[],"special_tokens":{"<s>":{"id":"<s>","ids":[4],"tokens":["<s>"]}}},)"
        R"("decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]},)"
        R"("model":{"type":"BPE","unk_token":"<unk>","fuse_unk":true,"byte_fallback":true,"vocab":{"<unk>":0,"a":1,"▁":2,"▁a":3},"merges":["▁ a"]}})");
    all.emplace_back(
        "x1 y\n"
        R"({"added_tokens":[],"normalizer":{"type":"NFC"},"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\\p{L}+|\\p{N}{1,3}|(?i:'s|'t)| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s+(?!\\S)|\\s+"},"behavior":"Isolated","invert":false},)"
        R"({"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":false}]},"post_processor":{"type":"ByteLevel"},"decoder":{"type":"ByteLevel"},)"
        R"("model":{"type":"BPE","ignore_merges":true,"vocab":{"x":0,"y":1,"Ġ":2,"Ġy":3,"1":4},"merges":[["Ġ","y"]]}})");
    all.emplace_back(
        "q  q\n"
        R"({"added_tokens":[],"normalizer":null,"pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true},"post_processor":null,)"
        R"("decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true},"model":{"type":"BPE","vocab":{"q":0,"▁":1,"▁q":2},"merges":["▁ q"]}})");
    return all;
}

void checkEncoding(const Tokenizer& tokenizer, std::string_view text) {
    const auto encoding = tokenizer.encode(text, true);
    if (!encoding) {
        MUST_BE_A_SENTENCE(encoding.error());
        return;
    }
    MUST_EQUAL(encoding->ids.size(), encoding->ranges.size());
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < encoding->ids.size(); ++i) {
        MUST(encoding->ids[i] >= 0);
        MUST(static_cast<std::size_t>(encoding->ids[i]) < tokenizer.vocabularySize());
        MUST_EQUAL(encoding->ranges[i].begin, at);
        MUST(encoding->ranges[i].end >= at);
        at = encoding->ranges[i].end;
    }
    MUST(encoding->ids.empty() || at == text.size());
    MUST(isValidUtf8(tokenizer.decode(encoding->ids)));
}

}  // namespace

FUZZ_TARGET(tokenizer_json, seeds) {
    Input parts(input);
    const std::string_view text = parts.upTo('\n');
    const auto tokenizer = Tokenizer::fromJson(parts.rest(), "tokenizer.json");
    if (!tokenizer) {
        MUST_BE_A_SENTENCE(tokenizer.error());
        return;
    }
    checkEncoding(*tokenizer, text);
    checkEncoding(*tokenizer, "Hello, World!\n\n  don't 12 caf\u00e9 \u65e5\u672c <s> e\u0301");
    const auto size = static_cast<std::int32_t>(tokenizer->vocabularySize());
    MUST(isValidUtf8(tokenizer->decode({-1, 0, 1, size / 2, size - 1, size, 0x7fffffff})));
    static_cast<void>(tokenizer->idOf(text));
    static_cast<void>(tokenizer->isSpecial(size));
}
