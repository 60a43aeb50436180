// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// RoPE frequency scaling of Llama 3 (config.json "rope_scaling", rope_type "llama3").
struct Llama3RopeScaling {
    double factor = 1.0;
    double lowFreqFactor = 1.0;
    double highFreqFactor = 4.0;
    std::int64_t originalMaxPositions = 8192;
};

/// What the gate of the feed-forward layer goes through.
enum class Activation {
    Silu,      ///< x / (1 + e^-x)
    GeluTanh,  ///< x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), "gelu_pytorch_tanh"
};

/// The part of config.json that decides what the network computes. Units: tokens, features, heads. Families differ in
/// the switches below and in nothing else: one decoder computes them all.
struct ModelConfig {
    std::string family = "llama";       ///< llama, mistral, qwen2, qwen3 or gemma2: spelling of config.json, no more
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

    // What only some families do.
    double ropeLinearFactor = 1.0;      ///< every frequency is divided by it (rope_type "linear")
    bool queryKeyValueBias = false;     ///< query, key and value projections add a vector
    bool outputBias = false;            ///< so does the output projection of attention
    bool queryKeyNorm = false;          ///< RMSNorm over each head of queries and keys, before they are rotated
    std::optional<double> queryScalar;  ///< scores are divided by its root instead of the root of headDim
    double scoreSoftcap = 0.0;          ///< c: scores become c tanh(score / c); 0: they stay
    double logitSoftcap = 0.0;          ///< the same for next-token logits; rewards never
    std::int64_t slidingWindow = 0;     ///< in blocks that slide, a token sees so many tokens, itself the last
    std::vector<bool> slides;           ///< [layers] which blocks do; empty: none
    Activation activation = Activation::Silu;
    bool onePlusNorms = false;      ///< norms multiply by 1 + weight
    bool sandwichNorms = false;     ///< what attention and the feed-forward layer add is normed before it is added
    bool scaledEmbeddings = false;  ///< embeddings times sqrt(d), rounded to the dtype first
    bool tiedEmbeddings = false;    ///< as config.json says; a reward model has no second matrix either way

    bool headBias = false;                ///< the reward adds a number ("score.bias"); known once weights are read
    bool labelsStated = false;            ///< config.json says how many labels the head has
    std::vector<std::string> labelNames;  ///< [labels] of id2label; empty: none given
    std::string architecture;             ///< as config.json names it

    /// Window of block `layer`; 0: it sees everything.
    std::int64_t windowOf(std::int64_t layer) const {
        return layer < static_cast<std::int64_t>(slides.size()) && slides[static_cast<std::size_t>(layer)]
                   ? slidingWindow
                   : 0;
    }
};

/// Reads and checks config.json; an unknown model type, activation or scaling is refused by name, never guessed. Llama,
/// Mistral, Qwen 2 and 3, Gemma 2, in the older and the newer spelling (torch_dtype or dtype, rope_scaling or
/// rope_parameters, layer_types). A configuration of a language model is accepted: whether there is a reward head, the
/// weights decide.
Result<ModelConfig> parseModelConfig(const Json& json, const std::string& where);
Result<ModelConfig> loadModelConfig(const std::filesystem::path& folder);

/// The same with every reason to refuse it, not the first alone. What is wrong has some value or other.
ModelConfig readModelConfig(const Json& json, const std::string& where, std::vector<Error>& problems);

/// Whether the architecture is one of the library's own classifiers (XForSequenceClassification).
bool isClassifier(const ModelConfig& config);

/// "0", "1", … or the names given.
std::string labelName(const ModelConfig& config, std::int64_t label);

/// config.json as XForSequenceClassification that other tools load.
Json modelConfigToJson(const ModelConfig& config);

}  // namespace saferscope
