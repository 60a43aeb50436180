// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/prevalence.h"
#include "core/experiments/swap_bound.h"
#include "core/workspace/audit_truth.h"

namespace saferscope {

/// Which pairs of a data set are likely to carry the wrong label.
struct AuditRequest {
    PairSignalRequest data;          ///< features are always read
    std::string truth;               ///< readTruth(); empty = none, "auto" = the first of truthSources(), if any
    double trustedAccuracy = 0.0;    ///< of the model, on pairs whose labels are trusted; 0 = not known
    std::uint64_t trustedPairs = 0;  ///< so many pairs it was measured on; 0 = exact
    /// A data set whose labels are trusted and whose pairs the index holds (those it shares with the suspect one, by
    /// id, are left out): the accuracy is measured on it instead. Empty = none.
    std::string trustedDataset;
};

struct AuditReport {
    PairSignals data;
    AuditRanking ranking;  ///< never empty
    std::string truthSource;
    std::optional<AuditTruth> truth;    ///< by position in the data set
    std::vector<Detection> detections;  ///< over the ranked pairs of which the truth is known; empty without truth
    struct Estimate {
        std::string from;  ///< "margin", "score": mixtures (prevalence.h); "accuracy"
        FlippedEstimate estimate;
    };
    std::vector<Estimate> estimates;
    SwapBound marginBound;
    SwapBound scoreBound;
    std::optional<DatasetManifest> manifest;  ///< where Saferscope changed the data set on purpose
};

/// Reads, ranks, estimates and, where the truth is known, measures. Blocks: seconds for 100k pairs; any thread with a
/// Workspace of its own.
Result<AuditReport> runAudit(Workspace& workspace, const AuditRequest& request, const ProgressCallback& progress = {},
                             std::stop_token stop = {});

}  // namespace saferscope
