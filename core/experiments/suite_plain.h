// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/suite.h"

#include <string>
#include <vector>

namespace saferscope {

/// Groups beside those a suite names, for whoever compares models on them. Pure.

/// One group per subset, by name; none where there is only one subset.
std::vector<SuiteGroup> subsetGroups(const SuitePairs& input);

/// All pairs with one weight; those of RM-Bench still come in items, and a pair without a style belongs to none. Each
/// of RM-Bench's cells is as heavy as its share of the pairs.
SuiteGroup groupOfAll(const std::string& name, SuiteKind kind, const SuitePairs& input);

}  // namespace saferscope
