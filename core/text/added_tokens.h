// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/normalizer.h"
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

/// Set of strings that finds its members in a text: leftmost, then longest. Work per text position is bounded by the
/// longest member.
class TokenTrie {
public:
    void add(std::string_view text, std::int32_t value);
    void finish();  ///< call once after the last add()
    bool empty() const { return m_nodes.size() == 1; }
    /// Value and length of the longest member that starts at `position`; length 0 when there is none.
    std::pair<std::int32_t, std::size_t> longestAt(std::string_view text, std::size_t position) const;
    bool canStart(char c) const { return m_starts[static_cast<std::uint8_t>(c)]; }

private:
    struct Node {
        std::map<std::uint8_t, std::uint32_t> children;  // only until finish()
        std::uint32_t firstEdge = 0;
        std::uint32_t edges = 0;
        std::int32_t value = -1;
    };
    struct Edge {
        std::uint8_t byte;
        std::uint32_t target;
    };
    std::vector<Node> m_nodes = std::vector<Node>(1);
    std::vector<Edge> m_edges;
    std::vector<bool> m_starts = std::vector<bool>(256, false);
};

/// The added tokens of a tokenizer.json. They are cut out of the text before the model sees it: first those that match
/// the raw text, then, in the normalized rest, the others.
class AddedTokens {
public:
    static constexpr std::size_t maxTokenBytes = 256;

    /// `normalizer` is applied to the contents of normalized tokens. Refuses ids that contradict the vocabulary.
    static Result<AddedTokens> fromJson(const Json& list, const Vocabulary& vocabulary, const Normalizer& normalizer,
                                        const std::string& where);

    /// A stretch of text: an added token (id >= 0) or text between them (id -1).
    struct Part {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::int32_t id = -1;
    };
    enum class Stage { Raw, Normalized };
    /// Covers `text` without gaps; `parts` is replaced. `text` must be valid UTF-8.
    void split(std::string_view text, Stage stage, std::vector<Part>& parts) const;
    bool any(Stage stage) const { return !trie(stage).empty(); }

    const AddedToken* find(std::int32_t id) const;
    const AddedToken* find(std::string_view content) const;
    std::int32_t largestId() const { return m_byId.empty() ? -1 : m_byId.rbegin()->first; }

private:
    const TokenTrie& trie(Stage stage) const { return stage == Stage::Raw ? m_raw : m_normalized; }

    std::vector<AddedToken> m_tokens;
    std::map<std::int32_t, std::size_t> m_byId;
    std::map<std::string, std::size_t, std::less<>> m_byContent;
    TokenTrie m_raw;
    TokenTrie m_normalized;
};

}  // namespace saferscope
