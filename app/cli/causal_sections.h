// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/preference_pair.h"

#include <string>
#include <vector>

namespace saferscope::cli {

/// The section each pair is reported in: a suite's section (RewardBench) or domain (RM-Bench), else its subset;
/// "other" where it has none. `suite` as in core/experiments/suite.h, "auto" looks at the subsets.
Result<std::vector<std::string>> causalSections(const std::vector<PreferencePair>& pairs, const std::string& suite);

}  // namespace saferscope::cli
