// SPDX-License-Identifier: GPL-3.0-or-later
// Facts of each family as its class in Hugging Face transformers has them (configuration_X.py, modeling_X.py).
#include "core/model/config_families.h"

#include <algorithm>
#include <array>

namespace saferscope {

namespace {

constexpr std::array<FamilyDefaults, 5> families = {{
    {"llama", "Llama", 0, 0, 2048, false},
    {"mistral", "Mistral", 8, 0, 131072, false},
    {"qwen2", "Qwen2", 32, 0, 32768, false},
    {"qwen3", "Qwen3", 32, 128, 32768, false},
    {"gemma2", "Gemma2", 4, 256, 8192, true},
}};

constexpr std::int64_t mostPositions = std::int64_t{1} << 31;
constexpr std::int64_t defaultWindow = 4096;  // of all four families that have one

void refuseActivation(ConfigReader& reader, const std::string& found, const char* wanted) {
    if (found != wanted) {
        reader.refuse(
            "has the activation \"" + found.substr(0, 80) + "\"; only " + wanted + " is supported for this family",
            "The model would be computed with another function than it was trained with.");
    }
}

/// A number, or 0 for none (null). A key that is absent means the class's own default.
std::int64_t windowIn(ConfigReader& reader) {
    if (!reader.given("sliding_window")) {
        return defaultWindow;
    }
    return reader.has("sliding_window") ? reader.integer("sliding_window", 1, mostPositions) : 0;
}

/// "layer_types" of newer files says it block by block, and then it counts.
void readLayerTypes(ConfigReader& reader, ModelConfig& config) {
    if (!reader.has("layer_types")) {
        return;
    }
    const Json& types = reader.json().at("layer_types");
    if (!types.is_array() || types.size() != static_cast<std::size_t>(config.layers)) {
        reader.refuse("has \"layer_types\" that do not name one kind for each of the " + std::to_string(config.layers) +
                      " blocks");
        return;
    }
    std::vector<bool> slides;
    for (const Json& type : types) {
        const std::string name = type.is_string() ? type.get<std::string>() : "?";
        if (name != "full_attention" && name != "sliding_attention") {
            reader.refuse("has a block of the kind \"" + name.substr(0, 80) +
                              "\"; only full_attention and sliding_attention are supported",
                          "This model mixes in blocks that Saferscope cannot compute.");
            return;
        }
        slides.push_back(name == "sliding_attention");
    }
    config.slides = std::move(slides);
}

void dropIdleWindow(ConfigReader& reader, ModelConfig& config, std::int64_t window) {
    const bool any = std::find(config.slides.begin(), config.slides.end(), true) != config.slides.end();
    if (any && window == 0) {
        reader.refuse("has blocks that slide but no \"sliding_window\"");
    }
    if (!any || window == 0) {
        config.slides.clear();
        window = 0;
    }
    config.slidingWindow = window;
}

/// Qwen 2 and 3: blocks from max_window_layers on slide, where use_sliding_window says so at all.
void readQwenWindow(ConfigReader& reader, ModelConfig& config) {
    const bool used = reader.flag("use_sliding_window");
    const std::int64_t window = used ? windowIn(reader) : 0;
    const std::int64_t from = reader.integer("max_window_layers", 0, 1 << 20, 28);
    config.slides.assign(static_cast<std::size_t>(config.layers), false);
    for (std::int64_t layer = window > 0 ? from : config.layers; layer < config.layers; ++layer) {
        config.slides[static_cast<std::size_t>(layer)] = true;
    }
    readLayerTypes(reader, config);
    dropIdleWindow(reader, config, window);
}

void readLlama(ConfigReader& reader, ModelConfig& config) {
    refuseActivation(reader, reader.text("hidden_act", "silu"), "silu");
    config.mlpBias = reader.flag("mlp_bias");
    config.queryKeyValueBias = config.outputBias = reader.flag("attention_bias");
    readLayerTypes(reader, config);  // its class has none; a file that slides is no Llama
    dropIdleWindow(reader, config, 0);
}

void readMistral(ConfigReader& reader, ModelConfig& config) {
    refuseActivation(reader, reader.text("hidden_act", "silu"), "silu");
    const std::int64_t window = windowIn(reader);
    config.slides.assign(static_cast<std::size_t>(config.layers), window > 0);
    const std::vector<bool> ofClass = config.slides;
    readLayerTypes(reader, config);
    if (config.slides != ofClass && !reader.failed()) {
        reader.refuse("lists \"layer_types\" that differ from block to block, which Mistral's class does not do");
    }
    dropIdleWindow(reader, config, window);
}

void readQwen2(ConfigReader& reader, ModelConfig& config) {
    refuseActivation(reader, reader.text("hidden_act", "silu"), "silu");
    config.queryKeyValueBias = true;  // of the class, not of config.json
    readQwenWindow(reader, config);
}

void readQwen3(ConfigReader& reader, ModelConfig& config) {
    refuseActivation(reader, reader.text("hidden_act", "silu"), "silu");
    config.queryKeyNorm = true;
    config.queryKeyValueBias = config.outputBias = reader.flag("attention_bias");
    readQwenWindow(reader, config);
}

void readGemma2(ConfigReader& reader, ModelConfig& config) {
    // hidden_act lies in the files too, but the class reads hidden_activation.
    refuseActivation(reader, reader.text("hidden_activation", "gelu_pytorch_tanh"), "gelu_pytorch_tanh");
    config.activation = Activation::GeluTanh;
    config.queryKeyValueBias = config.outputBias = reader.flag("attention_bias");
    config.queryScalar = reader.positive("query_pre_attn_scalar", 256.0);
    const auto softcap = [&reader](const char* key, double fallback) {
        if (!reader.given(key)) {
            return fallback;
        }
        return reader.has(key) ? reader.positive(key, {}) : 0.0;
    };
    config.scoreSoftcap = softcap("attn_logit_softcapping", 50.0);
    config.logitSoftcap = softcap("final_logit_softcapping", 30.0);
    config.onePlusNorms = config.sandwichNorms = config.scaledEmbeddings = true;
    reader.refuseIfTrue("use_bidirectional_attention");
    const std::int64_t window = windowIn(reader);
    config.slides.assign(static_cast<std::size_t>(config.layers), false);
    for (std::int64_t layer = 0; layer < config.layers; layer += 2) {
        config.slides[static_cast<std::size_t>(layer)] = window > 0;
    }
    readLayerTypes(reader, config);
    dropIdleWindow(reader, config, window);
}

Json windowJson(const ModelConfig& config) { return config.slidingWindow > 0 ? Json(config.slidingWindow) : Json(); }

Json layerTypesJson(const ModelConfig& config) {
    Json types = Json::array();
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        types.push_back(config.windowOf(layer) > 0 ? "sliding_attention" : "full_attention");
    }
    return types;
}

}  // namespace

