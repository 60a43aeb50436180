// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/model_session.h"
#include "app/cli/pair_files.h"
#include "core/causal/causal_model.h"
#include "core/features/pair_batches.h"

#include <optional>

namespace saferscope::cli {

/// What `safer steer` and `safer attribute` read: a model, an SAE at one of its layers, pairs.
struct CausalInputs {
    CommonOptions common;
    ModelOptions model;
    PairFileOptions pairs;
    std::string sae;
    std::optional<std::int64_t> layer;
    std::optional<std::int64_t> k;
    std::string positions = "all";
};
void addCausalInputs(CLI::App* command, CausalInputs& inputs);

/// Everything opened and checked; nothing has been run.
struct CausalSession {
    ModelSession session;
    Sae sae;
    std::vector<PreferencePair> pairs;
    Result<CausalModel> model() const { return CausalModel::create(session.model, sae); }
};
Result<CausalSession> openCausalSession(const CausalInputs& inputs);

/// Runs the pairs from `first` to `end` once, batch by batch; `visit` gets a batch whose `members` count from `first`.
/// A stop request ends between batches with ErrorCode::Interrupted.
using CapturedVisitor = std::function<Status(const CapturedBatch& batch, const std::vector<PreparedPair>& prepared)>;
Status captureRange(const CausalSession& opened, const CausalModel& model, std::size_t first, std::size_t end,
                    std::int64_t batchTokens, const CapturedVisitor& visit, const std::stop_token& stop);

}  // namespace saferscope::cli
