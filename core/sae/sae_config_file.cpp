// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_config_file.h"

#include "core/base/folder_file.h"
#include "core/sae/sae_importers.h"
#include "core/tensor/safetensors_header.h"

#include <array>
#include <cmath>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* formatName = "saferscope-sae";
constexpr std::int64_t largestSize = std::int64_t{1} << 31;
constexpr std::int64_t largestLayer = 100'000;  // as for the hooks that name one
constexpr std::size_t mostTextFiles = 4096;

constexpr std::array<std::pair<SaeActivation, const char*>, 5> activations{{{SaeActivation::TopK, "topk"},
                                                                            {SaeActivation::TopKRelu, "topk_relu"},
                                                                            {SaeActivation::Relu, "relu"},
                                                                            {SaeActivation::JumpRelu, "jumprelu"},
                                                                            {SaeActivation::Gated, "gated"}}};

constexpr std::array<std::pair<SaeInput, const char*>, 3> inputs{
    {{SaeInput::AsIs, "as_is"}, {SaeInput::Standardised, "standardised"}, {SaeInput::UnitNorm, "unit_norm"}}};

template <class T, std::size_t size>
const char* nameOf(const std::array<std::pair<T, const char*>, size>& names, T value) {
    for (const auto& [known, name] : names) {
        if (known == value) {
            return name;
        }
    }
    return "";
}

template <class T, std::size_t size>
Status readName(const Json& json, const char* key, const std::array<std::pair<T, const char*>, size>& names,
                const std::string& where, T& target) {
    const auto text = jsonMember<std::string>(json, key, where);
    if (!text) {
        return failure(text);
    }
    for (const auto& [value, name] : names) {
        if (*text == name) {
            target = value;
            return {};
        }
    }
    return fail(ErrorCode::InvalidInput,
                where + ": \"" + key + "\" is " + quotedName(*text) + ", which is not known here.");
}

template <class T>
Status readMember(const Json& json, const char* key, const std::string& where, T& target) {
    auto value = jsonMember<T>(json, key, where);
    if (!value) {
        return failure(value);
    }
    target = std::move(*value);
    return {};
}

/// What only version 2 says.
Status readForm(const Json& json, const std::string& where, SaeConfig& config) {
    for (const Status& read : {readName(json, "architecture", activations, where, config.activation),
                               readName(json, "input", inputs, where, config.input),
                               readMember(json, "input_epsilon", where, config.inputEpsilon),
                               readMember(json, "epsilon_in_output", where, config.epsilonInOutput),
                               readMember(json, "subtracts_pre_bias", where, config.subtractsPreBias),
                               readMember(json, "expected_active", where, config.expectedActive)}) {
        if (!read) {
            return read;
        }
    }
    return {};
}

/// "stage1_texts": {"files": [{"name", "hash"}], "tokens"}, where the first stage was not trained on the pairs.
Json textsJson(const SaeConfig& config) {
    Json files = Json::array();
    for (const SaeTextFile& file : config.stage1Texts) {
        files.push_back({{"name", file.name}, {"hash", file.hash}});
    }
    return {{"files", std::move(files)}, {"tokens", config.stage1TextTokens}};
}

Status readTexts(const Json& json, const std::string& where, SaeConfig& config) {
    const auto texts = jsonMemberOr<Json>(json, "stage1_texts", Json(), where);
    if (!texts) {
        return failure(texts);
    }
    if (texts->is_null()) {
        return {};
    }
    const std::string inside = "\"stage1_texts\" of " + where;
    const auto files = jsonMember<std::vector<Json>>(*texts, "files", inside);
    const auto tokens = jsonMember<std::int64_t>(*texts, "tokens", inside);
    if (!files || !tokens) {
        return files ? failure(tokens) : failure(files);
    }
    if (files->size() > mostTextFiles || *tokens < 0) {
        return fail(ErrorCode::InvalidInput, inside + " makes no sense: too many files, or tokens below zero.");
    }
    for (const Json& file : *files) {
        const auto name = jsonMember<std::string>(file, "name", inside);
        const auto hash = jsonMember<std::string>(file, "hash", inside);
        if (!name || !hash) {
            return name ? failure(hash) : failure(name);
        }
        config.stage1Texts.push_back({*name, *hash});
    }
    config.stage1TextTokens = *tokens;
    return {};
}

}  // namespace

const char* saeActivationName(SaeActivation activation) { return nameOf(activations, activation); }

