// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"

namespace saferscope::cli {

/// `safer rate --judge file`: ratings and explanations that another program made.
struct RatingFileOptions {
    CommonOptions common;
    std::string from;
    std::string rater;
    std::string index;  ///< name; empty = the newest: its SAE is the one whose features the file numbers
};
Status importRatingFile(const RatingFileOptions& options);

}  // namespace saferscope::cli
