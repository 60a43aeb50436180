// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// RunSpec::params of each kind of job. Torch-free, so that the window can build them; the worker turns the `config`
/// objects into the trainers' own structs. Paths are absolute.

struct TrainRewardModelParams {
    std::filesystem::path data;          ///< JSONL in our layout
    std::filesystem::path baseModel;     ///< folder to start from; empty = fresh weights from `freshModel`
    Json freshModel = Json::object();    ///< config.json fields of a new model; the tokenizer is trained on the data
    std::int64_t vocabularySize = 4096;  ///< of that tokenizer
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 1024;
    std::filesystem::path plan;    ///< a plan (core/experiments/plan.h) to change `data` by as it is read; empty = none
    Json config = Json::object();  ///< RewardTrainingConfig
};
struct TrainSaeParams {
    std::filesystem::path data;
    std::filesystem::path model;
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 1024;
    std::string dtype = "auto";                      ///< of the forward passes, see BuildIndexParams
    std::vector<std::filesystem::path> stage1Texts;  ///< general texts for the first stage; empty = the pairs
    std::string stage1TextMember = "text";           ///< member of their records that holds the text
    std::int64_t stage1TextWindow = 512;             ///< tokens
    bool stage1SkipBad = false;                      ///< leave out records that cannot be used
    Json config = Json::object();                    ///< SaeTrainingConfig
};
struct BuildIndexParams {
    std::filesystem::path data;
    std::string datasetName;
    std::filesystem::path model;
    std::filesystem::path sae;
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 1024;
    /// float32, bfloat16, or auto: bfloat16 where the model is stored so and the device multiplies it fast.
    std::string dtype = "auto";
};
struct EvaluateParams {
    std::filesystem::path data;
    std::string datasetName;
    std::filesystem::path model;
    std::filesystem::path modelRun;  ///< folder of a run that makes the model: then `model` is its output/
    Json steering = Json::object();  ///< a steering profile (core/causal/steering_profile.h) to apply; empty = none
    std::filesystem::path sae;       ///< whose features the profile names; needed with `steering` only
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 1024;
};

/// Measures what changing features does to the rewards of a data set (core/causal/causal_report.h).
struct CausalParams {
    std::filesystem::path data;
    std::string datasetName;
    std::filesystem::path model;
    std::filesystem::path sae;
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 1024;
    Json plan = Json::object();  ///< CausalPlan (core/causal/causal_plan.h)
};

Json toJson(const TrainRewardModelParams& params);
Json toJson(const TrainSaeParams& params);
Json toJson(const BuildIndexParams& params);
Json toJson(const EvaluateParams& params);
Json toJson(const CausalParams& params);
Result<TrainRewardModelParams> trainRewardModelParamsFromJson(const Json& json);
Result<TrainSaeParams> trainSaeParamsFromJson(const Json& json);
Result<BuildIndexParams> buildIndexParamsFromJson(const Json& json);
Result<EvaluateParams> evaluateParamsFromJson(const Json& json);
Result<CausalParams> causalParamsFromJson(const Json& json);

}  // namespace saferscope
