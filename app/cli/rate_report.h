// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/rating_estimate.h"
#include "core/workspace/workspace.h"

namespace saferscope::cli {

/// What `safer rate` says. Estimates and remarks go to standard error, results to standard output.
void printRatingEstimate(const RateFeaturesParams& params, const RatingEstimate& estimate);

struct DryRunOptions {
    bool json = false;
    bool everyFeature = false;  ///< show each feature's prompt, not only the first one's
};
Status printRatingDryRun(const FeatureIndex& index, const RateFeaturesParams& params, const RatingEstimate& estimate,
                         const DryRunOptions& options);

/// `values` of the run's result.
void printRatingOutcome(const Json& values, const RatingMerge& merged);

}  // namespace saferscope::cli