const char* const knownFamilies = "Llama, Mistral, Qwen2, Qwen3 and Gemma2";

const FamilyDefaults* familyDefaults(const std::string& family) {
    const auto found = std::find_if(families.begin(), families.end(),
                                    [&family](const FamilyDefaults& one) { return family == one.family; });
    return found == families.end() ? nullptr : &*found;
}

void readFamilySwitches(ConfigReader& reader, ModelConfig& config) {
    if (config.family == "mistral") {
        readMistral(reader, config);
    } else if (config.family == "qwen2") {
        readQwen2(reader, config);
    } else if (config.family == "qwen3") {
        readQwen3(reader, config);
    } else if (config.family == "gemma2") {
        readGemma2(reader, config);
    } else {
        readLlama(reader, config);
    }
    for (const char* key : {"num_experts", "num_local_experts", "n_routed_experts"}) {
        if (reader.has(key) && reader.json().at(key) != 0) {
            reader.refuse("describes a mixture of experts (\"" + std::string(key) + "\"), which is not supported",
                          "Use a model whose feed-forward layers are dense.");
        }
    }
}

void writeFamilySwitches(const ModelConfig& config, Json& json) {
    if (config.family == "llama") {
        json["attention_bias"] = config.queryKeyValueBias;
        json["mlp_bias"] = config.mlpBias;
        return;
    }
    json["sliding_window"] = windowJson(config);
    if (config.family == "qwen2" || config.family == "qwen3") {
        std::int64_t from = 0;
        while (from < config.layers && config.windowOf(from) == 0) {
            ++from;
        }
        json["use_sliding_window"] = config.slidingWindow > 0;
        json["max_window_layers"] = from;
    }
    if (config.family == "qwen3" || config.family == "gemma2") {
        json["attention_bias"] = config.queryKeyValueBias;
    }
    if (config.family != "mistral" && config.slidingWindow > 0) {
        json["layer_types"] = layerTypesJson(config);
    }
    if (config.family == "gemma2") {
        const auto softcap = [](double value) { return value > 0.0 ? Json(value) : Json(); };
        json["hidden_act"] = json["hidden_activation"] = "gelu_pytorch_tanh";
        json["query_pre_attn_scalar"] = config.queryScalar.value_or(static_cast<double>(config.headDim));
        json["attn_logit_softcapping"] = softcap(config.scoreSoftcap);
        json["final_logit_softcapping"] = softcap(config.logitSoftcap);
    }
}

