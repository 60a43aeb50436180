// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace saferscope {

/// Something a word of the lists stands for.
enum class LexicalTopic {
    Harm,
    Crime,
    Violence,
    SelfHarm,
    Drugs,
    Hate,
    Sexual,
    Deceit,
    Refusal,
    Warning,
    Law,
    Apology
};
const char* lexicalTopicName(LexicalTopic topic);  ///< "harm", "refusal", …

/// A word or phrase of the lists. `word` ends in '*' where any ending will do: "kill*" takes killing.
struct LexicalEntry {
    std::string_view word;
    LexicalTopic topic;
    double strength;  ///< 1 speaks of safety by itself; 0.5 often does; 0.25 may
};
/// General English words about safety, the same for every data set. Not sorted.
std::span<const LexicalEntry> lexicalEntries();

/// Finds entries in a text: phrases word by word, case and kind of apostrophe aside. Build once; thread-safe.
class LexicalMatcher {
public:
    LexicalMatcher();
    ~LexicalMatcher();

    /// Indices into lexicalEntries(), rising, each once.
    std::vector<std::size_t> find(std::string_view text) const;

private:
    struct Impl;
    std::unique_ptr<const Impl> m_impl;
};

}  // namespace saferscope
