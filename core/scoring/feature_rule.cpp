// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/feature_rule.h"

#include "core/base/text_check.h"
#include "core/scoring/rule_node.h"
#include "core/scoring/rule_tokens.h"
#include "core/scoring/rule_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace saferscope {

namespace {

using Node = FeatureRule::Node;

constexpr std::array presets = {
    RulePreset{"LLM = 5", "llm = 5"},
    RulePreset{"Human confirmed >= 4", "human >= 4"},
    RulePreset{"Any human 5 and stable sign", "any human = 5 and stable"},
};

Truth truth(bool value) { return value ? Truth::True : Truth::False; }

Truth opposite(Truth value) {
    return value == Truth::True ? Truth::False : value == Truth::False ? Truth::True : Truth::Unknown;
}

Truth compare(const Node& node, double value) {
    if (!std::isfinite(value)) {
        return Truth::Unknown;
    }
    if (node.absolute) {
        value = std::abs(value);
    }
    const double other = node.numbers.front();
    const auto near = [value](double number) {
        return std::abs(value - number) <= 1e-9 * std::max(1.0, std::abs(number));
    };
    switch (node.comparison) {
        case RuleComparison::Equal:
            return truth(std::ranges::any_of(node.numbers, near));
        case RuleComparison::NotEqual:
            return truth(std::ranges::none_of(node.numbers, near));
        case RuleComparison::Less:
            return truth(value < other);
        case RuleComparison::LessEqual:
            return truth(value <= other);
        case RuleComparison::Greater:
            return truth(value > other);
        case RuleComparison::GreaterEqual:
            return truth(value >= other);
    }
    return Truth::Unknown;
}

Truth compareKnown(const Node& node, std::optional<double> value) {
    return value ? compare(node, *value) : Truth::Unknown;
}

Truth comparePeople(const Node& node, const FeatureOpinions& opinions) {
    if (opinions.humans.empty()) {
        return Truth::Unknown;
    }
    const bool any = node.field == RuleField::AnyHuman;
    Truth result = any ? Truth::False : Truth::True;
    for (const auto& [rater, rating] : opinions.humans) {
        const Truth here = compare(node, rating.score);
        result = any ? std::max(result, here) : std::min(result, here);
    }
    return result;
}

Truth compareField(const Node& node, const RuleSubject& subject) {
    const FeatureContrast& feature = subject.contrast;
    switch (node.field) {
        case RuleField::Id:
            return compare(node, feature.feature.value());
        case RuleField::Llm:
            return compareKnown(node, subject.opinions.judgeScore(std::string(subject.judge)));
        case RuleField::Human:
            return compareKnown(node, subject.opinions.humanScore());
        case RuleField::AnyHuman:
        case RuleField::AllHuman:
            return comparePeople(node, subject.opinions);
        case RuleField::Raters:
            return compare(node, static_cast<double>(subject.opinions.humans.size()));
        case RuleField::Contrast:
            return compare(node, feature.contrast);
        case RuleField::Low:
            return compare(node, feature.contrastLow);
        case RuleField::High:
            return compare(node, feature.contrastHigh);
        case RuleField::Normalised:
            return compare(node, feature.contrastNormalised);
        case RuleField::Effect:
            return compare(node, feature.effectSize);
        case RuleField::Z:
            return compare(node, feature.z);
        case RuleField::Split:
            return compare(node, feature.splitHalf);
        case RuleField::Pairs:
            return compare(node, static_cast<double>(feature.firingPairs));
        case RuleField::Density:
            return compare(node, feature.density);
        case RuleField::Max:
            return compare(node, feature.maximum);
    }
    return Truth::Unknown;
}

bool hasFlag(RuleFlag flag, const RuleSubject& subject) {
    const FeatureOpinions& opinions = subject.opinions;
    switch (flag) {
        case RuleFlag::Stable:
            return subject.contrast.signStable;
        case RuleFlag::Confirmed:
            return std::ranges::any_of(opinions.humans, [](const auto& entry) { return entry.second.confirmed; });
        case RuleFlag::Adjudicated:
            return opinions.adjudicated.has_value();
        case RuleFlag::Disputed:
            return opinions.disputed();
        case RuleFlag::Flagged:
            return !opinions.flaggedBy.empty();
        case RuleFlag::Rated:
            return opinions.humanScore().has_value();
        case RuleFlag::Unreviewed:
            return !opinions.humanScore();
        case RuleFlag::Unrated:
            return !opinions.judgeScore(std::string(subject.judge)) &&
                   opinions.unrated.contains(std::string(subject.judge));
        case RuleFlag::Suspicious:  // whichever judge noticed: it is the contexts that are suspected
            return std::ranges::any_of(opinions.judges, [](const auto& entry) { return entry.second.suspicious; });
        case RuleFlag::Dead:
            return subject.contrast.dead;
        case RuleFlag::Positive:
            return subject.contrast.contrast > 0.0;
        case RuleFlag::Negative:
            return subject.contrast.contrast < 0.0;
        case RuleFlag::Candidate:
            return subject.candidate;
    }
    return false;
}

Truth evaluateNode(const Node& node, const RuleSubject& subject) {
    switch (node.kind) {
        case RuleNodeKind::And: {
            Truth all = Truth::True;
            for (const auto& child : node.children) {
                all = std::min(all, evaluateNode(*child, subject));
            }
            return all;
        }
        case RuleNodeKind::Or: {
            Truth any = Truth::False;
            for (const auto& child : node.children) {
                any = std::max(any, evaluateNode(*child, subject));
            }
            return any;
        }
        case RuleNodeKind::Not:
            return opposite(evaluateNode(*node.children.front(), subject));
        case RuleNodeKind::Compare:
            return compareField(node, subject);
        case RuleNodeKind::Flag:
            return truth(hasFlag(node.flag, subject));
    }
    return Truth::Unknown;
}

bool isJoin(const Node& node) { return node.kind == RuleNodeKind::And || node.kind == RuleNodeKind::Or; }

std::string print(const Node& node) {
    const auto bracketed = [](const Node& child, bool brackets) {
        return brackets ? "(" + print(child) + ")" : print(child);
    };
    std::string text;
    switch (node.kind) {
        case RuleNodeKind::And:
        case RuleNodeKind::Or:
            for (const auto& child : node.children) {
                text += text.empty() ? "" : node.kind == RuleNodeKind::And ? " and " : " or ";
                text += bracketed(*child, node.kind == RuleNodeKind::And && child->kind == RuleNodeKind::Or);
            }
            return text;
        case RuleNodeKind::Not:
            return "not " + bracketed(*node.children.front(), isJoin(*node.children.front()));
        case RuleNodeKind::Flag:
            return ruleFlagName(node.flag);
        case RuleNodeKind::Compare:
            break;
    }
    text = node.absolute ? "|" + std::string(ruleFieldName(node.field)) + "|" : ruleFieldName(node.field);
    text += std::string(" ") + ruleComparisonName(node.comparison);
    for (std::size_t i = 0; i < node.numbers.size(); ++i) {
        text += (i == 0 ? " " : ", ") + ruleNumberText(node.numbers[i]);
    }
    return text;
}

bool same(const Node& a, const Node& b) {
    return a.kind == b.kind && a.field == b.field && a.absolute == b.absolute && a.comparison == b.comparison &&
           a.numbers == b.numbers && a.flag == b.flag &&
           std::ranges::equal(a.children, b.children, [](const auto& x, const auto& y) { return same(*x, *y); });
}

bool anyPart(const Node& node, const std::function<bool(const Node&)>& wanted) {
    return wanted(node) ||
           std::ranges::any_of(node.children, [&](const auto& child) { return anyPart(*child, wanted); });
}

/// The character with that byte, counted from 1 as people do.
std::size_t characterAt(std::string_view text, std::size_t position) {
    std::size_t count = 1;
    for (const char c : text.substr(0, position)) {
        count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1 : 0;
    }
    return count;
}

}  // namespace

