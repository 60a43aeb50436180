// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/rating.h"
#include "core/features/feature_index.h"
#include "core/judge/http_client.h"
#include "core/judge/judge_settings.h"
#include "core/judge/known_answers.h"
#include "core/judge/request_budget.h"

#include <functional>
#include <set>
#include <stop_token>

namespace saferscope {

/// What a rating run has done so far. Every feature it was given is in at most one of the first four; those in none
/// were not reached.
struct RatingTally {
    std::uint64_t rated = 0;    ///< with a score, cached ones included
    std::uint64_t unrated = 0;  ///< no valid answer, or too few contexts to ask
    std::uint64_t failed =
        0;  ///< the server gave no answer to them; no event, so that they are asked again another time
    std::uint64_t skipped = 0;  ///< done already when the run (re)started
    std::uint64_t cached = 0;   ///< of the rated: answered from earlier answers
    Spending spending;          ///< of the whole run, earlier attempts included
};

enum class RatingEnd {
    Finished,  ///< every feature had its turn
    Cap,       ///< a cap on requests or cost would have been passed
    Stopped,   ///< on request
    Refused,   ///< the server does not want to talk to us, or fails again and again
};
const char* ratingEndName(RatingEnd end);  ///< "finished", "cap", "stopped", "refused by server"

struct RatingOutcome {
    RatingTally tally;
    RatingEnd end = RatingEnd::Finished;
    std::string message;  ///< one sentence why it ended early; empty when it did not
    std::string hint;
};

/// What a run works with, beside its settings.
struct RatingInputs {
    std::string key;                      ///< of the judge; empty = none
    HttpClient* http = nullptr;           ///< not owned; unused by the lexical judge, else required
    const KnownAnswers* known = nullptr;  ///< not owned; may be null
    std::set<FeatureId> done;             ///< features to pass over
    Spending spent;                       ///< by earlier attempts of this run
    double waitScale = 1.0;               ///< tests shorten the pauses between retries
    std::uint64_t seed = 1;               ///< of the jitter between retries
};

/// Where a run speaks to. Called from its threads, one call at a time. `sink` is required.
struct RatingHooks {
    std::function<Status(const RatingEvent&)> sink;        ///< a failure ends the run
    std::function<Status(const SpendingEntry&)> spending;  ///< before and after each request; a failure ends the run
    std::function<void(const RatingTally&)> tally;         ///< after each feature
    std::function<void(const std::string&)> message;       ///< for people
    ProgressCallback progress;
};

/// Has features rated by the judge of `params`. Blocks; starts up to `concurrency` threads and ends them all before it
/// returns; a stop ends it within 0.2 s. Everything handed to the sink by then stays good. An Error is a fault of the
/// request itself or of the sink; whatever a server does ends in an outcome.
Result<RatingOutcome> rateFeatures(const FeatureIndex& index, const RateFeaturesParams& params,
                                   const RatingInputs& inputs, const RatingHooks& hooks, std::stop_token stop);

}  // namespace saferscope
