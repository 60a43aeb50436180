// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "core/judge/judge_settings.h"
#include "core/judge/known_answers.h"
#include "core/judge/prompt.h"

namespace saferscope {

/// What a run is likely to need, before it starts. Tokens are an estimate: four bytes each; the answer half its limit.
struct RatingEstimate {
    std::uint64_t features = 0;
    std::uint64_t tooFewContexts = 0;  ///< will not be asked about
    std::uint64_t cached = 0;          ///< answered from earlier answers
    std::uint64_t suspicious = 0;      ///< prompts with a context that looks as if it were meant to steer the judge
    std::uint64_t requests = 0;        ///< without retries
    std::uint64_t inputTokens = 0;
    std::uint64_t outputTokens = 0;
    double cost = 0.0;       ///< in the currency of the prices; 0 without prices
    double worstCost = 0.0;  ///< what no answer can pass: a byte per token, answers at their limit, no retries
    bool sampled = false;    ///< extrapolated from 500 features
};
/// Reads contexts: some ms per 10 features. The lexical judge needs no requests.
Result<RatingEstimate> estimateRating(const FeatureIndex& index, const RateFeaturesParams& params,
                                      const KnownAnswers& known);

/// Exactly what would be sent for one feature.
struct RatingPreview {
    std::size_t contexts = 0;
    JudgePrompt prompt;
    std::string url;
    std::string body;
};
Result<RatingPreview> previewRating(const FeatureIndex& index, const RateFeaturesParams& params, FeatureId feature);

}  // namespace saferscope