Truth FeatureRule::evaluate(const RuleSubject& subject) const { return evaluateNode(*m_root, subject); }

std::string FeatureRule::text() const { return print(*m_root); }

bool FeatureRule::asksJudge() const {
    return anyPart(*m_root, [](const Node& node) {
        return (node.kind == RuleNodeKind::Compare && node.field == RuleField::Llm) ||
               (node.kind == RuleNodeKind::Flag &&
                (node.flag == RuleFlag::Suspicious || node.flag == RuleFlag::Unrated));
    });
}

bool FeatureRule::asksPeople() const {
    return anyPart(*m_root, [](const Node& node) {
        constexpr std::array flags = {RuleFlag::Confirmed, RuleFlag::Adjudicated, RuleFlag::Disputed,
                                      RuleFlag::Flagged,   RuleFlag::Rated,       RuleFlag::Unreviewed};
        return (node.kind == RuleNodeKind::Compare &&
                (ruleFieldIsHuman(node.field) || node.field == RuleField::Raters)) ||
               (node.kind == RuleNodeKind::Flag && std::ranges::find(flags, node.flag) != flags.end());
    });
}

bool FeatureRule::operator==(const FeatureRule& other) const { return same(*m_root, *other.m_root); }

Result<FeatureRule> parseFeatureRule(std::string_view text) {
    const std::string rule = ruleOrPreset(text);
    auto parsed = FeatureRule::parse(rule);
    if (!parsed) {
        const RuleError& error = parsed.error();
        constexpr std::size_t quoted = 200;
        const bool cut = rule.size() > quoted;
        return fail(ErrorCode::Usage,
                    "The rule \"" + toValidUtf8(std::string_view(rule).substr(0, quoted)) + (cut ? "…" : "") +
                        "\" cannot be read, character " + std::to_string(characterAt(rule, error.position)) + ": " +
                        error.message,
                    error.hint.empty() ? "Write for example: llm = 5 and stable" : error.hint);
    }
    return std::move(*parsed);
}

std::span<const RulePreset> rulePresets() { return presets; }

std::string ruleOrPreset(std::string_view text) {
    for (const RulePreset& preset : presets) {
        if (ruleLowerCase(text) == ruleLowerCase(preset.name)) {
            return preset.rule;
        }
    }
    return std::string(text);
}

}  // namespace saferscope
