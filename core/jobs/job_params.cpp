// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_params.h"

#include "core/jobs/run_spec.h"

namespace saferscope {

namespace {

// Reads the members of one params object; remembers the first complaint.
class ParamReader {
public:
    ParamReader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {}

    void path(const char* key, std::filesystem::path& member, bool required) {
        std::string text;
        value(key, text);
        if (!m_status) {
            return;
        }
        if (text.empty() && required) {
            m_status = fail(ErrorCode::InvalidInput, m_where + " has no \"" + key + "\".");
            return;
        }
        member = text;
        if (!text.empty() && !member.is_absolute()) {
            m_status = fail(ErrorCode::InvalidInput, m_where + ": \"" + key + "\" has to be an absolute path.");
        }
    }

    /// Absolute ones; an absent list is empty.
    void paths(const char* key, std::vector<std::filesystem::path>& members) {
        std::vector<std::string> texts;
        value(key, texts);
        for (const auto& text : texts) {
            members.emplace_back(text);
            if (m_status && !members.back().is_absolute()) {
                m_status = fail(ErrorCode::InvalidInput, m_where + ": \"" + key + "\" have to be absolute paths.");
            }
        }
    }

    template <class T>
    void value(const char* key, T& member) {
        if (!m_status) {
            return;
        }
        auto read = jsonMemberOr<T>(m_json, key, member, m_where);
        if (!read) {
            m_status = failure(read);
            return;
        }
        member = std::move(*read);
    }

    void object(const char* key, Json& member) {
        value(key, member);
        if (m_status && !member.is_object()) {
            m_status = fail(ErrorCode::InvalidInput, m_where + ": \"" + key + "\" is not a JSON object.");
        }
    }

    void maxTokens(std::uint32_t& member) {
        std::int64_t tokens = member;  // a negative number must not wrap around
        value("max_tokens", tokens);
        if (m_status && (tokens < 2 || tokens > 1'000'000)) {
            m_status = fail(ErrorCode::InvalidInput, m_where + ": \"max_tokens\" has to lie between 2 and 1000000.");
        }
        member = static_cast<std::uint32_t>(tokens);
    }

    void dtype(std::string& member) {
        value("dtype", member);
        if (m_status && member != "auto" && member != "float32" && member != "bfloat16") {
            m_status = fail(ErrorCode::InvalidInput, m_where + ": \"dtype\" has to be auto, float32 or bfloat16.");
        }
    }

