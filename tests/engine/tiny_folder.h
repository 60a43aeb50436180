// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/preference_pair.h"
#include "core/sae/sae.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

/// Folders of a tiny reward model that reads single bytes, and of an SAE for its second layer.
namespace saferscope::testing {

inline Json byteVocabulary() {
    // The byte-level alphabet: printable bytes stand for themselves, the others for U+0100 and up, in order.
    Json vocabulary = Json::object();
    int shifted = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        const int point = printable ? byte : 256 + shifted++;
        std::string spelling;
        if (point < 0x80) {
            spelling.push_back(static_cast<char>(point));
        } else {
            spelling.push_back(static_cast<char>(0xc0 | (point >> 6)));
            spelling.push_back(static_cast<char>(0x80 | (point & 0x3f)));
        }
        vocabulary[spelling] = byte;
    }
    return vocabulary;
}

inline void writeModelFolder(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    ModelConfig config = tinyConfig();
    config.vocabularySize = 256;
    config.padTokenId = -1;
    CHECK_OK(tinyModel(config).save(folder));
    CHECK_OK(writeJsonFile(
        folder / "tokenizer.json",
        Json{{"model", {{"type", "BPE"}, {"vocab", byteVocabulary()}, {"merges", Json::array()}}},
             {"pre_tokenizer",
              {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}}},
             {"decoder", {{"type", "ByteLevel"}}},
             {"added_tokens", Json::array()}}));
    CHECK_OK(writeJsonFile(
        folder / "tokenizer_config.json",
        Json{{"chat_template", "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}\n{% endfor %}"}}));
}

inline void writeSaeFolder(const std::filesystem::path& folder, std::int64_t width = 24) {
    std::filesystem::create_directories(folder);
    SaeConfig config;
    config.inputSize = width;
    config.latents = 64;
    config.k = 6;
    config.layer = 2;
    CHECK_OK(Sae::random(config, 5).save(folder));
}

inline PreferencePair smallPair(std::uint64_t seed = 1) {
    Random random(seed);
    const auto sentence = [&random] {
        std::string text;
        for (std::uint64_t words = 2 + random.below(4); words > 0; --words) {
            text +=
                (text.empty() ? "" : " ") + std::string(1 + random.below(5), static_cast<char>('a' + random.below(26)));
        }
        return text + ".";
    };
    PreferencePair pair;
    pair.id = "p" + std::to_string(seed);
    pair.subset = seed % 3 == 0 ? "one" : "two";
    pair.prompt = {{"user", sentence()}};
    pair.chosen = sentence() + " é " + sentence();
    pair.rejected = sentence();
    return pair;
}

}  // namespace saferscope::testing
