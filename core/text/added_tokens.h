// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/normalizer.h"
#include "core/text/piece_index.h"
#include "core/text/vocabulary.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

struct AddedToken {
    std::string content;
    std::int32_t id = -1;
    bool singleWord = false;  ///< only between characters that are not of a word
    bool leftStrip = false;   ///< takes the white space before it along
    bool rightStrip = false;
    bool normalized = true;  ///< looked for in the normalized text
    bool special = false;
};

/// The added tokens of a tokenizer.json. They are cut out of the text before the model sees it: first those that match
/// the raw text, then, in the normalized rest, the others.
class AddedTokens {
public:
    static constexpr std::size_t maxTokenBytes = 256;
    static constexpr std::size_t maxTokens = 200'000;  ///< models of speech have some 65,000
    static constexpr std::size_t maxTotalBytes = 4u << 20;

    /// One entry of a tokenizer.json's "added_tokens". Its content may be empty: the reference ignores such entries.
    static Result<AddedToken> readToken(const Json& entry, const std::string& where);
    /// `normalizer` is applied to the contents of normalized tokens. Refuses ids that contradict the vocabulary.
    static Result<AddedTokens> make(std::vector<AddedToken> tokens, const Vocabulary& vocabulary,
                                    const Normalizer& normalizer, const std::string& where);

    /// A stretch of text: an added token (id >= 0) or text between them (id -1).
    struct Part {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::int32_t id = -1;
    };
    enum class Stage { Raw, Normalized };
    /// Covers `text` without gaps; `parts` is replaced. `text` must be valid UTF-8.
    void split(std::string_view text, Stage stage, std::vector<Part>& parts) const;
    bool any(Stage stage) const { return !index(stage).empty(); }

    const AddedToken* find(std::int32_t id) const;
    const AddedToken* find(std::string_view content) const;
    std::int32_t largestId() const { return m_byId.empty() ? -1 : m_byId.rbegin()->first; }

private:
    const PieceIndex& index(Stage stage) const { return stage == Stage::Raw ? m_raw : m_normalized; }

    std::vector<AddedToken> m_tokens;
    std::map<std::int32_t, std::size_t> m_byId;
    std::map<std::string, std::size_t, std::less<>> m_byContent;
    PieceIndex m_raw;
    PieceIndex m_normalized;
};

}  // namespace saferscope
