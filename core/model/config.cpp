// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/config.h"

#include "core/base/folder_file.h"
#include "core/data/content_hash.h"
#include "core/model/config_families.h"
#include "core/model/config_reader.h"

#include <algorithm>

namespace saferscope {

namespace {

const std::string familiesHint =
    std::string("Saferscope reads reward models of the families ") + knownFamilies + " in Hugging Face layout.";

constexpr const char* classifierSuffix = "ForSequenceClassification";

/// model_type decides; where old files lack it, the architecture's name does.
void readFamily(ConfigReader& reader, ModelConfig& config) {
    const auto it = reader.json().find("architectures");
    if (it != reader.json().end() && it->is_array() && !it->empty() && it->front().is_string()) {
        config.architecture = it->front().get<std::string>();
    }
    std::string type = reader.text("model_type", "");
    const std::string shown = config.architecture.substr(0, 80);
    if (type.empty() && config.architecture.empty()) {
        reader.refuse("does not name its architecture", familiesHint);
        return;
    }
    std::string namedByClass;  // the longest prefix: Qwen2 of Qwen2ForX, nothing of Qwen2MoeForX
    for (const char* family : {"llama", "mistral", "qwen2", "qwen3", "gemma2"}) {
        const std::string prefix = familyDefaults(family)->classPrefix;
        if (config.architecture.starts_with(prefix + "For") || config.architecture == prefix + "Model") {
            namedByClass = family;
        }
    }
    if (type.empty()) {
        type = namedByClass;
    }
    if (familyDefaults(type) == nullptr) {
        reader.refuse(type.empty() ? "has the architecture \"" + shown + "\", which is not supported"
                                   : "has the model type \"" + type.substr(0, 80) + "\"" +
                                         (shown.empty() ? "" : " (" + shown + ")") + ", which is not supported",
                      familiesHint);
        return;
    }
    config.family = type;
    if (!namedByClass.empty() && namedByClass != type) {
        reader.refuse("has the model type \"" + type + "\", but the architecture \"" + shown + "\" is another family's",
                      "One of the two is wrong; what the weights mean would be a guess.");
    } else if (config.architecture.ends_with(classifierSuffix) && namedByClass.empty()) {
        reader.refuse("has the architecture \"" + shown + "\", which is not supported", familiesHint);
    }
}

void readLabels(ConfigReader& reader, ModelConfig& config) {
    constexpr std::int64_t most = 1'000'000;
    config.labelsStated = reader.has("num_labels") || reader.has("id2label");
    if (reader.has("num_labels")) {
        config.labels = reader.integer("num_labels", 1, most);
    }
    if (!reader.has("id2label")) {
        return;
    }
    const Json& names = reader.object("id2label");
    if (names.empty() || names.size() > static_cast<std::size_t>(most)) {
        reader.refuse("has an \"id2label\" without labels, or with too many");
        return;
    }
    config.labels = reader.has("num_labels") ? config.labels : static_cast<std::int64_t>(names.size());
    if (static_cast<std::int64_t>(names.size()) != config.labels) {
        // The library's class takes the number of names; files that contradict themselves are not guessed at.
        reader.refuse("says num_labels " + std::to_string(config.labels) + " but names " +
                      std::to_string(names.size()) + " labels");
        return;
    }
    for (std::int64_t label = 0; label < config.labels; ++label) {
        const auto name = names.find(std::to_string(label));
        if (name == names.end() || !name->is_string()) {
            reader.refuse("has an \"id2label\" that does not name label " + std::to_string(label));
            config.labelNames.clear();
            return;
        }
        config.labelNames.push_back(name->get<std::string>());
    }
}

/// Settings of reward-model code that change the number which comes out, and that nothing here computes.
void refuseForeignHeads(ConfigReader& reader) {
    for (const char* key : {"normalize_reward", "do_normalize"}) {
        if (reader.has(key) && reader.json().at(key) == true) {
            reader.refuse("asks for rewards normalised by running statistics (\"" + std::string(key) +
                              "\"), which is not supported",
                          "Save the model with that turned off; order and margins stay the same up to a factor.");
        }
    }
    if (reader.has("quantization_config")) {
        reader.refuse("describes quantised weights (\"quantization_config\"), which are not supported",
                      "Fetch the original model.");
    }
}

}  // namespace

ModelConfig readModelConfig(const Json& json, const std::string& where, std::vector<Error>& problems) {
    ModelConfig config;
    if (!json.is_object()) {
        problems.push_back({ErrorCode::InvalidInput, where + " is not a JSON object.",
                            "Check that the folder holds a complete Hugging Face model."});
        return config;
    }
    ConfigReader reader(json, where);
    readFamily(reader, config);
    const FamilyDefaults& defaults = *familyDefaults(config.family);
    // The upper limits are far above any model and keep every product of sizes below 2^63.
    config.hiddenSize = reader.integer("hidden_size", 1, 1 << 17);
    config.intermediateSize = reader.integer("intermediate_size", 1, 1 << 20);
    config.layers = reader.integer("num_hidden_layers", 1, 1024);
    config.heads = reader.integer("num_attention_heads", 1, 4096);
    // Null says "as without groups" and "d / heads"; a key that is absent means the class's own default.
    const bool ownKvHeads = defaults.kvHeads > 0 && !reader.given("num_key_value_heads");
    config.kvHeads = reader.integer("num_key_value_heads", 1, 4096, ownKvHeads ? defaults.kvHeads : config.heads);
    const std::int64_t share = std::max<std::int64_t>(1, config.hiddenSize / config.heads);
    const bool ownHeadDim = defaults.headDim > 0 && !reader.given("head_dim");
    config.headDim = reader.integer("head_dim", 1, 4096, ownHeadDim ? defaults.headDim : share);
    config.vocabularySize = reader.integer("vocab_size", 1, 1 << 24);
    config.maxPositions = reader.integer("max_position_embeddings", 1, std::int64_t{1} << 31, defaults.maxPositions);
    config.rmsNormEps = reader.positive("rms_norm_eps", 1e-6);
    config.tiedEmbeddings = reader.flag("tie_word_embeddings", defaults.tied);
    readFamilySwitches(reader, config);
    readRope(reader, config);
    readLabels(reader, config);
    refuseForeignHeads(reader);
    config.padTokenId = reader.tokenId("pad_token_id", config.vocabularySize);
    config.bosTokenId = reader.tokenId("bos_token_id", config.vocabularySize);
    config.eosTokenId = reader.tokenId("eos_token_id", config.vocabularySize);
    config.dtype = reader.text("torch_dtype", reader.text("dtype", "float32"));
    if (config.dtype != "float32" && config.dtype != "float16" && config.dtype != "bfloat16" &&
        config.dtype != "float64") {
        reader.refuse("has the dtype \"" + config.dtype.substr(0, 80) + "\"; expected float32, float16 or bfloat16");
    }
    if (config.heads % config.kvHeads != 0) {
        reader.refuse("has " + std::to_string(config.heads) + " query heads, which " + std::to_string(config.kvHeads) +
                      " key/value heads cannot share evenly");
    }
    if (config.headDim % 2 != 0 && !reader.failed()) {
        reader.refuse("has the odd head size " + std::to_string(config.headDim) +
                      "; rotary positions need an even one");
    }
    problems.insert(problems.end(), reader.problems().begin(), reader.problems().end());
    return config;
}

Result<ModelConfig> parseModelConfig(const Json& json, const std::string& where) {
    std::vector<Error> problems;
    ModelConfig config = readModelConfig(json, where, problems);
    if (!problems.empty()) {
        return tl::unexpected<Error>(std::move(problems.front()));
    }
    return config;
}

Result<ModelConfig> loadModelConfig(const std::filesystem::path& folder) {
    const auto path = folder / "config.json";
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        const bool adapter = std::filesystem::exists(folder / "adapter_config.json", error);
        return fail(ErrorCode::NotFound, folder.string() + " is not a model folder: it has no config.json.",
                    adapter ? "It holds an adapter (adapter_config.json): merge it into its base model first."
                            : "Give the folder that holds config.json, model.safetensors and tokenizer.json.");
    }
    // Every way to load a model comes by here, and most read the tokenizer's files next, or copy them on.
    if (auto checked = checkFolderFiles(folder, contentFileNames(folder)); !checked) {
        return failure(checked);
    }
    const auto json = readJsonFile(path, largestModelConfig);
    if (!json) {
        return failure(json);
    }
    return parseModelConfig(*json, path.string());
}

