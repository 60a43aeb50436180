// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/config.h"

#include <cmath>
#include <limits>

namespace saferscope {

namespace {

/// Reads members of one JSON object and keeps the first thing wrong with it.
class ConfigReader {
public:
    ConfigReader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {}

    bool has(const char* key) const {
        const auto it = m_json.find(key);
        return it != m_json.end() && !it->is_null();
    }

    /// A whole number in [least, most]; absent is an error unless a fallback is given.
    std::int64_t integer(const char* key, std::int64_t least, std::int64_t most,
                         std::optional<std::int64_t> fallback = {}) {
        if (!has(key)) {
            if (!fallback) {
                refuse("has no \"" + std::string(key) + "\"");
            }
            return fallback.value_or(least);
        }
        const Json& value = m_json.at(key);
        if (!value.is_number_integer() || value > most || value < least) {
            refuse("has an impossible \"" + std::string(key) + "\" (expected a whole number from " +
                   std::to_string(least) + " to " + std::to_string(most) + ")");
            return least;
        }
        return value.get<std::int64_t>();
    }

    double positive(const char* key, std::optional<double> fallback) {
        if (!has(key)) {
            if (!fallback) {
                refuse("has no \"" + std::string(key) + "\"");
            }
            return fallback.value_or(1.0);
        }
        const Json& value = m_json.at(key);
        const double number = value.is_number() ? value.get<double>() : 0.0;
        if (!std::isfinite(number) || number <= 0.0) {
            refuse("has an impossible \"" + std::string(key) + "\" (expected a positive number)");
            return 1.0;
        }
        return number;
    }

    std::string text(const char* key, const std::string& fallback) {
        if (!has(key)) {
            return fallback;
        }
        const Json& value = m_json.at(key);
        if (!value.is_string()) {
            refuse("has a \"" + std::string(key) + "\" that is not a string");
            return fallback;
        }
        return value.get<std::string>();
    }

    /// Token ids may be null, a number, or (eos of chat models) a list whose first one counts.
    std::int32_t tokenId(const char* key, std::int64_t vocabularySize) {
        if (!has(key)) {
            return -1;
        }
        const Json& value = m_json.at(key);
        const Json& one = value.is_array() && !value.empty() ? value.front() : value;
        if (!one.is_number_integer() || one < -1 || one >= vocabularySize) {
            refuse("has a \"" + std::string(key) + "\" outside the vocabulary");
            return -1;
        }
        return one.get<std::int32_t>();
    }

    bool flag(const char* key) {
        if (has(key) && !m_json.at(key).is_boolean()) {
            refuse("has a \"" + std::string(key) + "\" that is neither true nor false");
            return false;
        }
        return has(key) && m_json.at(key).get<bool>();
    }

    void refuseIfTrue(const char* key) {
        if (has(key) && m_json.at(key) != false) {
            refuse("asks for \"" + std::string(key) + "\", which is not supported yet");
        }
    }

    const Json& object(const char* key) {
        static const Json empty = Json::object();
        const Json& value = m_json.at(key);
        if (!value.is_object()) {
            refuse("has a \"" + std::string(key) + "\" that is not an object");
            return empty;
        }
        return value;
    }

