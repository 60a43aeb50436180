// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/regex.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// Cuts text into the pieces that are merged on their own: the `pre_tokenizer` of a tokenizer.json. Either byte-level,
/// or in the style of SentencePiece, where a Metaspace step spells spaces as another character.
class PreTokenizer {
public:
    struct Piece {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        bool spaceBefore = false;  ///< encoded as if space() stood before it (add_prefix_space, prepend_scheme)
    };

    static Result<PreTokenizer> fromJson(const Json& value, const std::string& where);

    /// Pieces in order, covering `text` (valid UTF-8) without gaps; `pieces` is replaced. `first`: the text begins
    /// where the whole text does.
    Status split(std::string_view text, bool first, const SearchTime& time, std::vector<Piece>& pieces) const;

    bool byteLevel() const { return m_byteLevel; }
    /// What every space of a piece is spelled as before it is merged; empty when they stay as they are.
    const std::string& metaspace() const { return m_metaspace; }

private:
    enum class Behaviour { Isolated, MergedWithPrevious, MergedWithNext, Contiguous };
    struct Step {
        std::optional<Regex> regex;
        Behaviour behaviour = Behaviour::Isolated;
        bool invert = false;
        bool prefixSpace = false;
        bool firstOnly = false;  ///< prefixSpace is for the beginning of the whole text
    };

    static Result<Step> splitStep(const Json& value, const std::string& where);
    static Result<Step> byteLevelStep(const Json& value, const std::string& where);
    Result<Step> metaspaceStep(const Json& value, const std::string& where);
    Status add(const Json& value, const std::string& where);
    Status apply(const Step& step, std::string_view text, bool first, const SearchTime& time,
                 const std::vector<Piece>& from, std::vector<Piece>& to) const;

    std::vector<Step> m_steps;
    bool m_byteLevel = false;
    std::string m_metaspace;
};

}  // namespace saferscope
