// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/model_session.h"
#include "core/base/progress.h"
#include "core/experiments/evaluation.h"

namespace saferscope::cli {

/// Accuracy of a model on pairs, with the longer-wins baseline over the answers' bytes.
Result<EvaluationResult> evaluateModel(const ModelSession& session, const std::vector<PreferencePair>& pairs,
                                       std::int64_t batchTokens, const ProgressCallback& progress,
                                       const std::stop_token& stop);

/// The table people read, from toJson(EvaluationResult).
void printEvaluation(const Json& evaluation);

}  // namespace saferscope::cli