    void refuse(const std::string& why, const std::string& hint = {}) {
        if (m_error.message.empty()) {
            m_error = {ErrorCode::InvalidInput, m_where + " " + why + ".",
                       hint.empty() ? "Check that the folder holds a complete Hugging Face model." : hint};
        }
    }
    const Error& error() const { return m_error; }
    bool failed() const { return !m_error.message.empty(); }

private:
    const Json& m_json;
    std::string m_where;
    Error m_error;
};

const std::string onlyLlama = "This version reads LlamaForSequenceClassification models with one label.";

void readArchitecture(ConfigReader& reader, const Json& json) {
    std::string architecture;
    if (const auto it = json.find("architectures");
        it != json.end() && it->is_array() && !it->empty() && it->front().is_string()) {
        architecture = it->front().get<std::string>();
    }
    if (architecture.empty()) {
        reader.refuse("does not name its architecture", onlyLlama);
    } else if (architecture == "LlamaForCausalLM") {
        reader.refuse("describes a language model (LlamaForCausalLM) without a reward head",
                      "Train a reward model from it first, or choose a reward model. " + onlyLlama);
    } else if (architecture != "LlamaForSequenceClassification") {
        reader.refuse("has the architecture \"" + architecture.substr(0, 80) + "\", which is not supported", onlyLlama);
    }
    if (const std::string type = reader.text("model_type", "llama"); type != "llama") {
        reader.refuse("has the model type \"" + type.substr(0, 80) + "\", which is not supported", onlyLlama);
    }
    if (const std::string activation = reader.text("hidden_act", "silu"); activation != "silu") {
        reader.refuse("has the activation \"" + activation.substr(0, 80) + "\"; only silu is supported", onlyLlama);
    }
    reader.refuseIfTrue("attention_bias");
}

void readRope(ConfigReader& reader, const std::string& where, ModelConfig& config) {
    // Newer files keep theta and scaling together in "rope_parameters".
    const bool newer = reader.has("rope_parameters");
    const char* key = newer ? "rope_parameters" : "rope_scaling";
    config.ropeTheta = reader.positive("rope_theta", 10000.0);
    if (!reader.has(key)) {
        return;
    }
    ConfigReader rope(reader.object(key), where + ": \"" + key + "\"");
    if (newer) {
        config.ropeTheta = rope.positive("rope_theta", config.ropeTheta);
    }
    const std::string type = rope.text("rope_type", rope.text("type", ""));
    if (type == "llama3") {
        Llama3RopeScaling scaling;
        scaling.factor = rope.positive("factor", {});
        scaling.lowFreqFactor = rope.positive("low_freq_factor", {});
        scaling.highFreqFactor = rope.positive("high_freq_factor", {});
        scaling.originalMaxPositions = rope.integer("original_max_position_embeddings", 1, std::int64_t{1} << 31);
        if (!rope.failed() && scaling.highFreqFactor <= scaling.lowFreqFactor) {
            rope.refuse("needs high_freq_factor above low_freq_factor");
        }
        config.ropeScaling = scaling;
    } else if (type != "default") {
        rope.refuse("has the type \"" + type.substr(0, 80) + "\"; only llama3 and default are supported", onlyLlama);
    }
    if (rope.failed()) {
        reader.refuse("has a faulty RoPE setting: " + rope.error().message.substr(where.size() + 2), rope.error().hint);
    }
}

void readLabels(ConfigReader& reader, const Json& json, ModelConfig& config) {
    config.labels = 1;
    if (reader.has("num_labels")) {
        config.labels = reader.integer("num_labels", 1, 1'000'000);
    } else if (reader.has("id2label")) {
        config.labels = static_cast<std::int64_t>(json.at("id2label").size());
    }
    if (config.labels != 1) {
        reader.refuse("describes a classifier with " + std::to_string(config.labels) + " labels", onlyLlama);
    }
}

}  // namespace

Result<ModelConfig> parseModelConfig(const Json& json, const std::string& where) {
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    ConfigReader reader(json, where);
    ModelConfig config;
    readArchitecture(reader, json);
    // The upper limits are far above any model and keep every product of sizes below 2^63.
    config.hiddenSize = reader.integer("hidden_size", 1, 1 << 17);
    config.intermediateSize = reader.integer("intermediate_size", 1, 1 << 20);
    config.layers = reader.integer("num_hidden_layers", 1, 1024);
    config.heads = reader.integer("num_attention_heads", 1, 4096);
    config.kvHeads = reader.integer("num_key_value_heads", 1, 4096, config.heads);
    config.headDim = reader.integer("head_dim", 1, 4096, std::max<std::int64_t>(1, config.hiddenSize / config.heads));
    config.vocabularySize = reader.integer("vocab_size", 1, 1 << 24);
    config.maxPositions = reader.integer("max_position_embeddings", 1, std::int64_t{1} << 31, 2048);
    config.rmsNormEps = reader.positive("rms_norm_eps", 1e-6);
    config.mlpBias = reader.flag("mlp_bias");
    readRope(reader, where, config);
    readLabels(reader, json, config);
    config.padTokenId = reader.tokenId("pad_token_id", config.vocabularySize);
    config.bosTokenId = reader.tokenId("bos_token_id", config.vocabularySize);
    config.eosTokenId = reader.tokenId("eos_token_id", config.vocabularySize);
    config.dtype = reader.text("torch_dtype", reader.text("dtype", "float32"));
    if (config.dtype != "float32" && config.dtype != "float16" && config.dtype != "bfloat16" &&
        config.dtype != "float64") {
        reader.refuse("has the dtype \"" + config.dtype.substr(0, 80) + "\"; expected float32, float16 or bfloat16");
    }
    if (!reader.failed() && config.heads % config.kvHeads != 0) {
        reader.refuse("has " + std::to_string(config.heads) + " query heads, which " + std::to_string(config.kvHeads) +
                      " key/value heads cannot share evenly");
    }
    if (!reader.failed() && config.headDim % 2 != 0) {
        reader.refuse("has the odd head size " + std::to_string(config.headDim) +
                      "; rotary positions need an even one");
    }
    if (reader.failed()) {
        return tl::unexpected<Error>(reader.error());
    }
    return config;
}

Result<ModelConfig> loadModelConfig(const std::filesystem::path& folder) {
    const auto path = folder / "config.json";
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return fail(ErrorCode::NotFound, folder.string() + " is not a model folder: it has no config.json.",
                    "Give the folder that holds config.json, model.safetensors and tokenizer.json.");
    }
    const auto json = readJsonFile(path, 16u << 20);
    if (!json) {
        return failure(json);
    }
    return parseModelConfig(*json, path.string());
}

