// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scoring/feature_rule.h"

#include <memory>
#include <vector>

namespace saferscope {

enum class RuleField {
    Id,
    Llm,
    Human,
    AnyHuman,
    AllHuman,
    Raters,
    Contrast,
    Low,
    High,
    Normalised,
    Effect,
    Z,
    Split,
    Pairs,
    Density,
    Max
};
enum class RuleFlag {
    Stable,
    Confirmed,
    Adjudicated,
    Disputed,
    Flagged,
    Rated,
    Unreviewed,
    Unrated,
    Suspicious,
    Dead,
    Positive,
    Negative,
    Candidate
};
enum class RuleComparison { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
enum class RuleNodeKind { And, Or, Not, Compare, Flag };

/// A part of a parsed rule. And and Or have at least two children and none of their own kind; Not has one.
struct FeatureRule::Node {
    RuleNodeKind kind = RuleNodeKind::And;
    std::vector<std::shared_ptr<const Node>> children;
    RuleField field = RuleField::Id;
    bool absolute = false;
    RuleComparison comparison = RuleComparison::Equal;
    std::vector<double> numbers;  ///< several only for Equal (any of them) and NotEqual (none of them)
    RuleFlag flag = RuleFlag::Stable;
};

}  // namespace saferscope
