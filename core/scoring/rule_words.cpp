// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/rule_words.h"

#include <algorithm>
#include <array>

namespace saferscope {

namespace {

/// In the order of RuleField, then of RuleFlag.
constexpr std::array words = {
    RuleWord{"id", false, "number of the feature"},
    RuleWord{"llm", false, "score that the judge gave, 1 to 5"},
    RuleWord{"human", false, "adjudicated score, else the median of what people gave, 1 to 5"},
    RuleWord{"any human", false, "score of at least one person"},
    RuleWord{"all human", false, "scores of all who rated it"},
    RuleWord{"raters", false, "how many people have rated it"},
    RuleWord{"contrast", false, "difference between chosen and rejected answers, as published, -1 to 1"},
    RuleWord{"low", false, "lower end of the 95 % interval of contrast"},
    RuleWord{"high", false, "upper end of it"},
    RuleWord{"normalised", false, "the same from means per position: no length confound"},
    RuleWord{"effect", false, "effect size over pairs"},
    RuleWord{"z", false, "z value of the difference over pairs"},
    RuleWord{"split", false, "share of splits of the data whose halves agree in the sign of contrast"},
    RuleWord{"pairs", false, "pairs in which it fires"},
    RuleWord{"density", false, "share of positions where it fires"},
    RuleWord{"max", false, "largest activation"},
    RuleWord{"stable", true, "the sign of its contrast holds up in halves of the data"},
    RuleWord{"confirmed", true, "a person confirmed a judge's score with one key"},
    RuleWord{"adjudicated", true, "somebody had the last word on it"},
    RuleWord{"disputed", true, "people's scores differ and nobody has adjudicated since"},
    RuleWord{"flagged", true, "somebody wants another look at it"},
    RuleWord{"rated", true, "a person has rated or adjudicated it"},
    RuleWord{"unreviewed", true, "no person has"},
    RuleWord{"unrated", true, "the judge was asked and gave no valid answer"},
    RuleWord{"suspicious", true, "its contexts look as if they were meant to steer a judge"},
    RuleWord{"dead", true, "it never fires"},
    RuleWord{"positive", true, "its contrast is above 0: it speaks for chosen answers"},
    RuleWord{"negative", true, "its contrast is below 0"},
    RuleWord{"candidate", true, "one of the strongest, about which judges and people are asked"},
};
constexpr std::size_t fieldCount = static_cast<std::size_t>(RuleField::Max) + 1;
constexpr std::size_t flagCount = static_cast<std::size_t>(RuleFlag::Candidate) + 1;
static_assert(words.size() == fieldCount + flagCount);

struct Alias {
    const char* other;
    RuleField field;
};
constexpr std::array aliases = {
    Alias{"feature", RuleField::Id},      Alias{"s", RuleField::Contrast},   Alias{"normalized", RuleField::Normalised},
    Alias{"norm", RuleField::Normalised}, Alias{"maximum", RuleField::Max},  Alias{"judge", RuleField::Llm},
    Alias{"people", RuleField::Human},    Alias{"d", RuleField::Effect},     Alias{"d_z", RuleField::Effect},
    Alias{"ci_low", RuleField::Low},      Alias{"ci_high", RuleField::High}, Alias{"firing", RuleField::Pairs}};

}  // namespace

std::string ruleLowerCase(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return lower;
}

std::optional<RuleField> ruleFieldOf(std::string_view name) {
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const auto field = static_cast<RuleField>(i);
        if (name == words[i].name && field != RuleField::AnyHuman && field != RuleField::AllHuman) {
            return field;
        }
    }
    const auto alias = std::ranges::find_if(aliases, [name](const Alias& entry) { return name == entry.other; });
    return alias == aliases.end() ? std::nullopt : std::optional(alias->field);
}

std::optional<RuleFlag> ruleFlagOf(std::string_view name) {
    for (std::size_t i = 0; i < flagCount; ++i) {
        if (name == words[fieldCount + i].name) {
            return static_cast<RuleFlag>(i);
        }
    }
    return std::nullopt;
}

const char* ruleFieldName(RuleField field) { return words[static_cast<std::size_t>(field)].name; }

const char* ruleFlagName(RuleFlag flag) { return words[fieldCount + static_cast<std::size_t>(flag)].name; }

const char* ruleComparisonName(RuleComparison comparison) {
    constexpr std::array names = {"=", "!=", "<", "<=", ">", ">="};
    return names[static_cast<std::size_t>(comparison)];
}

bool ruleFieldHasSign(RuleField field) {
    return field == RuleField::Contrast || field == RuleField::Low || field == RuleField::High ||
           field == RuleField::Normalised || field == RuleField::Effect || field == RuleField::Z;
}

bool ruleFieldIsHuman(RuleField field) {
    return field == RuleField::Human || field == RuleField::AnyHuman || field == RuleField::AllHuman;
}

std::string ruleVocabulary() {
    std::string fields;
    std::string flags;
    for (const RuleWord& word : words) {
        std::string& list = word.flag ? flags : fields;
        list += (list.empty() ? "" : ", ") + std::string(word.name);
    }
    return "Fields are " + fields + "; flags are " + flags + ".";
}

std::span<const RuleWord> ruleWords() { return words; }

}  // namespace saferscope
