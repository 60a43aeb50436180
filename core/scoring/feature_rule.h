// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/features/contrast.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace saferscope {

/// What is wrong with a rule, and where: a byte of the text, counted from 0 and never inside a character.
struct RuleError {
    std::size_t position = 0;
    std::string message;
    std::string hint;
};

/// Three values after Kleene (1952), in rising order: "and" is the smaller, "or" the larger, "not" turns them round and
/// leaves Unknown as it is.
enum class Truth { False, Unknown, True };

/// What a rule is asked about: one feature. The references must outlive the call.
struct RuleSubject {
    const FeatureContrast& contrast;
    const FeatureOpinions& opinions;
    std::string_view judge;  ///< whose ratings `llm` means; empty = nobody has rated
    bool candidate = false;  ///< one of the strongest, about which judges and people were asked
};

/// A rule that says which features to keep: `llm = 5`, `any human = 5 and stable`, `all human >= 4 and not flagged`,
/// `llm = 4, 5 and (human >= 4 or unreviewed)`, `|contrast| > 0.1 and density < 5%`. The spelling is that of the
/// window's filters: = != < <= > >= (also ==, and the signs U+2264, U+2265, U+2260), a list after = (any of them) and
/// != (none of them), |field| or abs(field), percent, `and` may be left out, case does not matter. A number alone is
/// the paper's rule: `5` means `llm = 5`. ruleWords() lists fields and flags.
///
/// A comparison with something that is not known - a judge that gave no valid answer, a feature that no person has
/// rated, a statistic that is not finite - is neither true nor false: it is Unknown, and so is its `not`. A feature is
/// taken only where the rule is True. Hence no rating is never taken for a good or a bad one: an unrated feature falls
/// to `llm = 5`, `llm != 5` and `not llm = 5` alike, and is had by `unreviewed` or by a comparison that is known.
/// `all human` of nobody is Unknown too, not true.
///
/// Immutable; one object may be used from several threads.
class FeatureRule {
public:
    static tl::expected<FeatureRule, RuleError> parse(std::string_view text);

    Truth evaluate(const RuleSubject& subject) const;
    bool takes(const RuleSubject& subject) const { return evaluate(subject) == Truth::True; }

    /// The rule in its plainest spelling; parsing it gives an equal rule.
    std::string text() const;
    bool asksJudge() const;   ///< names what a judge said
    bool asksPeople() const;  ///< names what people said

    bool operator==(const FeatureRule& other) const;

    struct Node;

private:
    explicit FeatureRule(std::shared_ptr<const Node> root) : m_root(std::move(root)) {}
    std::shared_ptr<const Node> m_root;
};

/// The same with the error as a sentence that quotes the rule. Takes the name of a preset, too.
Result<FeatureRule> parseFeatureRule(std::string_view text);

/// Rules with names.
struct RulePreset {
    const char* name;
    const char* rule;
};
std::span<const RulePreset> rulePresets();
/// The rule of the preset with that name (case does not matter), else the text itself.
std::string ruleOrPreset(std::string_view text);

/// A word of the language, for completion and help.
struct RuleWord {
    const char* name;
    bool flag;  ///< yes or no; else a number to compare
    const char* meaning;
};
std::span<const RuleWord> ruleWords();

}  // namespace saferscope
