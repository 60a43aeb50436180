// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scoring/rule_node.h"

#include <optional>
#include <string>
#include <string_view>

namespace saferscope {

/// ASCII letters in lower case; the language knows no others.
std::string ruleLowerCase(std::string_view text);

/// By name or alias in lower case. "any human" and "all human" are two words and not found here.
std::optional<RuleField> ruleFieldOf(std::string_view name);
std::optional<RuleFlag> ruleFlagOf(std::string_view name);
const char* ruleFieldName(RuleField field);
const char* ruleFlagName(RuleFlag flag);
const char* ruleComparisonName(RuleComparison comparison);

/// |field| makes sense: the number has a sign.
bool ruleFieldHasSign(RuleField field);
bool ruleFieldIsHuman(RuleField field);

/// "Fields are …; flags are …."
std::string ruleVocabulary();

}  // namespace saferscope
