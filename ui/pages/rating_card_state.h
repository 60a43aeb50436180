// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/contrast.h"
#include "ui/pages/rating_history.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// Another person's score on a card.
struct OtherScore {
    QString who;
    int score = 0;
};

/// Everything a card shows of what was said of its feature. What must not be seen yet is not in it.
struct CardState {
    FeatureContrast contrast;  ///< names the feature too
    QString label;
    bool labelHidden = false;   ///< somebody else named it, and that is not to be seen yet
    bool answersHidden = true;  ///< the judge's answer and other people's ratings
    std::optional<int> mine;
    std::string judge;  ///< empty: there is none
    std::optional<int> judgeScore;
    QString judgeText;  ///< its explanation, or why there is no score
    bool judgeAsked = false;
    bool suspicious = false;
    std::vector<OtherScore> others;
    bool flagged = false;
    bool skipped = false;
    HistoryLines history;
};

}  // namespace saferscope
