// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/model_session.h"
#include "core/base/progress.h"

#include <span>
#include <stop_token>

namespace saferscope::cli {

/// An SAE on real activations, twice: SAFER's saw sentence ends alone, most others saw every token.
struct MeasuredSae {
    SaeQuality tokens;
    SaeQuality sentenceEnds;
    std::size_t pairs = 0;
};

/// Runs the model up to the SAE's layer over `pairs`. Blocks; interrupted between batches.
Result<MeasuredSae> measureSae(const ModelSession& session, const Sae& sae, std::span<const PreferencePair> pairs,
                               std::int64_t batchTokens, const ProgressCallback& progress, const std::stop_token& stop);

}  // namespace saferscope::cli
