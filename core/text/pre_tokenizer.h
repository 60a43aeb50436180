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

/// Cuts text into the pieces that are merged on their own: the `pre_tokenizer` of a byte-level tokenizer.json.
class PreTokenizer {
public:
    struct Piece {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        bool spaceBefore = false;  ///< encoded as if a space stood before it (add_prefix_space)
    };

    static Result<PreTokenizer> fromJson(const Json& value, const std::string& where);

    /// Pieces in order, covering `text` (valid UTF-8) without gaps; `pieces` is replaced.
    Status split(std::string_view text, std::vector<Piece>& pieces) const;

private:
    enum class Behaviour { Isolated, MergedWithPrevious, MergedWithNext, Contiguous };
    struct Step {
        std::optional<Regex> regex;
        Behaviour behaviour = Behaviour::Isolated;
        bool invert = false;
        bool prefixSpace = false;
    };

    static Result<Step> splitStep(const Json& value, const std::string& where);
    static Result<Step> byteLevelStep(const Json& value, const std::string& where);
    Status add(const Json& value, const std::string& where);
    static Status apply(const Step& step, std::string_view text, const std::vector<Piece>& from,
                        std::vector<Piece>& to);

    std::vector<Step> m_steps;
    bool m_byteLevel = false;
};

}  // namespace saferscope
