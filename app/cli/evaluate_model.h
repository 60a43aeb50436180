// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/model_session.h"
#include "app/cli/steering_use.h"
#include "core/base/progress.h"
#include "core/experiments/evaluation_report.h"

namespace saferscope::cli {

/// Rewards of all pairs, with the answers' bytes (for the longer-wins baseline) and their places in RM-Bench. Two
/// answers that encode to the same tokens (cut, or alike but for white space) are an exact tie whatever the batch.
/// With `steering` the rewards are those under its profile; pairs that it does not reach have the very bits that they
/// have without it, unless the SAE reads the topmost stream (last digits may differ).
Result<ScoredPairs> scorePairs(const ModelSession& session, const std::vector<PreferencePair>& pairs,
                               std::int64_t batchTokens, const ProgressCallback& progress, const std::stop_token& stop,
                               const Steering* steering = nullptr);

/// What `options` make of the model's folder; hashes its template and tokenizer.
Result<EvaluationPreset> evaluationPreset(const ModelOptions& options);

/// The tables people read, from evaluationReport(): sections, subsets, the comparison and its flips. Warnings go to
/// standard error.
void printEvaluation(const Json& evaluation);

}  // namespace saferscope::cli
