// SPDX-License-Identifier: GPL-3.0-or-later
// Loading a SentencePiece tokenizer.model with the small JSON file beside it, and using it. Input: a text to encode up
// to the first line break, tokenizer_config.json up to the next, the model.
#include "core/base/text_check.h"
#include "core/text/tokenizer.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/text/sentencepiece_writer.h"

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

using Type = SentencePieceFile::Type;

SentencePieceFile smallModel() {
    SentencePieceFile file;
    file.pieces = {{"<unk>", 0, Type::Unknown},  {"<s>", 0, Type::Control},        {"</s>", 0, Type::Control},
                   {"\u2581", -1, Type::Normal}, {"a", -2, Type::Normal},          {"b", -3, Type::Normal},
                   {"ab", -2.5, Type::Normal},   {"\u2581ab", -1.5, Type::Normal}, {"<x>", 0, Type::UserDefined},
                   {"aa", -4, Type::Unused}};
    return file;
}

std::vector<std::string> seeds() {
    std::vector<std::string> all = {"ab  caf\u00e9\n{\"add_bos_token\":true}\n" +
                                    sourceFile("tests/fixtures/formats/tokenizer-sentencepiece-model/tokenizer.model")};
    SentencePieceFile file = smallModel();
    all.push_back("ab aab <x>b\n\n" + check::sentencePieceBytes(file));
    file.algorithm = SentencePieceFile::Algorithm::Bpe;
    file.removeExtraWhitespaces = false;
    file.addDummyPrefix = false;
    all.push_back(
        "a  b<s>\n{\"legacy\":false,\"added_tokens_decoder\":{\"8\":{\"content\":\"<x>\",\"special\":true}}}\n" +
        check::sentencePieceBytes(file));
    file.byteFallback = true;
    for (int byte = 0; byte < 256; ++byte) {
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", static_cast<unsigned>(byte));
        file.pieces.push_back({name, 0, Type::Byte});
    }
    all.push_back("\u65e5 ab\n{}\n" + check::sentencePieceBytes(file));
    return all;
}

}  // namespace

FUZZ_TARGET(tokenizer_model, seeds) {
    Input parts(input);
    const std::string text(parts.upTo('\n'));
    const std::string_view config = parts.upTo('\n');
    if (config.empty()) {
        std::error_code error;
        std::filesystem::remove(scratchFolder() / "tokenizer_config.json", error);
    } else {
        scratchFile("tokenizer_config.json", config);
    }
    const auto tokenizer = Tokenizer::load(scratchFile("tokenizer.model", parts.rest()));
    if (!tokenizer) {
        MUST_BE_A_SENTENCE(tokenizer.error());
        return;
    }
    for (const std::string& sample :
         {text, std::string("Hello  W\u00f6rld \u2581ab <x></s>\n\t"), std::string(300, 'a')}) {
        const auto encoding = tokenizer->encode(sample, true);
        if (!encoding) {
            MUST_BE_A_SENTENCE(encoding.error());
            continue;
        }
        std::uint32_t at = 0;
        for (std::size_t i = 0; i < encoding->ids.size(); ++i) {
            MUST(encoding->ids[i] >= 0);
            MUST(static_cast<std::size_t>(encoding->ids[i]) < tokenizer->vocabularySize());
            MUST_EQUAL(encoding->ranges[i].begin, at);
            MUST(encoding->ranges[i].end >= at);
            at = encoding->ranges[i].end;
        }
        MUST(encoding->ids.empty() || at == sample.size());
        MUST(isValidUtf8(tokenizer->decode(encoding->ids)));
    }
    const auto size = static_cast<std::int32_t>(tokenizer->vocabularySize());
    MUST(isValidUtf8(tokenizer->decode({-1, 0, 1, size / 2, size - 1, size, 0x7fffffff})));
}