    template <class Params>
    Result<Params> finish(Params params) const {
        if (!m_status) {
            return failure(m_status);
        }
        return params;
    }

private:
    const Json& m_json;
    const std::string m_where;
    Status m_status;
};

}  // namespace

Json toJson(const TrainRewardModelParams& params) {
    return {{"data", params.data.string()},     {"base_model", params.baseModel.string()},
            {"fresh_model", params.freshModel}, {"vocabulary_size", params.vocabularySize},
            {"date_string", params.dateString}, {"max_tokens", params.maxTokens},
            {"plan", params.plan.string()},     {"config", params.config}};
}

Json toJson(const TrainSaeParams& params) {
    Json json = {{"data", params.data.string()},   {"model", params.model.string()}, {"date_string", params.dateString},
                 {"max_tokens", params.maxTokens}, {"dtype", params.dtype},          {"config", params.config}};
    if (!params.stage1Texts.empty()) {  // absent otherwise: specs of runs on pairs stay what they were
        Json files = Json::array();
        for (const auto& file : params.stage1Texts) {
            files.push_back(file.string());
        }
        json["stage1_texts"] = std::move(files);
        json["stage1_text_member"] = params.stage1TextMember;
        json["stage1_text_window"] = params.stage1TextWindow;
        json["stage1_skip_bad"] = params.stage1SkipBad;
    }
    return json;
}

Json toJson(const BuildIndexParams& params) {
    return {{"data", params.data.string()}, {"dataset_name", params.datasetName}, {"model", params.model.string()},
            {"sae", params.sae.string()},   {"date_string", params.dateString},   {"max_tokens", params.maxTokens},
            {"dtype", params.dtype}};
}

Json toJson(const EvaluateParams& params) {
    Json json = {{"data", params.data.string()},     {"dataset_name", params.datasetName},
                 {"model", params.model.string()},   {"model_run", params.modelRun.string()},
                 {"date_string", params.dateString}, {"max_tokens", params.maxTokens}};
    if (!params.steering.empty()) {
        json["steering"] = params.steering;
        json["sae"] = params.sae.string();
    }
    return json;
}

Json toJson(const CausalParams& params) {
    return {{"data", params.data.string()}, {"dataset_name", params.datasetName}, {"model", params.model.string()},
            {"sae", params.sae.string()},   {"date_string", params.dateString},   {"max_tokens", params.maxTokens},
            {"plan", params.plan}};
}

Result<TrainRewardModelParams> trainRewardModelParamsFromJson(const Json& json) {
    ParamReader reader(json, "params of a train-rm run");
    TrainRewardModelParams params;
    reader.path("data", params.data, true);
    reader.path("base_model", params.baseModel, false);
    reader.object("fresh_model", params.freshModel);
    reader.value("vocabulary_size", params.vocabularySize);
    reader.value("date_string", params.dateString);
    reader.maxTokens(params.maxTokens);
    reader.path("plan", params.plan, false);
    reader.object("config", params.config);
    return reader.finish(std::move(params));
}

Result<TrainSaeParams> trainSaeParamsFromJson(const Json& json) {
    ParamReader reader(json, "params of a train-sae run");
    TrainSaeParams params;
    reader.path("data", params.data, true);
    reader.path("model", params.model, true);
    reader.value("date_string", params.dateString);
    reader.maxTokens(params.maxTokens);
    reader.dtype(params.dtype);
    reader.paths("stage1_texts", params.stage1Texts);
    reader.value("stage1_text_member", params.stage1TextMember);
    reader.value("stage1_text_window", params.stage1TextWindow);
    reader.value("stage1_skip_bad", params.stage1SkipBad);
    reader.object("config", params.config);
    return reader.finish(std::move(params));
}

Result<BuildIndexParams> buildIndexParamsFromJson(const Json& json) {
    ParamReader reader(json, "params of an index run");
    BuildIndexParams params;
    reader.path("data", params.data, true);
    reader.value("dataset_name", params.datasetName);
    reader.path("model", params.model, true);
    reader.path("sae", params.sae, true);
    reader.value("date_string", params.dateString);
    reader.maxTokens(params.maxTokens);
    reader.dtype(params.dtype);
    return reader.finish(std::move(params));
}

Result<EvaluateParams> evaluateParamsFromJson(const Json& json) {
    ParamReader reader(json, "params of an evaluate run");
    EvaluateParams params;
    reader.path("data", params.data, true);
    reader.value("dataset_name", params.datasetName);
    reader.path("model_run", params.modelRun, false);
    reader.path("model", params.model, params.modelRun.empty());
    if (!params.modelRun.empty()) {
        params.model = RunPaths(params.modelRun).output();
    }
    reader.object("steering", params.steering);
    reader.path("sae", params.sae, !params.steering.empty());
    reader.value("date_string", params.dateString);
    reader.maxTokens(params.maxTokens);
    return reader.finish(std::move(params));
}

Result<CausalParams> causalParamsFromJson(const Json& json) {
    ParamReader reader(json, "params of a causal run");
    CausalParams params;
    reader.path("data", params.data, true);
    reader.value("dataset_name", params.datasetName);
    reader.path("model", params.model, true);
    reader.path("sae", params.sae, true);
    reader.value("date_string", params.dateString);
    reader.maxTokens(params.maxTokens);
    reader.object("plan", params.plan);
    return reader.finish(std::move(params));
}

}  // namespace saferscope
