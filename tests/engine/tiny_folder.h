// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/preference_pair.h"
#include "core/sae/sae.h"
#include "tests/model/tiny_model.h"
#include "tests/support/byte_tokenizer.h"
#include "tests/tensor/torch_check.h"

/// Folders of a tiny reward model that reads single bytes, and of an SAE for its second layer.
namespace saferscope::testing {

inline void writeModelFolder(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    ModelConfig config = tinyConfig();
    config.vocabularySize = 256;
    config.padTokenId = -1;
    CHECK_OK(tinyModel(config).save(folder));
    CHECK_OK(writeJsonFile(folder / "tokenizer.json", check::byteTokenizer()));
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