void readRope(ConfigReader& reader, ModelConfig& config) {
    // Newer files keep theta and scaling together in "rope_parameters".
    const bool newer = reader.has("rope_parameters");
    const char* key = newer ? "rope_parameters" : "rope_scaling";
    config.ropeTheta = reader.positive("rope_theta", 10000.0);
    if (reader.has("partial_rotary_factor") && reader.json().at("partial_rotary_factor") != 1.0) {
        reader.refuse("rotates a part of each head alone (\"partial_rotary_factor\"), which is not supported");
    }
    if (!reader.has(key)) {
        return;
    }
    ConfigReader rope(reader.object(key), reader.where() + ": \"" + key + "\"");
    if (newer) {
        config.ropeTheta = rope.positive("rope_theta", config.ropeTheta);
    }
    const std::string type = rope.text("rope_type", rope.text("type", newer ? "default" : ""));
    if (rope.has("full_attention") || rope.has("sliding_attention")) {
        rope.refuse("differs between kinds of blocks, which is not supported");
    } else if (type == "llama3") {
        Llama3RopeScaling scaling;
        scaling.factor = rope.positive("factor", {});
        scaling.lowFreqFactor = rope.positive("low_freq_factor", {});
        scaling.highFreqFactor = rope.positive("high_freq_factor", {});
        scaling.originalMaxPositions = rope.integer("original_max_position_embeddings", 1, mostPositions);
        if (!rope.failed() && scaling.highFreqFactor <= scaling.lowFreqFactor) {
            rope.refuse("needs high_freq_factor above low_freq_factor");
        }
        config.ropeScaling = scaling;
    } else if (type == "linear") {
        config.ropeLinearFactor = rope.positive("factor", {});
    } else if (type != "default") {
        rope.refuse("has the type \"" + type.substr(0, 80) + "\"; only default, linear and llama3 are supported",
                    "The positions of this model would be computed wrongly.");
    }
    for (const Error& error : rope.problems()) {
        std::string why = error.message.substr(reader.where().size() + 2);
        why.pop_back();  // its full stop
        reader.refuse("has a faulty RoPE setting: " + why, error.hint);
    }
}

void writeRope(const ModelConfig& config, Json& json) {
    json["rope_theta"] = config.ropeTheta;
    if (config.ropeScaling) {
        json["rope_scaling"] = {{"rope_type", "llama3"},
                                {"factor", config.ropeScaling->factor},
                                {"low_freq_factor", config.ropeScaling->lowFreqFactor},
                                {"high_freq_factor", config.ropeScaling->highFreqFactor},
                                {"original_max_position_embeddings", config.ropeScaling->originalMaxPositions}};
    } else if (config.ropeLinearFactor != 1.0) {
        json["rope_scaling"] = {{"rope_type", "linear"}, {"factor", config.ropeLinearFactor}};
    }
}

}  // namespace saferscope