Json saeConfigJson(const SaeConfig& config) {
    Json json{{"format", formatName},
              {"version", 1},
              {"architecture", "topk"},
              {"input", "standardised per token: (h - mean) / (std + 1e-6)"},
              {"input_size", config.inputSize},
              {"latents", config.latents},
              {"k", config.k},
              {"layer", config.layer},
              {"trained_on", config.trainedOn},
              {"model_hash", config.modelHash}};
    if (!config.stage1Texts.empty()) {  // absent otherwise: files and hashes of other SAEs stay what they were
        json["stage1_texts"] = textsJson(config);
    }
    if (!config.isOwnForm()) {
        json["version"] = 2;
        json["architecture"] = nameOf(activations, config.activation);
        json["input"] = nameOf(inputs, config.input);
        json["input_epsilon"] = config.inputEpsilon;
        json["epsilon_in_output"] = config.epsilonInOutput;
        json["subtracts_pre_bias"] = config.subtractsPreBias;
        json["expected_active"] = config.expectedActive;
    }
    return json;
}

Result<SaeConfig> readSaeConfig(const fs::path& path) {
    if (auto checked = checkFolderFile(path); !checked) {
        return failure(checked);
    }
    const auto json = readJsonFile(path, 1u << 20);
    if (!json) {
        return failure(json);
    }
    const std::string where = path.string();
    const auto format = jsonMember<std::string>(*json, "format", where);
    if (!format || *format != formatName) {
        return fail(ErrorCode::InvalidInput, where + " does not describe an SAE of Saferscope.",
                    "Give the folder that training wrote, or a bare .safetensors file with k and the layer.");
    }
    const auto version = jsonMember<std::int64_t>(*json, "version", where);
    if (!version || (*version != 1 && *version != 2)) {
        return fail(ErrorCode::InvalidInput, where + " has a version this program does not know.",
                    "Open it with the newer Saferscope that wrote it.");
    }
    SaeConfig config;
    const std::array<std::pair<const char*, std::int64_t*>, 4> numbers{
        {{"input_size", &config.inputSize}, {"latents", &config.latents}, {"k", &config.k}, {"layer", &config.layer}}};
    for (const auto& [key, target] : numbers) {
        const auto number = jsonMember<std::int64_t>(*json, key, where);
        if (!number) {
            return failure(number);
        }
        *target = *number;
    }
    const auto trainedOn = jsonMemberOr<std::string>(*json, "trained_on", config.trainedOn, where);
    if (!trainedOn) {
        return failure(trainedOn);
    }
    if (*trainedOn != "tokens" && *trainedOn != "sentence_ends") {
        return fail(ErrorCode::InvalidInput, where + ": \"trained_on\" is neither \"tokens\" nor \"sentence_ends\".");
    }
    config.trainedOn = *trainedOn;
    const auto modelHash = jsonMemberOr<std::string>(*json, "model_hash", "", where);
    if (!modelHash) {
        return failure(modelHash);
    }
    config.modelHash = *modelHash;
    if (auto read = readTexts(*json, where, config); !read) {
        return failure(read);
    }
    if (*version == 2) {
        if (auto read = readForm(*json, where, config); !read) {
            return failure(read);
        }
    }
    return config;
}

Status checkSaeConfig(const SaeConfig& config, const std::string& where) {
    if (config.inputSize < 2 || config.latents < 1 || config.inputSize > largestSize || config.latents > largestSize) {
        return fail(ErrorCode::InvalidInput, where + ": the SAE's sizes make no sense (input " +
                                                 std::to_string(config.inputSize) + ", latents " +
                                                 std::to_string(config.latents) + ").");
    }
    if (config.keepsK() && (config.k < 1 || config.k > config.latents)) {
        return fail(ErrorCode::InvalidInput,
                    where + ": k = " + std::to_string(config.k) + " does not lie between 1 and the " +
                        std::to_string(config.latents) + " latents.",
                    "Give the k the SAE was trained with.");
    }
    if (!config.keepsK() && config.k != 0) {
        return fail(ErrorCode::InvalidInput, where + ": k = " + std::to_string(config.k) +
                                                 " is given, but the SAE keeps as many latents as are active.");
    }
    if (config.layer < -1 || config.layer > largestLayer) {
        return fail(ErrorCode::InvalidInput, where + ": layer " + std::to_string(config.layer) + " does not exist.");
    }
    if (!std::isfinite(config.inputEpsilon) || config.inputEpsilon < 0.0 || !std::isfinite(config.expectedActive) ||
        config.expectedActive < 0.0) {
        return fail(ErrorCode::InvalidInput, where +
                                                 ": the epsilon and the expected number of latents have to be "
                                                 "numbers that are not negative.");
    }
    return {};
}

}  // namespace saferscope
