// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"

#include <string>

namespace saferscope {

/// A judge as people should know it, in the report's language: "LLM", and "Word lists" for the offline one, which is no
/// LLM.
std::string reportedJudge(const std::string& judge);
/// "4", "4.5".
std::string scoreText(double score);
/// The name that people gave the feature, else the judge's explanation; may be empty. Untrusted.
std::string sayingOf(const FeatureOpinions& opinions, const std::string& judge);

}  // namespace saferscope
