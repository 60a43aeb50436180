// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/text/piece_index.h"
#include "core/text/sentencepiece_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// What SentencePiece does to a text before it looks for pieces: the precompiled rules (longest match first), spaces
/// removed, escaped and put in front. Follows its normalizer.cc; every step into the rules is checked.
class SentencePieceNormalizer {
public:
    static Result<SentencePieceNormalizer> make(const SentencePieceFile& file, const std::string& where);

    struct Options {
        bool dummyPrefix = true;
        bool keepLeading = false;  ///< leading spaces stay even where extra ones are removed
    };
    /// `text` is valid UTF-8. `origin[i]` is the byte of `text` that byte i of `normal` came from; it has one entry
    /// more than `normal` has bytes. Fails when the rules make too much of the text.
    Status apply(std::string_view text, Options options, std::string& normal, std::vector<std::uint32_t>& origin) const;

    /// Pieces that neither rules nor merges may touch; their values are ids.
    const PieceIndex& userDefined() const { return m_userDefined; }
    bool addsDummyPrefix() const { return m_addDummyPrefix; }

private:
    /// The normal form of the text's beginning, and how many bytes of the text it stands for.
    std::pair<std::string_view, std::size_t> prefix(std::string_view text) const;
    Status readRules(std::string_view blob);

    bool m_addDummyPrefix = true, m_removeExtra = true, m_escape = true, m_suffix = false;
    std::vector<std::uint32_t> m_units;  ///< double array of the rules
    std::string m_targets;               ///< their results, each ended by a NUL
    PieceIndex m_userDefined;
    std::string m_where;
};

}  // namespace saferscope
