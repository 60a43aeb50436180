// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saferscope {

/// The `decoder` of a tokenizer.json: from the spellings of tokens back to text. Immutable after loading.
class TokenDecoder {
public:
    /// Refuses by name what it would decode wrongly. `byteLevel`: the vocabulary is spelled in the byte alphabet, which
    /// the vocabulary itself undoes; then only a ByteLevel decoder fits.
    static Result<TokenDecoder> fromJson(const Json& value, bool byteLevel, const std::string& where);
    /// That of a tokenizer.model.
    static TokenDecoder ofSentencePiece(bool dummyPrefix);

    /// The bytes of one token, wherever it stands; may be part of a character.
    std::string bytes(std::string_view spelling) const;
    /// What is taken off the beginning and the end of a whole decoded text.
    std::string_view trimmed(std::string_view text) const;

private:
    Status add(const Json& value, bool byteLevel, const std::string& where);
    Status addStrip(const Json& value, const std::string& where);

    std::vector<std::pair<std::string, std::string>> m_replacements;
    bool m_byteFallback = false;
    bool m_fused = false;
    std::string m_stripped;  ///< one character
    std::size_t m_stripBegin = 0, m_stripEnd = 0;
};

}  // namespace saferscope
