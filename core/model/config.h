// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace saferscope {

/// RoPE frequency scaling of Llama 3 (config.json "rope_scaling", rope_type "llama3").
struct Llama3RopeScaling {
    double factor = 1.0;
    double lowFreqFactor = 1.0;
    double highFreqFactor = 4.0;
    std::int64_t originalMaxPositions = 8192;
};

/// The part of config.json that decides what the network computes. Units: tokens, features, heads.
struct ModelConfig {
    std::string family = "llama";
    std::int64_t hiddenSize = 0;        ///< d
    std::int64_t intermediateSize = 0;  ///< f
    std::int64_t layers = 0;            ///< L blocks; residual streams are numbered 0 (embeddings) .. L
    std::int64_t heads = 0;             ///< query heads
    std::int64_t kvHeads = 0;           ///< key/value heads (grouped-query attention)
    std::int64_t headDim = 0;
    std::int64_t vocabularySize = 0;
    std::int64_t maxPositions = 0;
    std::int64_t labels = 1;
    double rmsNormEps = 1e-5;
    double ropeTheta = 10000.0;
    bool mlpBias = false;  ///< gate, up and down projections add a vector ("mlp_bias")
    std::optional<Llama3RopeScaling> ropeScaling;
    std::int32_t padTokenId = -1;  ///< -1: none given
    std::int32_t bosTokenId = -1;
    std::int32_t eosTokenId = -1;
    std::string dtype = "float32";  ///< as stored: float32, float16, bfloat16
};

/// Reads and checks config.json; an unknown architecture, activation or scaling is refused by name, never guessed.
Result<ModelConfig> parseModelConfig(const Json& json, const std::string& where);
Result<ModelConfig> loadModelConfig(const std::filesystem::path& folder);

/// config.json as LlamaForSequenceClassification that other tools load.
Json modelConfigToJson(const ModelConfig& config);

}  // namespace saferscope
