// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "tests/support/check.h"

#include <string>

namespace saferscope::check {

/// A word of a person about a feature of the SAE whose index tests/cli/experiment_workspace.h writes.
inline void addRating(Workspace& workspace, std::uint32_t feature, const std::string& rater, RatingAction action,
                      int score = 0, const std::string& text = {}) {
    RatingEvent event;
    event.saeHash = std::string(64, 'a');
    event.feature = FeatureId(feature);
    event.rater = rater;
    event.action = action;
    if (score > 0) {
        event.score = score;
    }
    event.text = text;
    CHECK_OK(workspace.appendRating(event));
}

}  // namespace saferscope::check
