// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/text/added_tokens.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// A tokenizer.json taken apart while it is read: its long lists (vocabulary, merges, added tokens) as they are needed,
/// a few bytes each, and the small rest as values. As values alone such a file takes ten times its size. Nothing is
/// held of what is refused for its size. One thread.
struct TokenizerJson {
    struct Text {  ///< a stretch of `texts`
        std::uint32_t offset = 0;
        std::uint32_t length = 0;
    };
    struct Token {
        Text spelling;
        std::int64_t id = 0;
    };
    struct Merge {
        Text left;
        Text right;
    };

    Json rest;  ///< all the other members; an object
    std::string texts;
    std::vector<Token> vocabulary;
    std::vector<Merge> merges;
    std::vector<AddedToken> addedTokens;
    bool hasMerges = false;

    std::string_view text(Text place) const { return std::string_view(texts).substr(place.offset, place.length); }

    static constexpr std::uint64_t maxFileBytes = 64u << 20;  ///< Gemma's, the largest in use, has 35 million bytes
    static constexpr std::size_t maxTokens = 1'000'000;
    static constexpr std::size_t maxMerges = 2'000'000;

    static Result<TokenizerJson> read(const std::filesystem::path& file);
    static Result<TokenizerJson> parse(std::string_view json, const std::string& where);
};

}  // namespace saferscope
