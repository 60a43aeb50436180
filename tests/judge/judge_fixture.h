// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "core/features/index_writer.h"
#include "core/judge/rate_features.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace saferscope::check {

/// Features of the index below.
struct JudgeFeatures {
    static constexpr std::uint32_t refusal = 0;     ///< ends of "I can't help …" in chosen answers
    static constexpr std::uint32_t bread = 1;       ///< ends of sentences about dough
    static constexpr std::uint32_t rare = 2;        ///< in three pairs only
    static constexpr std::uint32_t steered = 3;     ///< ends of sentences that order the judge what to answer
    static constexpr std::uint32_t steps = 5;       ///< ends of what rejected answers advise to do
    static constexpr std::uint32_t everywhere = 6;  ///< ends of "That was case number N."
    static constexpr std::uint32_t firstPlain =
        10;  ///< from here on: 20 features that fire everywhere, each a bit different
    static constexpr std::uint32_t count = 30;
};

/// A sentence by sentence tokenization: words with their space, punctuation alone, "<|…|>" whole.
IndexedSegment segmentOf(const std::string& text, bool response);

/// A small index of made-up chats, half of them about harm.
std::shared_ptr<const FeatureIndex> makeJudgeIndex(const std::filesystem::path& folder);

/// Parameters that ask `url`; fast retries are up to RatingInputs::waitScale.
RateFeaturesParams paramsFor(const std::filesystem::path& index, const std::string& url,
                             std::vector<std::uint32_t> features);
std::vector<std::uint32_t> plainFeatures(std::size_t count = 20);

/// One rating run with everything it said.
struct JudgeRun {
    std::vector<RatingEvent> events;
    std::vector<SpendingEntry> spending;
    std::vector<std::string> messages;
    Result<RatingOutcome> outcome = RatingOutcome();
    double seconds = 0.0;

    const RatingEvent* of(std::uint32_t feature) const;
};
struct JudgeRunOptions {
    std::string key = "sk-test";
    const KnownAnswers* known = nullptr;
    std::set<FeatureId> done;
    Spending spent;
    std::stop_token stop;
    std::function<Status(const RatingEvent&)> sink;  ///< besides collecting
    HttpOptions http;
};
JudgeRun runJudge(const FeatureIndex& index, const RateFeaturesParams& params, const JudgeRunOptions& options = {});

}  // namespace saferscope::check
