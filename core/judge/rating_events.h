// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"
#include "core/judge/answer.h"
#include "core/judge/lexical_judge.h"
#include "core/judge/llm_client.h"

namespace saferscope {

/// Marks an Unrated event of a feature that was not asked about; details["why"].
inline constexpr const char* tooFewContextsMark = "too few contexts";

/// Makes the events of one run: who speaks, of what, and what details each carries. Ids and times are set by the
/// caller.
class RatingEvents {
public:
    explicit RatingEvents(const RateFeaturesParams& params) : m_params(params) {}

    RatingEvent tooFewContexts(FeatureId feature, std::size_t contexts) const;
    RatingEvent lexical(FeatureId feature, std::size_t contexts, const LexicalVerdict& verdict) const;
    /// `reply` is Answered or Filtered.
    RatingEvent answered(FeatureId feature, std::size_t contexts, const JudgePrompt& prompt,
                         const LlmReply& reply) const;
    RatingEvent cached(FeatureId feature, std::size_t contexts, const JudgePrompt& prompt,
                       const RatingEvent& earlier) const;

private:
    RatingEvent begin(FeatureId feature, std::size_t contexts) const;
    static void describe(RatingEvent& event, const JudgePrompt& prompt);
    const RateFeaturesParams& m_params;
};

}  // namespace saferscope
