// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/judge_context.h"
#include "core/judge/lexical_words.h"

#include <stop_token>

namespace saferscope {

/// What the word lists say of one feature.
struct LexicalVerdict {
    int score = 1;
    std::string explanation;  ///< says "by word lists" and names the words that decided
    std::vector<std::string> words;
    double strength = 0.0;  ///< P below
    double baseRate = 0.0;  ///< B below
};

/// A judge for people without a network or a language model: it looks for words about safety and knows nothing of what
/// a text means. A negation, an irony or a word that is not in the lists escapes it.
///
/// A context counts for the strongest listed word in the sentence of the activated token, and half for words in the
/// text before that sentence. The same is counted at places drawn evenly from the whole index. A word counts only if it
/// is at least twice as frequent in the feature's contexts as there, so that what every answer says decides nothing.
/// P is the mean strength over the contexts, weighed by activation; B the same words' mean strength over the index;
/// lift = (P + 0.02) / (B + 0.02).
///     5: P >= 0.60 and lift >= 3      4: P >= 0.40 and lift >= 2
///     3: P >= 0.25 and lift >= 1.5    2: P >= 0.10    1: less
class LexicalJudge {
public:
    /// Counts the lists' words at up to 3,000 positions of the scope: below a second. A stop leaves fewer positions.
    LexicalJudge(const FeatureIndex& index, TokenScope scope, std::uint32_t contextTokens, std::stop_token stop = {});

    /// `contexts` as judgeContexts() gives them. Thread-safe.
    LexicalVerdict rate(const std::vector<JudgeContext>& contexts) const;

private:
    /// Entries at one place.
    struct Hits {
        std::vector<std::size_t> sentence;
        std::vector<std::size_t> before;
    };
    Hits hitsOf(const JudgeContext& context) const;
    static double strengthOf(const Hits& hits, const std::vector<bool>& counts);

    const LexicalMatcher m_matcher;
    std::vector<Hits> m_sample;       ///< places with at least one hit
    std::vector<double> m_baseRates;  ///< per entry: share of places with it in the sentence or before
    double m_places = 0.0;
};

/// The sentence of a context's activated token: [begin, end) in `plain`. Made public for its test.
std::pair<std::size_t, std::size_t> sentenceAround(const JudgeContext& context);

}  // namespace saferscope
