// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/text/tokenizer.h"
#include "tests/training/tiny_training.h"

#include <fstream>

/// Documents of general text for tests of the first stage.
namespace saferscope::testing {

/// 332 pieces, byte-level, with a BOS.
inline const Tokenizer& byteLevelTokenizer() {
    static const Tokenizer tokenizer =
        *Tokenizer::load(check::sourceFolder() / "tests" / "fixtures" / "formats" / "tokenizer-byte-level");
    return tokenizer;
}

/// Texts of `least` to `most` letters, digits, spaces and other signs.
inline std::vector<std::string> documents(std::size_t count, std::uint64_t most, std::uint64_t seed,
                                          std::uint64_t least = 1) {
    static const std::vector<std::string> signs = {"a",  "b", "the ", "ü",    "世", " ",
                                                   "\n", "7", ".",    "and ", "\"", "\\"};
    Random random(seed);
    std::vector<std::string> texts(count);
    for (std::string& text : texts) {
        for (std::uint64_t left = least + random.below(most - least + 1); left > 0; --left) {
            text += signs[random.below(signs.size())];
        }
    }
    return texts;
}

inline std::filesystem::path writeLines(const std::filesystem::path& path, const std::vector<std::string>& texts) {
    std::ofstream out(path, std::ios::binary);
    for (const std::string& text : texts) {
        out << dumpJson(Json{{"text", text}}) << "\n";
    }
    return path;
}

}  // namespace saferscope::testing
