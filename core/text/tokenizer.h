// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// Half-open byte range of the UTF-8 text that was encoded.
struct ByteRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool operator==(const ByteRange&) const = default;
};

/// Token ids with the bytes each one covers. Ranges are in order and cover the text without gaps (a token of a split
/// character covers its own bytes of it; special tokens added by the post-processor cover an empty range).
struct Encoding {
    std::vector<std::int32_t> ids;
    std::vector<ByteRange> ranges;
};

/// A Hugging Face `tokenizer.json` (BPE, byte-level or in the style of SentencePiece) or a SentencePiece
/// `tokenizer.model` (BPE or unigram), with added and special tokens. Immutable after loading, so any number of threads
/// may encode at once. Input may be any bytes; ill-formed UTF-8 is replaced before encoding.
class Tokenizer {
public:
    /// `path` is a tokenizer.json or a tokenizer.model, or a folder that holds one; the first of them where both are
    /// there. What stands beside a tokenizer.model (tokenizer_config.json, special_tokens_map.json, added_tokens.json)
    /// tells its added tokens. Refuses what it would get wrong, by name.
    static Result<Tokenizer> load(const std::filesystem::path& path);
    static Result<Tokenizer> fromJson(std::string_view json, const std::string& where);
    Tokenizer(Tokenizer&&) noexcept;
    Tokenizer& operator=(Tokenizer&&) noexcept;
    ~Tokenizer();

    /// `addSpecial`: also what the post-processor adds (a BOS). A rendered chat template carries its own: pass false.
    Result<Encoding> encode(std::string_view text, bool addSpecial) const;

    /// The text of the ids, without the space that the tokenizer itself puts before a text.
    std::string decode(const std::vector<std::int32_t>& ids) const;
    /// The bytes a token stands for ("Ġthe" and "▁the" give " the"); may be part of a character. Empty for unknown ids.
    std::string tokenBytes(std::int32_t id) const;
    std::optional<std::int32_t> idOf(std::string_view token) const;  ///< by its spelling in the vocabulary
    bool isSpecial(std::int32_t id) const;
    std::size_t vocabularySize() const;  ///< largest id + 1, added tokens included

private:
    struct Impl;
    explicit Tokenizer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
