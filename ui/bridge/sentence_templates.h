// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// One sentence of core with its places for parts.
struct SentenceTemplate {
    const char* english = nullptr;  ///< with %1, %2 …; the key of its translation
    std::string_view kinds;         ///< per part: 'o' may be a sentence, 'v' is data, 'n' a number, 'q' data in quotes
    std::vector<std::string_view> fixed;  ///< what stands before, between and after the parts: one more than parts
    std::size_t letters = 0;              ///< how many letters are fixed: the more, the surer it is
};

/// What a text may still cost: the matching stops where it is used up, so that no text holds the window up.
struct SentenceBudget {
    std::size_t bytes = std::size_t{2} << 20;  ///< looked at in the search for fixed texts
    std::size_t templates = 200'000;           ///< tried
    /// False when there is not enough left.
    bool take(std::size_t looked);
};

/// The templates, found by how they begin. Made once; immutable, for any thread.
class SentenceTemplates {
public:
    /// Those of translations/core_sentences.h.
    static const SentenceTemplates& ofCore();

    struct Entry {
        const char* english;
        const char* kinds;
    };
    explicit SentenceTemplates(const std::vector<Entry>& entries);
    const std::vector<SentenceTemplate>& all() const { return m_templates; }

    struct Match {
        const SentenceTemplate* found = nullptr;
        std::vector<std::string_view> parts;  ///< views into the text
    };
    /// The surest template that fits the whole text.
    std::optional<Match> match(std::string_view text, SentenceBudget& budget) const;

private:
    std::vector<SentenceTemplate> m_templates;        ///< the surest first
    std::vector<std::vector<std::size_t>> m_byFirst;  ///< per first byte; positions in m_templates
    std::vector<std::size_t> m_beginWithPart;
};

}  // namespace saferscope