bool isClassifier(const ModelConfig& config) { return config.architecture.ends_with(classifierSuffix); }

std::string labelName(const ModelConfig& config, std::int64_t label) {
    const auto index = static_cast<std::size_t>(label);
    return index < config.labelNames.size() ? config.labelNames[index] : "LABEL_" + std::to_string(label);
}

Json modelConfigToJson(const ModelConfig& config) {
    const auto idOrNull = [](std::int32_t id) { return id < 0 ? Json() : Json(id); };
    const FamilyDefaults* family = familyDefaults(config.family);
    Json json = {
        {"architectures", Json::array({std::string(family->classPrefix) + classifierSuffix})},
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
        {"tie_word_embeddings", config.tiedEmbeddings},
        {"num_labels", config.labels},
        {"pad_token_id", idOrNull(config.padTokenId)},
        {"bos_token_id", idOrNull(config.bosTokenId)},
        {"eos_token_id", idOrNull(config.eosTokenId)},
        {"torch_dtype", config.dtype},
        {"use_cache", false},
    };
    for (std::int64_t label = 0; label < config.labels; ++label) {
        json["id2label"][std::to_string(label)] = labelName(config, label);
        json["label2id"][labelName(config, label)] = label;
    }
    writeFamilySwitches(config, json);
    writeRope(config, json);
    return json;
}

}  // namespace saferscope
