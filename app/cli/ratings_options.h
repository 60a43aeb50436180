// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "core/workspace/workspace.h"

namespace saferscope::cli {

/// Options of `safer ratings` and its sub-commands.
struct RatingsOptions {
    CommonOptions common;
    std::string sae;  ///< name of an SAE in the workspace, or the beginning of a content hash; empty = the newest

    // import, export, merge
    std::string file;
    std::vector<std::string> files;
    std::string output;
    bool csv = false;
    std::vector<std::string> raters;  ///< export --csv: people who get empty rows

    // list
    bool events = false;

    // list and add
    std::int64_t feature = -1;

    // add
    std::string rater;
    int score = 0;
    int adjudicate = 0;
    std::optional<std::string> comment;
    std::optional<std::string> label;
    bool flag = false;
    bool unflag = false;
    bool skip = false;
    bool undo = false;

    // agreement
    std::string judge;
    std::uint32_t resamples = 2000;
};

// ratings_files.cpp
Status importRatings(const RatingsOptions& options);
Status exportRatings(const RatingsOptions& options);
Status mergeRatingFiles(const RatingsOptions& options);
// ratings_list.cpp
Status listRatings(const RatingsOptions& options);
Status addRating(const RatingsOptions& options);
// ratings_agreement.cpp
Status showAgreement(const RatingsOptions& options);

/// The workspace, runs that ended taken over.
Result<std::unique_ptr<Workspace>> openRatedWorkspace(const RatingsOptions& options);

/// Content hash of the SAE that is meant: --sae, else that of the newest index, else the newest SAE, else the only one
/// in the log. Refused when none is meant.
Result<std::string> chooseSae(const Workspace& workspace, const std::string& sae);

/// Both at once.
struct RatedSae {
    std::unique_ptr<Workspace> workspace;
    std::string sae;
};
Result<RatedSae> openRatedSae(const RatingsOptions& options);

}  // namespace saferscope::cli