Json modelConfigToJson(const ModelConfig& config) {
    const auto idOrNull = [](std::int32_t id) { return id < 0 ? Json() : Json(id); };
    Json json = {
        {"architectures", Json::array({"LlamaForSequenceClassification"})},
        {"model_type", config.family},
        {"hidden_act", "silu"},
        {"hidden_size", config.hiddenSize},
        {"intermediate_size", config.intermediateSize},
        {"num_hidden_layers", config.layers},
        {"num_attention_heads", config.heads},
        {"num_key_value_heads", config.kvHeads},
        {"head_dim", config.headDim},
        {"vocab_size", config.vocabularySize},
        {"max_position_embeddings", config.maxPositions},
        {"rms_norm_eps", config.rmsNormEps},
        {"rope_theta", config.ropeTheta},
        {"attention_bias", false},
        {"mlp_bias", config.mlpBias},
        {"tie_word_embeddings", false},
        {"num_labels", config.labels},
        {"id2label", {{"0", "LABEL_0"}}},
        {"label2id", {{"LABEL_0", 0}}},
        {"pad_token_id", idOrNull(config.padTokenId)},
        {"bos_token_id", idOrNull(config.bosTokenId)},
        {"eos_token_id", idOrNull(config.eosTokenId)},
        {"torch_dtype", config.dtype},
        {"use_cache", false},
    };
    if (config.ropeScaling) {
        json["rope_scaling"] = {{"rope_type", "llama3"},
                                {"factor", config.ropeScaling->factor},
                                {"low_freq_factor", config.ropeScaling->lowFreqFactor},
                                {"high_freq_factor", config.ropeScaling->highFreqFactor},
                                {"original_max_position_embeddings", config.ropeScaling->originalMaxPositions}};
    }
    return json;
}

}  // namespace saferscope
