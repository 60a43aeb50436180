// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_opinions.h"

#include "core/report/report_language.h"
#include "core/report/report_numbers.h"

#include <cmath>

namespace saferscope {

std::string reportedJudge(const std::string& judge) { return judge == "lexical" ? tr("Word lists") : tr("LLM"); }

std::string scoreText(double score) { return numberText(score, score == std::floor(score) ? 0 : 1); }

std::string sayingOf(const FeatureOpinions& opinions, const std::string& judge) {
    if (!opinions.label.empty()) {
        return opinions.label;
    }
    const auto rating = opinions.judges.find(judge);
    return rating == opinions.judges.end() ? std::string() : rating->second.text;
}

}  // namespace saferscope
