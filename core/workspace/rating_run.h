// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/judge_settings.h"
#include "core/workspace/workspace.h"

namespace saferscope {

/// What to have rated, as front doors ask for it.
struct RatingRunRequest {
    std::string index;  ///< name of the index; empty = the newest
    TokenScope scope = TokenScope::SentenceEnds;
    std::vector<FeatureId> features;  ///< empty = the workspace's candidates (strongest, as its settings say)
    std::uint32_t candidates = 0;     ///< with empty `features`: so many instead of what the settings say
    bool onlyMissing = true;          ///< leave out features that this judge has rated already
    JudgeSettings judge;
    std::string title;
};

/// Fills in features, paths and hashes. Reads the index; a few 100 ms for big ones. Nothing is written.
Result<RunSpec> planRatingRun(Workspace& workspace, const RatingRunRequest& request);

/// Writes the judge's known answers (from the rating log) beside a run's spec, for the worker's cache.
Status writeKnownAnswers(Workspace& workspace, const RunSpec& spec, const std::filesystem::path& runFolder);

}  // namespace saferscope
