// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/features/index_values.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

enum class JudgeKind {
    OpenAi,   ///< chat completions: OpenAI, llama.cpp, vLLM, Ollama, …
    Azure,    ///< the same with Azure's addresses and header
    Lexical,  ///< word lists; offline, and no more than that
};
const char* judgeKindName(JudgeKind kind);  ///< "openai", "azure", "lexical"
Result<JudgeKind> judgeKindFromName(const std::string& name);

/// How to ask a judge. Nothing in it is secret: the key is read from the environment variable it names, by the worker.
struct JudgeSettings {
    JudgeKind kind = JudgeKind::OpenAi;
    std::string name;  ///< the rater's name in the log; empty = the model's, or "lexical"
    std::string baseUrl = "https://api.openai.com/v1";  ///< Azure: the resource's endpoint
    std::string model = "gpt-4o";                       ///< Azure: the deployment
    std::string apiVersion = "2024-10-21";              ///< Azure only
    std::string keyVariable = "OPENAI_API_KEY";  ///< environment variable with the key; may be unset (local servers)
    std::string promptTemplate;                  ///< text of an edited template; empty = the built-in one
    double temperature = 0.1;
    std::uint32_t maxOutputTokens = 128;
    std::uint32_t contexts = 10;    ///< top contexts shown, at most
    std::uint32_t minContexts = 5;  ///< features with fewer are not asked about (as in the paper: 4 or fewer drop out)
    std::uint32_t contextTokens = 128;  ///< length of a context
    bool structuredOutput = true;       ///< ask for the JSON schema; falls back to Score/Explanation when refused
    std::uint32_t concurrency = 4;
    double requestsPerMinute = 0.0;  ///< 0 = no limit of our own
    std::uint32_t maxRetries = 6;    ///< per feature
    double requestTimeoutSeconds = 60.0;
    std::uint64_t maxRequests = 0;  ///< hard cap on requests sent, retries included; 0 = none
    double maxCost = 0.0;           ///< hard cap in the currency of the prices; 0 = none
    double inputPrice = 0.0;        ///< per million tokens; 0 = unknown or free
    double outputPrice = 0.0;
    bool useCache = true;           ///< take answers to the very same prompt and model that the log already has
    std::string raterName() const;  ///< `name`, or what it defaults to
};
Json toJson(const JudgeSettings& settings);
Result<JudgeSettings> judgeSettingsFromJson(const Json& json, const std::string& where);

/// RunSpec::params of a `rate` run.
struct RateFeaturesParams {
    std::filesystem::path index;  ///< folder of the feature index; absolute
    std::string saeHash;
    std::string indexHash;
    TokenScope scope = TokenScope::SentenceEnds;
    std::vector<FeatureId> features;  ///< in the order in which to ask
    JudgeSettings judge;
};
Json toJson(const RateFeaturesParams& params);
Result<RateFeaturesParams> rateFeaturesParamsFromJson(const Json& json);

/// Files of a rate run beside those of every run (RunPaths): rating events as they come, one flushed line each
/// (core/data/rating.h), and the judge's earlier answers that may be used instead of asking again.
inline constexpr const char* runRatingsName = "ratings.jsonl";
inline constexpr const char* runKnownName = "known.jsonl";

}  // namespace saferscope
